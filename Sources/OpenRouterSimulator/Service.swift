import Foundation
import Synchronization

/// The API's paths: from a request to what goes back over the wire.
final class Service: Sendable {
    let account: Account
    let seed: UInt64
    let now: @Sendable () -> Date
    private let settings: Simulator.Settings
    private let faults: Mutex<FaultTable>
    private let latency: Mutex<SimulatorLatency>
    private let requests = Mutex([String: Int]())
    /// Told whenever faults were set or lifted.
    private let onFaultChange: Mutex<@Sendable () -> Void> = Mutex({})
    private let bodies = Mutex([Data]())

    init(seed: UInt64, latency: SimulatorLatency, settings: Simulator.Settings, now: @escaping @Sendable () -> Date) {
        self.seed = seed
        self.settings = settings
        self.now = now
        self.latency = Mutex(latency)
        account = Account(credits: settings.credits, pollsUntilFound: settings.pollsUntilGenerationFound)
        faults = Mutex(FaultTable(seed: seed))
    }

    func set(_ latency: SimulatorLatency) {
        self.latency.withLock { $0 = latency }
    }

    var currentLatency: SimulatorLatency { latency.withLock(\.self) }

    func changeFaults<Result>(_ change: (inout FaultTable) -> Result) -> Result {
        let result = faults.withLock { change(&$0) }
        onFaultChange.withLock(\.self)()
        return result
    }

    func readFaults<Result>(_ body: (inout FaultTable) -> Result) -> Result { faults.withLock { body(&$0) } }

    func tellFaultChanges(to listener: @escaping @Sendable () -> Void) {
        onFaultChange.withLock { $0 = listener }
    }

    var chatBodies: [Data] { bodies.withLock(\.self) }
    var requestCounts: [String: Int] { requests.withLock { $0 } }

    func reply(to request: Request) -> Reply {
        if request.path.hasPrefix("/_sim/") { return control(request) }
        guard request.path.hasPrefix("/api/v1/") else { return .error(APIFailure(status: 404, message: "Not Found")) }
        let path = String(request.path.dropFirst(7))
        requests.withLock { $0[path.hasPrefix("/keys/") ? "/keys/…" : path, default: 0] += 1 }
        do throws(APIFailure) {
            if path == "/chat/completions", request.method == "POST" { return try chat(request) }
            if path == "/audio/speech", request.method == "POST" { return try speech(request) }
            let fault = readFaults { $0.fault(path: path, method: request.method, model: nil, at: now()) }
            guard let fault, let reply = transport(fault, model: "", router: nil) else {
                return try lookup(request, path: path)
            }
            // What breaks off a finished answer comes after the work: it is done, and nobody is told.
            if fault.phase == .finished { _ = try lookup(request, path: path) }
            return reply
        } catch {
            return .error(error)
        }
    }

    // MARK: Authentication

    /// The caller's secret; any non-empty one is good, unless settings refuse it or the account does.
    private func authenticate(_ request: Request, for path: String = "") throws(APIFailure) -> String {
        guard let secret = request.bearer else {
            throw APIFailure(status: 401, message: "Missing Authentication header", isAccountKnown: false)
        }
        if secret.hasPrefix(settings.refusedKeyPrefix) {
            throw APIFailure(status: 401, message: "User not found.", isAccountKnown: false)
        }
        if !isManagement(secret), let refusal = account.admit(secret, path: path, at: now()) { throw refusal }
        return secret
    }

    private func isManagement(_ secret: String) -> Bool { secret.hasPrefix(settings.managementKeyPrefix) }

    // MARK: Chat

    private func chat(_ request: Request) throws(APIFailure) -> Reply {
        let secret = try authenticate(request)
        if isManagement(secret) {
            throw APIFailure(status: 403, message: "Management keys cannot perform this operation")
        }
        if settings.keepsChatBodies { bodies.withLock { $0.append(Data(request.body)) } }
        let call = try ChatCall(request.body, seed: seed)
        if call.model.cost(promptTokens: 1_000, completionTokens: 1_000) != (0, 0) { account.notePaid(secret) }
        let fault = readFaults { $0.fault(path: "/chat/completions", model: call.asked, at: now()) }
        if let fault, let reply = transport(fault, model: call.asked, router: call.routerMetadata(request)) {
            return reply
        }
        if let refusal = call.refusal(balance: account.balance) { throw refusal }
        let occurrence = account.occurrence(of: call.digest)
        var answer = Writer(call).answer()
        if let limit = call.maxTokens { answer.cut(to: limit) }
        fault?.kind.change(&answer, limit: call.maxTokens)
        var generator = SplitMix(call.digest &+ UInt64(occurrence))
        let latency = latency.withLock { $0 }
        let created = now()
        let moment = Int(created.timeIntervalSince1970)
        let mark = String(generator.next(), radix: 36) + String(call.digest, radix: 36)
        var served = call.model.aliasTarget.flatMap { Catalogue.shared[$0]?.canonicalSlug } ?? call.model.canonicalSlug
        if fault?.kind == .wrongModel { served = "meta-llama/llama-3.2-1b-instruct" }
        let charge = Charge(
            generationID: "gen-\(moment)-\(mark)",
            key: secret,
            model: call.model,
            provider: call.provider,
            servedModel: served,
            promptTokens: call.promptTokens,
            completionTokens: answer.tokens,
            extras: call.searchesWeb ? 7 * Money.dollar / 1000 : 0,
            isStreamed: call.isStreamed,
            created: created,
            finishReason: answer.finishReason
        )
        return ChatReply(
            answer: answer,
            charge: charge,
            created: moment,
            fault: fault?.kind,
            phase: fault?.phase ?? .midway,
            router: call.routerMetadata(request)?.served(by: call.provider, served),
            firstToken: latency.firstToken.draw(&generator),
            chunkGap: latency.chunkGap.draw(&generator),
            keepAlive: latency.keepAlive
        ).reply
    }

    // MARK: Speech

    private func speech(_ request: Request) throws(APIFailure) -> Reply {
        let secret = try authenticate(request)
        let call = try SpeechCall(request.body)
        let fault = readFaults { $0.fault(path: "/audio/speech", model: call.offer.model.id, at: now()) }
        if let fault, let reply = transport(fault, model: call.offer.model.id, router: nil) { return reply }
        // Models with a price for the sound itself take no MP3, as Gemini's do.
        if call.isMP3 { throw .badRequest("response_format must be pcm") }
        let created = now()
        let digest = Digest(seed, "\(call.offer.model.id) \(call.voice) \(call.input)").spread
        let occurrence = account.occurrence(of: digest)
        let charge = Charge(
            generationID: "gen-tts-\(Int(created.timeIntervalSince1970))-\(String(digest, radix: 36))\(occurrence)",
            key: secret,
            model: call.offer.model,
            provider: call.offer.model.provider,
            servedModel: call.offer.model.id,
            promptTokens: call.input.count,
            completionTokens: 0,
            isStreamed: false,
            created: created,
            finishReason: "stop"
        )
        guard account.balance >= charge.total else {
            throw APIFailure(status: 402, message: "Insufficient credits. Add more using https://openrouter.ai/credits")
        }
        let samples = call.samples
        let facts = [
            ("content-type", "audio/pcm;rate=\(SpeechCall.sampleRateHz);channels=1"),
            ("content-length", String(samples.count)), ("x-generation-id", charge.generationID),
        ]
        return Reply(steps: [.head(status: 200, headers: facts), .settle, .bytes(samples), .end], charge: charge)
    }

    /// The faults that no answer is needed for.
    private func transport(_ fault: SimulatorFault, model: String, router: RouterMetadata?) -> Reply? {
        switch fault.kind {
        case .hangBeforeHeaders: Reply(steps: [.hang])
        case .resetBeforeHeaders: Reply(steps: [.reset])
        case .closeBeforeHeaders: Reply(steps: [.close])
        default: fault.refusal(model: model, router: router, now: now())
        }
    }

    // MARK: Everything else

    private func lookup(_ request: Request, path: String) throws(APIFailure) -> Reply {
        switch (request.method, path) {
        case ("GET", "/models"), ("GET", "/models/user"): return models(request)
        case ("GET", "/models/count"): return .json(200, ["data": ["count": .int(Catalogue.shared.models.count)]])
        case ("GET", "/key"), ("GET", "/auth/key"):
            let secret = try authenticate(request, for: "/key")
            let date = ("date", SimulatorFault.httpDate(now()))
            return .json(200, account.keyInfo(secret, isManagement: isManagement(secret)), headers: [date])
        case ("GET", "/credits"):
            _ = try authenticate(request)
            return .json(200, account.credits)
        case ("GET", "/generation"):
            _ = try authenticate(request)
            let id = request.query["id"] ?? ""
            guard let charge = account.generation(id) else {
                throw APIFailure(status: 404, message: "Generation \(id) not found")
            }
            return .json(200, charge.generation)
        case ("GET", _) where path.hasPrefix("/models/") && path.hasSuffix("/endpoints"):
            return .json(200, try model(String(path.dropFirst(8).dropLast(10))).endpointList)
        case ("GET", "/providers"): return .json(200, ["data": CatalogueEndpoint.list])
        case ("GET", _) where path.hasPrefix("/model/"):
            return .json(200, ["data": try model(String(path.dropFirst(7))).json])
        case (_, _) where path == "/keys" || path.hasPrefix("/keys/"): return try keys(request, path: path)
        default: throw APIFailure(status: 404, message: "Not Found", isAccountKnown: false)
        }
    }

    private func model(_ id: String) throws(APIFailure) -> CatalogueModel {
        guard let model = Catalogue.shared[id.removingPercentEncoding ?? id] else {
            throw APIFailure(status: 404, message: "Model \(id) not found", isAccountKnown: false)
        }
        return model
    }

    private func models(_ request: Request) -> Reply {
        let headers = [("cache-control", "public, max-age=300, stale-while-revalidate=3600, stale-if-error=3600")]
        if request.query["output_modalities"] == "speech" {
            let items = SpeechVoices.all.map(\.json)
            return .json(200, Catalogue.page(items, total: items.count, next: nil), headers: headers)
        }
        guard !request.query.isEmpty else { return .whole(200, Catalogue.shared.wholeList, headers: headers) }
        let wanted = (request.query["output_modalities"] ?? "text").split(separator: ",").map(String.init)
        let text = request.query["q"]?.lowercased()
        let found = Catalogue.shared.models.filter { model in
            (wanted.contains("all") || model.output.contains(where: wanted.contains))
                && text.map { model.id.contains($0) || model.name.lowercased().contains($0) } ?? true
        }
        let offset = max(0, request.query["offset"].flatMap(Int.init) ?? 0)
        let limit = min(1000, max(1, request.query["limit"].flatMap(Int.init) ?? 1000))
        let page = found.dropFirst(offset).prefix(limit)
        let end = offset + page.count
        let next = end < found.count ? "/api/v1/models?limit=\(limit)&offset=\(end)" : nil
        return .json(200, Catalogue.page(page.map(\.json), total: found.count, next: next), headers: headers)
    }

    private func keys(_ request: Request, path: String) throws(APIFailure) -> Reply {
        guard isManagement(try authenticate(request)) else {
            throw APIFailure(status: 403, message: "Only management keys can perform this operation")
        }
        let hash = String(path.dropFirst(6))
        let json = JSONReader.value(of: request.body) ?? [:]
        let limit = json["limit"]?.text.split(separator: "e").first.flatMap { Money.parse($0, unit: Money.dollar) }
        switch request.method {
        case "GET" where hash.isEmpty:
            let offset = request.query["offset"].flatMap { Int($0) } ?? 0
            let includesDisabled = request.query["include_disabled"] == "true"
            return .json(200, account.listKeys(offset: max(0, offset), includesDisabled: includesDisabled))
        case "POST" where hash.isEmpty:
            guard let name = json["name"]?.string, !name.isEmpty else { throw .badRequest("name is required") }
            let made = account.createKey(seed: seed) { secret in
                var key = Account.Key(name: name, secret: secret, created: now())
                key.limit = limit
                key.limitReset = json["limit_reset"]?.string
                key.includesBYOK = json["include_byok_in_limit"]?.bool ?? false
                key.expiresAt = json["expires_at"]?.string
                return key
            }
            return .json(201, made)
        case "GET": if let found = account.key(hash) { return .json(200, found) }
        case "PATCH":
            let changed = account.changeKey(hash) { key in
                if let name = json["name"]?.string { key.name = name }
                if let isDisabled = json["disabled"]?.bool { key.isDisabled = isDisabled }
                if json.object?["limit"] != nil { key.limit = limit }
                if json.object?["limit_reset"] != nil { key.limitReset = json["limit_reset"]?.string }
            }
            if let changed { return .json(200, changed) }
        case "DELETE": if account.deleteKey(hash) { return .json(200, ["deleted": true]) }
        default: break
        }
        throw APIFailure(status: 404, message: "Key not found")
    }
}
