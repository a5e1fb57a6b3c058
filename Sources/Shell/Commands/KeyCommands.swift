import Foundation
import Gateway
import OpenRouter
import Operations

/// The commands about keys: which there are, adding one, replacing one.
enum KeyCommands {
    static let all: [Command] = [keys, RotateKeyCommand.rotateKey]

    private enum Action: String, CaseIterable {
        case list, add, remove, revoke

        var verb: Verb {
            switch self {
            case .list: Verb(name: rawValue, summary: "the keys, with limit, use, age, calls under way and health")
            case .add: Verb(name: rawValue, summary: "take a key, without showing it")
            case .remove: Verb(name: rawValue, summary: "forget a key that was added")
            case .revoke:
                Verb(name: rawValue, summary: "replace the key in use at once, or delete a standby: others may know it")
            }
        }
    }

    private struct Listing: Encodable, Sendable {
        var keys: [KeyStatus]
        var rotations: [RotationView]
    }

    private struct Added: Encodable, Sendable {
        var added: String
        var role: KeyRing.Role
        var digest: String
    }

    @Sendable private static func loss(_ invocation: Invocation) -> String? {
        switch invocation.text("action").flatMap(Action.init) {
        case .remove: "This forgets the key \(invocation.text("name") ?? "")"
        case .revoke:
            invocation.text("name").map { "This deletes the key \($0) at the service" }
                ?? "This replaces the key in use, and deletes it at the service"
        case .list, .add, nil: nil
        }
    }

    private static let keys = Command(
        name: "keys",
        group: .operate,
        summary: "list keys with limit, use, age and health, and how far rotations are; add, remove or revoke one",
        details:
            "A key is typed or pasted at a terminal, which does not show it, read from a file that nobody else may "
            + "read, or piped in. `help security` says where keys come from.",
        arguments: [
            .init(
                name: "action",
                kind: .verb(Action.allCases.map(\.verb)),
                summary: "list, add, remove or revoke; list if not given",
                isOptional: true
            ),
            .init(name: "name", kind: .key, summary: "what the key is called here", isOptional: true),
        ],
        options: [
            .init(
                name: "role",
                kind: .choice(["inference", "standby", "management"]),
                summary: "with add: what the key is for, inference if not given"
            ),
            .init(name: "from", kind: .file, summary: "with add: a file that holds the key, mode 0600"),
        ],
        examples: [
            .init("keys", "every key: limit, used, age, and whether the service takes it"),
            .init("keys add backup --role standby --from standby.key", "it steps in where the first is refused"),
            .init("keys revoke --yes", "a new key at once, and the old one deleted: after a leak"),
        ],
        statuses: [.failure, .authentication, .upstream, .interrupted],
        output: .either([
            .object(["keys": .list(.key), "rotations": .list(.rotation)]),
            .object(["added": .text, "role": .words(of: KeyRing.Role.self), "digest": .text]),
            .object(["removed": .text]), .object(["revoked": .text]),
            .rotation,
        ]),
        loss: loss
    ) { invocation, context in
        let action = invocation.text("action").flatMap(Action.init) ?? .list
        if let odd = ["role", "from"].first(where: { invocation.has($0) && action != .add }) {
            throw Failure(
                code: "unexpectedOption",
                "`keys \(action.rawValue)` does not go with --\(odd).",
                next: "`keys --help` says what goes together.",
                status: .usage
            )
        }
        switch action {
        case .list: return try await list(try await context.shell.keys())
        case .add: return try await add(invocation, context)
        case .remove: return try remove(invocation.text("name"), context)
        case .revoke:
            if let name = invocation.text("name"), let standby = try await standby(name, context) {
                return try await revoke(standby, context)
            }
            return try await RotateKeyCommand.rotate(reason: .exposure, grace: nil, isHurried: true, nil, context)
        }
    }

    // MARK: List

    private static func list(_ keeper: KeyKeeper) async throws -> CommandReport {
        let statuses = try await keeper.inventory()
        let rotations = try await keeper.rotator.standings().map { RotationView($0) }
        let listing = Listing(keys: statuses, rotations: rotations)
        return CommandReport(listing) { style in
            guard !statuses.isEmpty else { return "there is no key; `keys add` takes one" }
            let table = Table(
                columns: [
                    .init(title: "key", isElastic: true), .init(title: "role"), .init(title: "label"),
                    .init(title: "digest"), .init(title: "limit", alignment: .right),
                    .init(title: "used", alignment: .right), .init(title: "age", alignment: .right),
                    .init(title: "calls", alignment: .right),
                    .init(title: "ends"), .init(title: "health"), .init(title: "from", isElastic: true),
                ],
                rows: statuses.map(row)
            ).text(style)
            return ([table] + rotations.map { $0.text(style) }).joined(separator: "\n")
        }
    }

    private static func row(_ key: KeyStatus) -> [String] {
        let limit = key.limit.map { "\(Figures.money($0))\(key.reset.map { " \($0)" } ?? "")" }
        return [
            key.name, key.role.rawValue, key.label, key.digest, limit ?? (key.health == .unknown ? "–" : "none"),
            key.used.map(Figures.money) ?? "–",
            key.ageDays.map { "\(Figures.decimal($0, places: 0)) d" } ?? "–",
            key.role == .management ? "–" : "\(key.calls)",
            key.expires.map { $0.formatted(.iso8601.year().month().day()) } ?? "–", key.health.rawValue, key.origin,
        ]
    }

    // MARK: Add and remove

    private static func add(_ invocation: Invocation, _ context: CommandContext) async throws -> CommandReport {
        guard let ring = context.shell.keyRing else { throw KeyError(.fileUnusable, "this shell keeps no keys") }
        let role = invocation.text("role").flatMap(KeyRing.Role.init) ?? .inference
        let account = context.shell.configuration.baseURL
        let secret = try await secret(invocation.text("from"), role, context)
        let digest = KeyHash(of: secret).digest
        let name = invocation.text("name") ?? (role == .inference ? "default" : role.rawValue)
        try ring.update { entries in
            if let twin = entries.first(where: { $0.account == account && $0.digest == digest }) {
                throw KeyError(.nameTaken, "this key is there already, as \(twin.name)")
            }
            guard !entries.contains(where: { $0.account == account && $0.name == name }) else {
                throw KeyError(
                    .nameTaken,
                    "a key is called \(name) already",
                    next: "Give another name, or `keys remove \(name)` first."
                )
            }
            entries.append(
                KeyRing.Entry(name: name, role: role, account: account, secret: secret, added: context.shell.now())
            )
        }
        let isInUse = (try? await context.shell.keys().rotator.use()) != nil
        return CommandReport(Added(added: name, role: role, digest: digest), last: name) { _ in
            "\(name) was added as \(role.rawValue) key \(digest)"
                + (isInUse && context.shell.isPaid ? "" : "; it is used from the next start on")
        }
    }

    /// The key that somebody types, pipes in, or has put into a file.
    static func secret(_ file: String?, _ role: KeyRing.Role, _ context: CommandContext) async throws -> Secret {
        let secret: Secret
        if let file {
            guard let data = try PrivateFile(URL(filePath: (file as NSString).expandingTildeInPath)).read() else {
                throw KeyError(.fileUnusable, "there is no file \(file)", next: "Check the path. No key was taken.")
            }
            secret = Secret(String(decoding: data, as: UTF8.self))
        } else if let ask = context.shell.askSecret, !context.interpreter.isJob {
            secret = try await ask("Paste the \(role.rawValue) key (it is not shown):")
        } else if isatty(STDIN_FILENO) == 0 {
            let data = (try? FileHandle.standardInput.read(upToCount: 4_096)) ?? Data()
            secret = Secret(String(decoding: data, as: UTF8.self))
        } else {
            throw KeyError(.needsPerson, "nobody is there to type the key", next: "Give a file with --from FILE.")
        }
        guard secret.isWord, secret.withExposed({ $0.utf8.count >= 8 }) else {
            throw KeyError(
                .notKey,
                "this is no key",
                next: "A key is one word of at least 8 characters, such as sk-or-…."
            )
        }
        context.output.talk.redactor.learn(secret)
        return secret
    }

    /// The standby key of a name; `nil` where the name is that of the key in use.
    private static func standby(_ name: String, _ context: CommandContext) async throws -> KeyDirectory.Key? {
        let keys = try await context.shell.keys().rotator.directory.keys()
        func isNamed(_ key: KeyDirectory.Key) -> Bool { key.name == name || key.digest == name }
        if let active = keys.active, isNamed(active) { return nil }
        if let standby = keys.standbys.first(where: { isNamed($0) && $0.role == .standby }) { return standby }
        if let management = keys.management, isNamed(management) {
            throw KeyError(
                .needsPerson,
                "\(name) manages keys, and no key may delete itself",
                next: "Delete it at https://openrouter.ai/settings/management-keys, then `keys remove \(name)`."
            )
        }
        let names = ([keys.active].compactMap(\.self) + keys.standbys.filter { $0.role == .standby }).map(\.name)
        let nearest = Spelling.nearest(to: name, among: names, limit: 1).first
        throw KeyError(
            .unknownKey,
            "no key in use or in reserve is called \(name)\(nearest.map { "; did you mean \($0)?" } ?? "")",
            next: "`keys` lists them; `keys revoke` alone replaces the key in use."
        )
    }

    private static func revoke(_ key: KeyDirectory.Key, _ context: CommandContext) async throws -> CommandReport {
        try await context.shell.keys().rotator.revoke(standby: key)
        return CommandReport(["revoked": key.name]) { _ in
            "\(key.name) is deleted at the service and forgotten here"
                + (key.origin == "key ring" ? "" : "; take it out of: \(key.origin)")
        }
    }

    private static func remove(_ name: String?, _ context: CommandContext) throws -> CommandReport {
        guard let ring = context.shell.keyRing else { throw KeyError(.fileUnusable, "this shell keeps no keys") }
        let account = context.shell.configuration.baseURL
        let removed = try ring.update { entries -> String in
            let own = entries.filter { $0.account == account }
            guard let name, let entry = own.first(where: { $0.name == name || $0.digest == name }) else {
                let names = own.map(\.name)
                let nearest = name.flatMap { Spelling.nearest(to: $0, among: names, limit: 1).first }
                throw KeyError(
                    .unknownKey,
                    name.map { "no key is called \($0)\(nearest.map { "; did you mean \($0)?" } ?? "")" }
                        ?? "`keys remove` needs to be told which",
                    next: names.isEmpty ? "No key was added here." : "There are: \(names.joined(separator: ", "))"
                )
            }
            guard ![.successor, .retired].contains(entry.role) else {
                throw KeyError(.rotationRuns, "a rotation works with \(name)", next: "`rotate-key` goes on with it.")
            }
            entries.removeAll { $0.account == account && $0.digest == entry.digest }
            return entry.name
        }
        return CommandReport(["removed": removed]) { _ in
            "\(removed) was forgotten here; at the service it is as it was"
        }
    }
}
