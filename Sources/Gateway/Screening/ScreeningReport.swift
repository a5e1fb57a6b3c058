/// What the screen found in a text.
public struct ScreeningReport: Hashable, Sendable, Codable {
    /// Where a text comes from, which decides how its findings are added up.
    public enum Channel: String, Hashable, Sendable, Codable, CaseIterable {
        /// Typed by the person who asks.
        case user
        /// Read from a source: a page, a file, a document.
        case context
    }

    /// Whether the score reaches the channel's threshold.
    public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable { case clean, suspicious }

    /// A rule that applies, and where.
    public struct Match: Hashable, Sendable, Codable {
        /// The id of the rule, such as `override.prior-instructions`.
        public var rule: String
        /// What the rule looks for, in a sentence.
        public var sentence: String
        /// What the rule adds to the score; once for each rule.
        public var weight: Double
        /// The first byte of the place, in the text's UTF-8.
        public var start: Int
        /// The byte behind the place.
        public var end: Int
        /// How the words were hidden, outermost first: `base64`, `rot13`; empty where they stand as they are.
        public var hidden: [String]
        /// The words in question, at most 160 characters; decoded where they were hidden.
        public var excerpt: String
    }

    /// Where the text came from.
    public var channel: Channel
    /// The weights of the rules that apply close together, added up.
    public var score: Double
    /// Whether the score reaches the threshold.
    public var verdict: Verdict
    /// What was found, in order of place.
    public var matches: [Match]
}
