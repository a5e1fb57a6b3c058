import Production

extension Phase {
    /// What it makes, in few words.
    var summary: String {
        switch self {
        case .research: "sources and notes"
        case .outline: "the plan of the script"
        case .script: "what is said, turn by turn"
        case .qa: "the quality report"
        case .finalize: "what is published"
        }
    }
}
