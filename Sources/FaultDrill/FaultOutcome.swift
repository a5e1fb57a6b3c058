public import Gateway
public import OpenRouter

/// What followed from a fault, and where that is not as specified.
public struct FaultOutcome: Sendable {
    /// How a call ended.
    public enum Ending: Hashable, Sendable, CustomStringConvertible {
        /// By the model that was wanted.
        case preferred
        /// By the model that stands in for it.
        case fallback
        /// By a model that nobody has asked, and marked so.
        case other
        /// Without an answer.
        case failed(GatewayError.Code)

        /// The ending in a word or two.
        public var description: String {
            switch self {
            case .preferred: "answer"
            case .fallback: "fallback's answer"
            case .other: "another's answer"
            case .failed(let code): code.rawValue
            }
        }
    }

    /// How long a fault lasts.
    public enum Scenario: String, Hashable, Sendable, CaseIterable {
        /// It befalls the first call.
        case once
        /// It befalls every call of the preferred model; the fallback is healthy.
        case lasting
    }

    /// `truncated@end`.
    public var name: String
    /// How long the fault lasted.
    public var scenario: Scenario
    /// Whether a stream was asked for.
    public var isStreamed: Bool
    /// How the first attempt was read.
    public var reading: Classification.Kind
    /// How often the service was asked.
    public var attempts: Int
    /// How the call ended.
    public var ending: Ending
    /// What the ledger has as spent.
    public var settled: USD
    /// What stays set aside.
    public var inDoubt: USD
    /// What the simulator billed.
    public var billed: USD
    /// Characters of the answer that the caller has in the end, and whether they are all of it.
    public var shown: (characters: Int, isWhole: Bool)
    /// Everything that is not as specified; empty where it all is.
    public var problems: [String]

    /// What the user saw.
    public var sight: String {
        switch ending {
        case .preferred, .fallback, .other: "\(shown.characters) characters, \(shown.isWhole ? "whole" : "CUT")"
        case .failed: shown.characters == 0 ? "nothing" : "\(shown.characters) characters, marked as cut"
        }
    }
}

extension FaultCase.Expectation {
    /// What the call must come to.
    ///
    /// - Parameters:
    ///   - scenario: How long the fault lasts.
    ///   - attemptsPerModel: How often one model may be asked.
    /// - Returns: The number of attempts and the ending.
    func ending(
        _ scenario: FaultOutcome.Scenario,
        attemptsPerModel: Int
    ) -> (attempts: Int, ending: FaultOutcome.Ending) {
        switch (course, scenario) {
        case (.answers, _): (1, .preferred)
        case (.answersByOther, _): (1, .other)
        case (.again, .once), (.waits, .once), (.onceMore, .once): (2, .preferred)
        case (.again, .lasting): (attemptsPerModel + 1, .fallback)
        case (.waits, .lasting): (attemptsPerModel, .failed(.rateLimited))
        case (.onceMore, .lasting): (2, .failed(reading == .truncated ? .truncated : .upstreamUnavailable))
        case (.next, _): (2, .fallback)
        case (.stops(let code), _): (1, .failed(code))
        case (.cut, _): (1, .failed(.truncated))
        case (.down, _): (attemptsPerModel + 1, .failed(.upstreamUnavailable))
        }
    }
}
