extension SimulatorFault.Kind {
    /// What the fault does to the text itself.
    func change(_ answer: inout Answer, limit: Int?) {
        switch self {
        case .nullContent: answer.content = nil
        case .blankContent: answer = Answer(" \n ")
        case .reasoningOnly:
            answer.reasoning = "Let me think about what was asked, and about what was meant, and about both again"
            answer.content = nil
            answer.tokens = limit ?? 512
            answer.finishReason = "length"
        case .refusal:
            answer = Answer(nil)
            answer.refusal = "I can't help with that. (simulated)"
            answer.tokens = 12
        case .withheld:
            answer.content = nil
            answer.tokens = 0
            answer.finishReason = "content_filter"
        case .contentFilter: answer.cut(to: max(1, answer.tokens / 2), reason: "content_filter")
        case .length: answer.cut(to: max(1, answer.tokens / 2))
        case .proseForJSON:
            answer = Answer("Certainly! I would rather describe it in words than in braces. (simulated)")
        case .fencedJSON: answer = Answer("Here is the JSON you asked for:\n\n```json\n\(answer.content ?? "")\n```\n")
        default: break
        }
    }
}
