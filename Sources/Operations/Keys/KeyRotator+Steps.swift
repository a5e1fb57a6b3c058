import Foundation
import Gateway
import OpenRouter
import Resilience

/// The steps. Each may have been done before, in whole or in part, by a process that died.
extension KeyRotator {
    func perform(
        _ step: KeyRotation.Step,
        of rotation: KeyRotation,
        _ guide: Guide?
    ) async throws -> KeyRotation.Event {
        switch step {
        case .create: try await create(rotation, guide)
        case .verify: try await verify(rotation)
        case .activate: try await activate(rotation)
        case .observe(let end): try await observe(rotation, until: end)
        case .disable: try await disable(rotation, guide)
        case .delete: try await delete(rotation)
        case .restore: try await restore(rotation)
        case .undo: try await undo(rotation)
        case .rest, .nothing: preconditionFailure("\(step) is no work")
        }
    }

    private func management() throws -> Secret {
        guard let key = try directory.keys().management else {
            throw KeyError(
                .needsPerson,
                "the rotation was begun with a management key, and there is none any more",
                next: "Add it with `keys add --role management`."
            )
        }
        return key.secret
    }

    // MARK: Create

    private func create(_ rotation: KeyRotation, _ guide: Guide?) async throws -> KeyRotation.Event {
        let kept = try successor(of: rotation)
        guard !rotation.isManual else {
            if let kept { return .created(kept.digest) }
            guard let guide else { throw Self.needsPerson(rotation) }
            let secret = try await guide.newKey(rotation)
            let digest = KeyHash(of: secret).digest
            guard digest != rotation.old else { throw KeyError(.notKey, "this is the key that is to be replaced") }
            try keep(secret, of: rotation)
            return .created(digest)
        }
        let management = try management()
        // What an earlier attempt left at the service: of use where its secret has come here, else an orphan.
        let made = try await client.keys(management: management).filter { $0.name == rotation.id }
        for orphan in made where orphan.hash.digest != kept?.digest { try await delete(orphan.hash, management) }
        if let kept, made.contains(where: { $0.hash.digest == kept.digest }) { return .created(kept.digest) }
        try directory.ring.update { $0.removeAll { $0.rotation == rotation.id && $0.role == .successor } }
        let (key, secret) = try await client.createKey(
            named: rotation.id,
            terms: rotation.firstTerms,
            management: management
        )
        try onMoment(.received)
        try keep(secret, of: rotation)
        return .created(key.hash.digest)
    }

    private func keep(_ secret: Secret, of rotation: KeyRotation) throws {
        let entry = KeyRing.Entry(
            name: rotation.id,
            role: .successor,
            account: rotation.account,
            secret: secret,
            added: now(),
            rotation: rotation.id
        )
        try directory.ring.update { $0.append(entry) }
    }

    private func successor(of rotation: KeyRotation) throws -> KeyRing.Entry? {
        try directory.ring.entries().last { $0.rotation == rotation.id && $0.role != .retired }
    }

    // MARK: Verify

    /// Asks the service what the key may spend, and for one answer that costs nothing.
    private func verify(_ rotation: KeyRotation) async throws -> KeyRotation.Event {
        guard let entry = try successor(of: rotation), entry.digest == rotation.new else {
            return .refused("the secret of the new key is lost")
        }
        let end = timeline.now + policy.patience
        var wait = Duration.milliseconds(200)
        while true {
            do {
                return try await verdict(on: entry.secret, of: rotation)
            } catch let error as OpenRouterError {
                // A new key is not known everywhere at once.
                guard timeline.now + wait <= end else {
                    guard [.unauthorized, .forbidden].contains(error.code) else { throw error }
                    return .refused("the service does not know the new key: \(error.message)")
                }
            }
            try await timeline.sleep(for: wait)
            try await lead()
            wait = min(wait * 2, .seconds(5))
        }
    }

    private func verdict(on secret: Secret, of rotation: KeyRotation) async throws -> KeyRotation.Event {
        let info = try await client.keyInfo(secret)
        if info.isManagementKey { return .refused("the new key is a management key, which answers no calls") }
        let terms = rotation.firstTerms
        if info.limit != terms.limit || info.limitReset != terms.limitReset, !rotation.isManual {
            return .refused("the new key has another limit than the old one")
        }
        guard let model = try await freeModel() else { return .verified }
        do {
            let request = ChatRequest(model: model, messages: [ChatMessage(.user, "Say yes.")], maxTokens: 8)
            _ = try await client.complete(request, key: secret, limit: .seconds(30))
        } catch let error as OpenRouterError where error.code == .unauthorized {
            throw error
        } catch is OpenRouterError {
            // Throttled or out of order is the model; the service has let the key through.
        }
        return .verified
    }

    private func freeModel() async throws -> String? {
        // A local server names no prices, and a service without a catalogue no models.
        (try? await gateway.models())?.first { model in
            model.pricing.prompt == .zero && model.pricing.completion == .zero
                && model.outputModalities == ["text"]
        }?.id
    }

    // MARK: Activate

    private func activate(_ rotation: KeyRotation) async throws -> KeyRotation.Event {
        guard let new = rotation.new else { return .refused("the new key has no name") }
        let before = try directory.keys()
        try directory.ring.update { entries in
            guard let index = entries.lastIndex(where: { $0.rotation == rotation.id && $0.digest == new }) else {
                throw KeyError(.unknownKey, "the secret of the new key is not in the key ring")
            }
            guard entries[index].role == .successor else { return }
            let old = before.active.flatMap { $0.digest == rotation.old ? $0 : nil }
            entries[index].role = .inference
            entries[index].replaces = (old?.replaces ?? []) + [rotation.old]
            if let place = entries.firstIndex(where: { $0.digest == rotation.old && $0.account == rotation.account }) {
                entries[place].role = .retired
            } else if let old {
                // It came from elsewhere: kept until it is deleted, so that everything can be undone.
                entries.append(
                    KeyRing.Entry(
                        name: old.name,
                        role: .retired,
                        account: rotation.account,
                        secret: old.secret,
                        added: now(),
                        replaces: old.replaces
                    )
                )
            }
        }
        try await use()
        return .activated
    }

    /// Lets calls use what the directory says, and tells the other shells.
    public func use() async throws {
        let keys = try directory.keys()
        gateway.use(
            key: keys.active?.secret,
            lineage: keys.active?.replaces.first,
            standbys: keys.standbys.map(\.secret)
        )
        try await noteUse(keys)
    }

    /// Notes the key of new calls, and those of calls that still run.
    func noteUse(_ keys: KeyDirectory.Keys) async throws {
        var calls: [String: Int] = [:]
        for key in keys.standbys where gateway.callsRunning(withKey: key.digest) > 0 {
            calls[key.digest] = gateway.callsRunning(withKey: key.digest)
        }
        if let active = keys.active?.digest { calls[active] = gateway.callsRunning(withKey: active) }
        guard watch.isNews(calls) else { return }
        do {
            try await store.noteUse(ofKeys: calls, account: directory.account, at: now())
        } catch {
            watch.forgetUse()
            throw error
        }
    }

    private func observe(_ rotation: KeyRotation, until end: Date) async throws -> KeyRotation.Event {
        // What a dead process had not told its gateway.
        if gateway.keyDigest != rotation.new { try await use() }
        // The time of day says what was waited before a crash; what is waited here is told by a clock that nobody sets.
        let rest = min(max(end.timeIntervalSince(now()), 0), rotation.observationSeconds)
        let last = timeline.now + .seconds(rest)
        while timeline.now < last {
            if isRefused(rotation) { return .refused("the service refuses key \(rotation.new ?? "")") }
            try await timeline.sleep(for: min(last - timeline.now, .milliseconds(100)))
            try await lead()
        }
        return .observed
    }

    // MARK: Disable and delete

    private func disable(_ rotation: KeyRotation, _ guide: Guide?) async throws -> KeyRotation.Event {
        if gateway.keyDigest != rotation.new { try await use() }
        if rotation.reason != .exposure {
            let end = timeline.now + policy.drainLimit
            while timeline.now < end {
                let isDrained = try await gateway.waitUntilUnused(key: rotation.old, for: .seconds(1))
                if isRefused(rotation) { return .refused("the service refuses key \(rotation.new ?? "")") }
                try await lead()
                let others = try await store.otherUse(ofKey: rotation.old, account: rotation.account)
                if isDrained, others.processes == 0 { break }
                await announceWaiting(rotation)
                if isDrained { try await timeline.sleep(for: .milliseconds(250)) }
            }
        }
        let event: KeyRotation.Event =
            rotation.isManual
            ? .disabled(usage: try await leave(rotation, guide), allowance: rotation.allowance)
            : try await switchOff(rotation)
        replaceInFile(rotation.old, by: try successor(of: rotation)?.secret)
        return event
    }

    private func switchOff(_ rotation: KeyRotation) async throws -> KeyRotation.Event {
        let management = try management()
        guard let old = try await find(rotation.old, management) else {
            return .disabled(usage: nil, allowance: rotation.allowance)
        }
        let off = try await client.setDisabled(true, key: old.hash, management: management)
        return .disabled(usage: off.usage, allowance: try await handOver(off, rotation, management))
    }

    /// Leaves to the new key what the old one, which is off, has not spent.
    private func handOver(
        _ old: ManagedKey,
        _ rotation: KeyRotation,
        _ management: Secret
    ) async throws -> KeyRotation.Allowance? {
        let allowance = KeyRotation.Allowance(remaining: old.limitRemaining, of: rotation.terms, at: now())
        if let limit = allowance?.limit ?? rotation.terms.limit { try await setLimit(limit, rotation, management) }
        return allowance
    }

    private func setLimit(_ limit: USD, _ rotation: KeyRotation, _ management: Secret) async throws {
        guard let digest = rotation.new, let new = try await find(digest, management), new.terms.limit != limit else {
            return
        }
        try await client.setLimit(limit, key: new.hash, management: management)
    }

    /// Lets the new key spend all of its limit: the period is over in which the old one has spent some of it.
    private func restore(_ rotation: KeyRotation) async throws -> KeyRotation.Event {
        // What was replaced meanwhile has handed its limit on.
        if let limit = rotation.terms.limit, try directory.keys().active?.digest == rotation.new {
            try await setLimit(limit, rotation, try management())
        }
        return .restored
    }

    /// Has a person delete the old key, and believes the service alone that it is done.
    private func leave(_ rotation: KeyRotation, _ guide: Guide?) async throws -> USD? {
        guard let old = try directory.keys().standbys.first(where: { $0.digest == rotation.old }) else { return nil }
        let usage: USD?
        do {
            usage = try await client.keyInfo(old.secret).usage
        } catch let error as OpenRouterError where error.code == .unauthorized {
            return nil
        }
        guard let guide else { throw Self.needsPerson(rotation) }
        try await guide.oldKeyIsDeleted(rotation)
        do {
            _ = try await client.keyInfo(old.secret)
        } catch let error as OpenRouterError where error.code == .unauthorized {
            return usage
        }
        throw KeyError(
            .oldKeyWorks,
            "the service still answers the old key \(rotation.old)",
            next: "Delete it at https://openrouter.ai/settings/keys; `rotate-key` goes on."
        )
    }

    private func delete(_ rotation: KeyRotation) async throws -> KeyRotation.Event {
        if !rotation.isManual {
            let management = try management()
            if let old = try await find(rotation.old, management) {
                try await checkGrace(of: rotation, management)
                if let usage = rotation.usage, old.usage > usage {
                    let allowance = try await handOver(old, rotation, management)
                    if rotation.graceSeconds > 0 { return .stillCharged(usage: old.usage, allowance: allowance) }
                }
                try await delete(old.hash, management)
            }
        }
        try directory.ring.update { entries in
            entries.removeAll { $0.role == .retired && $0.digest == rotation.old && $0.account == rotation.account }
        }
        try await use()
        return .deleted
    }

    /// Makes sure that the grace is over by the clock of the service too: what is deleted does not come back, and this
    /// machine's clock may have been set forward.
    private func checkGrace(of rotation: KeyRotation, _ management: Secret) async throws {
        let end = rotation.at.addingTimeInterval(rotation.graceSeconds)
        // Clocks differ by a little, and a service need not tell the time.
        guard rotation.graceSeconds > 0, let date = try await client.date(key: management),
            date < end.addingTimeInterval(-min(rotation.graceSeconds / 2, 300))
        else { return }
        throw KeyError(
            .clockDiffers,
            "by this machine's clock the grace of key \(rotation.old) is over, and by that of the service it is only "
                + "\(date.formatted(.iso8601)): the key stays switched off until \(end.formatted(.iso8601))",
            next: "Set the clock of this machine. `rotate-key --now` deletes the key at once."
        )
    }

    /// Deletes a key that may be gone.
    func delete(_ hash: KeyHash, _ management: Secret) async throws {
        do {
            try await client.deleteKey(hash, management: management)
        } catch let error as OpenRouterError where error.code == .notFound {
        }
    }

    // MARK: Undo

    private func undo(_ rotation: KeyRotation) async throws -> KeyRotation.Event {
        let management = rotation.isManual ? nil : try management()
        var listed: [ManagedKey] = []
        if let management { listed = try await client.keys(management: management) }
        // The old key works before the new one goes.
        if let management, let old = listed.first(where: { $0.hash.digest == rotation.old && $0.isDisabled }) {
            try await client.setDisabled(false, key: old.hash, management: management)
        }
        let new = try successor(of: rotation)
        try directory.ring.update { entries in
            entries.removeAll { $0.rotation == rotation.id && $0.role != .retired }
            guard
                let place = entries.firstIndex(where: {
                    $0.role == .retired && $0.digest == rotation.old && $0.account == rotation.account
                })
            else { return }
            let isGiven = directory.inference.map { KeyHash(of: $0.secret).digest } == rotation.old
            if isGiven { entries.remove(at: place) } else { entries[place].role = .inference }
        }
        if let new, let old = try directory.keys().active { replaceInFile(new.digest, by: old.secret) }
        try await use()
        for key in listed where key.name == rotation.id {
            if let management { try await delete(key.hash, management) }
        }
        return .undone
    }

    /// Replaces a key in the file it stands in by itself; where that cannot be, the ring alone knows its successor.
    private func replaceInFile(_ digest: String, by secret: Secret?) {
        guard let secret, let url = directory.inference?.file else { return }
        let file = PrivateFile(url)
        guard let data = try? file.read(), KeyHash(of: Secret(String(decoding: data, as: UTF8.self))).digest == digest
        else { return }
        try? file.replace(with: secret.withExposed { Data("\($0)\n".utf8) })
    }

    private static func needsPerson(_ rotation: KeyRotation) -> KeyError {
        KeyError(
            .needsPerson,
            "the rotation \(rotation.id) has no management key, so that a person must go on with it",
            next: "Type `rotate-key` at a terminal, or add a management key with `keys add --role management`."
        )
    }
}
