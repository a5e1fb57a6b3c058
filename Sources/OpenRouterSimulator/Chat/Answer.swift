/// What the simulated model says.
struct Answer: Sendable {
    var content: String?
    var reasoning: String?
    var refusal: String?
    var annotations: [JSON] = []
    var finishReason = "stop"
    /// Tokens of ``content``, or what reasoning used up.
    var tokens: Int

    init(_ content: String?, finishReason: String = "stop") {
        self.content = content
        self.finishReason = finishReason
        tokens = Answer.tokens(content ?? "")
    }

    static func tokens(_ text: String) -> Int { (text.utf8.count + 3) / 4 }

    var nativeFinishReason: String {
        switch finishReason {
        case "length": "max_tokens"
        case "stop": "end_turn"
        default: finishReason
        }
    }

    /// Cuts the text to a number of tokens, as an output limit does.
    mutating func cut(to limit: Int, reason: String = "length") {
        guard let content, tokens > limit else { return }
        self.content = String(decoding: content.utf8.prefix(limit * 4), as: UTF8.self)
            .trimmingSuffix { $0 == "\u{FFFD}" }
        tokens = limit
        finishReason = reason
    }

    /// The text in pieces as a stream brings it: about four words each, together the whole text.
    var pieces: [String] {
        var pieces: [String] = []
        var piece = ""
        var words = 0
        for character in content ?? "" {
            piece.append(character)
            if character == " " || character == "\n" { words += 1 }
            guard words == 4 || piece.utf8.count >= 64 else { continue }
            pieces.append(piece)
            piece = ""
            words = 0
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, predicate(last) { text.removeLast() }
        return text
    }
}
