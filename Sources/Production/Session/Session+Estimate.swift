import Foundation
import Gateway
public import OpenRouter

/// What a phase may cost before it runs.
public struct PhasePrice: Hashable, Sendable, Codable {
    /// The phase.
    public var phase: Phase
    /// The model that would be asked first.
    public var model: String
    /// The worst case of the calls that are known beforehand; `nil` where a price is unknown.
    public var worstCase: USD?
}

extension Session {
    /// The worst case of some phases at their preferred models, corrections and repeated attempts apart.
    ///
    /// - Parameters:
    ///   - phases: In order.
    ///   - brief: What a new episode would be; `nil` for the open one, with what it has.
    ///   - speaking: Who renders sound at the end; `nil` where nobody does.
    /// - Returns: A price a phase.
    /// - Throws: ``ProductionError`` where no episode is open, or the brief is wrong.
    public func estimate(
        _ phases: [Phase],
        for brief: Brief? = nil,
        speaking: SpeechEngineKind? = nil
    ) async throws -> [PhasePrice] {
        let folder = brief == nil ? try opened() : nil
        let brief = try BriefRules.checked(try brief ?? folder?.value(Brief.self, of: .brief) ?? Brief(topic: ""))
        let research = (try? folder?.research()) ?? .expected(for: brief)
        var prices: [PhasePrice] = []
        for phase in phases {
            let chain = options.models(of: phase)
            let run = PhaseRun(
                phase: phase,
                episode: folder?.slug ?? "estimate",
                gateway: gateway,
                chain: chain,
                timeLimit: options.callTimeLimit,
                typed: [],
                hub: hub,
                now: now,
                record: { _ in }
            )
            var estimate = PhaseEstimate(run: run, brief: brief, research: research, options: options)
            estimate.speaking = speaking
            estimate.script = try? folder?.value(Script.self, of: .script)
            let worstCase = await estimate.worstCase(of: phase)
            prices.append(PhasePrice(phase: phase, model: chain.preferred, worstCase: worstCase))
        }
        return prices
    }
}

extension Session {
    /// Who speaks in the open episode when it goes on: as its last package was made, else as it was ordered.
    public func speaking() -> SpeechEngineKind? { (try? opened())?.speaking() }
}

extension Research {
    /// As much as research usually finds, for prices before it has run: five notes a minute, of sixty words each.
    fileprivate static func expected(for brief: Brief) -> Research {
        let sentence = String(repeating: "about seven letters ", count: 15)
        let notes = (1...max(12, brief.minutes * 5)).map { number in
            Note(id: "n\(number)", source: "s1", quote: sentence, gist: sentence)
        }
        return Research(questions: Array(repeating: sentence, count: 5), sources: [], notes: notes)
    }
}
