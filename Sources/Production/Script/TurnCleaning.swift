/// Makes what a model wrote into what is spoken.
enum TurnCleaning {
    /// The spoken words of a draft, with stage directions moved to its style; `nil` when nothing is spoken.
    static func cleaned(_ draft: TurnDraft, cast: [String]) -> TurnDraft? {
        var draft = draft
        var directions: [String] = []
        var text = LenientJSON.withoutThoughts(draft.text)
        text = withoutLinks(withoutNote(text))
        text = withoutName(text, cast: cast)
        text = withoutDirections(text, &directions)
        text = withoutMarkdown(text)
        text = withoutName(Prompt.oneLine(text), cast: cast)
        guard let spoken = Prompt.oneLine(text).trimmedOrNil, spoken.contains(where: { $0.isLetter || $0.isNumber })
        else {
            return nil
        }
        draft.text = spoken
        if let style = draft.style.flatMap({ Prompt.oneLine($0).trimmedOrNil }), style.lowercased() != "null" {
            directions.insert(String(style.trimming { "()[]*".contains($0) }), at: 0)
        }
        draft.style = directions.isEmpty ? nil : String(directions.joined(separator: ", ").prefix(80))
        return draft
    }

    /// Note ids in the words, such as `[n3]`, are citations, not speech.
    private static func withoutNote(_ text: String) -> String {
        text.replacing(/\s*[\[(]\s*n\d+(\s*[,;]\s*n\d+)*\s*[\])]/, with: "")
    }

    /// A speaker's name and colon before the words.
    private static func withoutName(_ text: String, cast: [String]) -> String {
        guard let colon = text.firstIndex(of: ":") else { return text }
        let before = text[..<colon].trimming { $0.isWhitespace || "*_[]".contains($0) }
        guard before.words.count <= 3, !before.isEmpty,
            cast.contains(where: { $0.lowercased() == before.lowercased() })
                || ["host", "speaker", "narrator", "expert", "guest", "moderator"].contains(
                    before.lowercased().filter { !$0.isNumber && !$0.isWhitespace }
                )
        else { return text }
        return String(text[text.index(after: colon)...].trimming { $0.isWhitespace || "*_".contains($0) })
    }

    private static let directionWords: Set<String> = [
        "laugh", "laughs", "laughing", "chuckle", "chuckles", "pause", "pauses", "sigh", "sighs", "music", "smiling",
        "smiles",
        "excited", "excitedly", "whispers", "whispering", "intro", "outro", "sound", "applause", "beat", "softly",
        "warmly",
        "thoughtful", "thoughtfully", "curious", "curiously", "serious", "seriously", "enthusiastic",
        "enthusiastically",
        "jingle", "theme", "fade", "fades", "cheerfully", "gently", "dramatic", "nodding", "nods",
    ]

    /// Words in brackets, braces or asterisks that say how something is said.
    private static func withoutDirections(_ text: String, _ directions: inout [String]) -> String {
        var found: [String] = []
        let result = text.replacing(/\[([^\[\]]{1,60})\]|\(([^()]{1,60})\)|\*([^*]{1,60})\*/) { match -> String in
            let isBracket = match.output.1 != nil
            let inner = match.output.1 ?? match.output.2 ?? match.output.3 ?? ""
            let isDirection = inner.lowercased().split { !$0.isLetter }.contains { directionWords.contains(String($0)) }
            // Brackets are never spoken; round ones and asterisks may be part of a sentence.
            guard isBracket || (isDirection && inner.words.count <= 5) else { return String(match.output.0) }
            if isDirection { found.append(String(inner)) }
            return " "
        }
        directions += found
        return result
    }

    /// Links become their words; addresses are not spoken.
    private static func withoutLinks(_ text: String) -> String {
        text.replacing(/!?\[([^\]]*)\]\([^)]*\)/) { String($0.output.1) }
            .replacing(/https?:\/\/[^\s)\]]+/, with: "")
    }

    private static func withoutMarkdown(_ text: String) -> String {
        var text = text.replacing(/(?m)^\s{0,3}(#{1,6}\s+|[-*+]\s+|>\s+)/, with: "")
        text = text.replacing("**", with: "").replacing("__", with: "").replacing("`", with: "")
        text = text.replacing(/(^|\s)[*_]([^*_\s][^*_]*)[*_](?=[\s.,;:!?]|$)/) { "\($0.output.1)\($0.output.2)" }
        return text.replacing(/\s+([.,;:!?])(?=\s|$)/) { String($0.output.1) }
    }
}
