import ArgumentParser
import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Storage

/// Answers that need no call: exact ones, and similar ones among many.
struct CacheBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache",
        abstract: "Exact hits, look-ups of similar answers, and how often a similar answer is a wrong one."
    )

    @Option(help: "Exact hits to measure, one after another.") var hits = 20_000
    @Option(help: "Kept answers among which similar ones are looked up.") var entries = 100_000
    @Option(help: "Look-ups to measure.") var lookups = 2_000
    @Option(help: "Pairs as JSON lines (a, b, category, same_answer).") var pairs: String?

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "castline-bench-\(UUID().uuidString)")
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: OpenRouterClient.httpConfiguration())
        let store = SQLiteStore(at: folder.appending(path: "castline.sqlite"))
        let figures: Result<[Figure], any Error>
        do { figures = .success(try await measure(store, http)) } catch { figures = .failure(error) }
        try await store.close()
        try await http.shutdown()
        try FileManager.default.removeItem(at: folder)
        try Figure.report(figures.get())
    }

    private func measure(_ store: SQLiteStore, _ http: HTTPClient) async throws -> [Figure] {
        try await Simulator.withSimulator(seed: 1, latency: .zero) { simulator in
            let gateway = Gateway(
                client: OpenRouterClient(OpenRouterClient.Configuration(baseURL: simulator.baseURL), http: http),
                store: store,
                key: Secret("sk-or-v1-bench-0123456789abcdef")
            )
            return try await exact(gateway) + similar(gateway, store) + judged(gateway)
        }
    }

    private func request(_ text: String) -> CompletionRequest {
        var request = CompletionRequest(
            purpose: CompletionRequest.Purpose(phase: "ask", unit: "bench"),
            chain: ModelChain(preferred: "openai/gpt-4o-mini"),
            messages: [ChatMessage(.user, text)],
            maxTokens: 1_024
        )
        request.cache = .standard(phase: "ask")
        return request
    }

    private func exact(_ gateway: Gateway) async throws -> [Figure] {
        let request = request(String(repeating: "Tell of the reefs once more. ", count: 25))
        _ = try await gateway.complete(request)
        var samples: [Double] = []
        samples.reserveCapacity(hits)
        let clock = ContinuousClock()
        for _ in 0..<hits {
            let start = clock.now
            let answer = try await gateway.complete(request)
            samples.append((clock.now - start) / .milliseconds(1))
            guard answer.isFromCache else { throw CleanExit.message("no hit") }
        }
        return [
            Figure("exact hit, median", samples.percentile(0.5), "ms"),
            Figure("exact hit, p99", samples.percentile(0.99), "ms", atMost: 0.2),
        ]
    }

    private func similar(_ gateway: Gateway, _ store: SQLiteStore) async throws -> [Figure] {
        let clock = ContinuousClock()
        let start = clock.now
        for index in 0..<entries { gateway.remember("Answer \(index).", for: request(Self.question(index))) }
        try await store.indexAnswers()
        let filling = (clock.now - start) / .seconds(1)
        var samples: [Double] = []
        var found = 0
        for index in 0..<lookups {
            // Half ask for what is there, in other words of courtesy; half for what is not.
            let text =
                index % 2 == 0
                ? "Hi, \(Self.question(index * 47 % entries).lowercased()) Thanks!" : Self.question(entries + index)
            let start = clock.now
            let answer = await gateway.similarAnswer(to: request(text))
            samples.append((clock.now - start) / .milliseconds(1))
            if answer != nil { found += 1 }
        }
        return [
            Figure("filling with \(entries) answers", filling, "s"),
            Figure("similar look-up, median", samples.percentile(0.5), "ms"),
            Figure("similar look-up, p99", samples.percentile(0.99), "ms", atMost: 5),
            Figure(
                "similar answers found",
                Double(found) / Double(lookups) * 100,
                "% of look-ups, half of them are there"
            ),
        ]
    }

    /// A question like those of people, of words whose frequencies fall as in a language.
    private static func question(_ index: Int) -> String {
        var state = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            // The square makes low numbers common: some words are in a tenth of all questions.
            let share = Double(state >> 11) / 0x1p53
            return Int(share * share * share * Double(bound))
        }
        let words = (0..<6).map { _ in word(next(20_000)) }
        return "How do the \(words[0]) of \(words[1]) and \(words[2]) \(words[3]) in a \(words[4]) \(words[5])?"
    }

    private static func word(_ index: Int) -> String {
        let syllables = [
            "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va",
        ]
        var (word, rest) = ("", index)
        repeat {
            word += syllables[rest % 16]
            rest /= 16
        } while rest > 0
        return word + "n"
    }

    private struct Pair: Decodable {
        var a, b, category: String
        var isSame: Bool

        enum CodingKeys: String, CodingKey {
            case a, b, category
            case isSame = "same_answer"
        }
    }

    private func judged(_ gateway: Gateway) async throws -> [Figure] {
        guard let pairs else { return [] }
        var traps = (served: 0, of: 0)
        var repeats = (served: 0, of: 0)
        for (number, line) in try String(contentsOfFile: pairs, encoding: .utf8).split(separator: "\n").enumerated() {
            let pair = try JSONDecoder().decode(Pair.self, from: Data(line.utf8))
            var (known, asked) = (request(pair.a), request(pair.b))
            // A phase of its own: no other pair's answer stands in the way.
            known.purpose.phase = "pair \(number)"
            asked.purpose.phase = known.purpose.phase
            gateway.remember("Answer.", for: known)
            _ = try await gateway.cacheStatistics()
            let isServed = await gateway.similarAnswer(to: asked) != nil
            if !pair.isSame {
                traps.of += 1
                if isServed { traps.served += 1 }
            } else if pair.category == "near_repeat" {
                repeats.of += 1
                if isServed { repeats.served += 1 }
            }
        }
        let missed = 100 * (1 - Double(repeats.served) / Double(max(1, repeats.of)))
        return [
            Figure("traps served", 100 * Double(traps.served) / Double(max(1, traps.of)), "%", atMost: 1.5),
            Figure("near repeats not served", missed, "%", atMost: 65),
        ]
    }
}
