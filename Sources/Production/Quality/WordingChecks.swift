/// Whether the words are words to speak: no markup, directions, addresses, names before the text, or talk of a model.
enum WordingChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        for check in [
            "markdown", "stage-direction", "url", "speaker-prefix", "markup", "prompt-leak", "placeholder", "encoding",
        ] {
            result.ran("text.\(check)")
        }
        let names = Set(subject.brief.cast.map { $0.name.lowercased() })
        for checked in subject.turns {
            let turn = checked.turn
            func found(_ check: String, _ message: String, _ evidence: some StringProtocol) {
                result.found("text.\(check)", .block, at: turn.id, message, evidence: String(evidence))
            }
            if let leak = leak(checked.words) {
                found("prompt-leak", "the turn speaks of its making: “\(leak)”", turn.text)
            }
            if let broken = brokenCharacters(turn.text) {
                found("encoding", "characters were broken on their way: “\(broken)”", turn.text)
            }
            // Most turns hold none of these characters and are done here.
            guard isSuspect(turn.text) else { continue }
            let text = turn.text
            if let direction = direction(text) {
                found("stage-direction", "a stage direction stands in the words", direction)
            }
            if let markdown = markdown(text) { found("markdown", "Markdown stands in the words", markdown) }
            if let placeholder = placeholder(text) {
                found("placeholder", "a placeholder was left in the words", placeholder)
            }
            if let address = address(text) { found("url", "an address stands in the words", address) }
            if let prefix = prefix(text, names) {
                found("speaker-prefix", "the words begin with a speaker's name", prefix)
            }
            if let tag = between(text, "<", ">", where: isTag) {
                found("markup", "a tag stands in the words", "<\(tag)>")
            }
        }
    }

    private static func isSuspect(_ text: String) -> Bool {
        if let first = text.first(where: { !$0.isWhitespace }), "-+".contains(first) { return true }
        var last: UInt8 = 0
        return text.utf8.contains { byte in
            defer { last = byte }
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "#"), UInt8(ascii: "["),
                UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: ":"), UInt8(ascii: "|"), UInt8(ascii: "/"),
                UInt8(ascii: "~"), UInt8(ascii: "{"), UInt8(ascii: "@"), UInt8(ascii: "\n"), 0xEF:
                return true
            // `www.` is the only address without a mark of its own.
            case UInt8(ascii: "w"), UInt8(ascii: "W"): return last == byte
            default: return false
            }
        }
    }

    // MARK: Markup

    private static func markdown(_ text: String) -> String? {
        let lines = text.split(whereSeparator: \.isNewline)
        for line in lines {
            let bare = line.drop { $0 == " " }
            let hashes = bare.prefix { $0 == "#" }.count
            if (1...6).contains(hashes), bare.dropFirst(hashes).first == " " { return String(line) }
            if ["- ", "* ", "+ ", "> ", "|", "```"].contains(where: { bare.hasPrefix($0) }) { return String(line) }
            if lines.count > 1, bare.drop(while: \.isNumber).hasPrefix(". "), bare.first?.isNumber == true {
                return String(line)
            }
        }
        for mark in ["**", "__", "~~", "](", "```"] where text.contains(mark) { return text }
        for mark in ["`", "*", "_"] as [Character] {
            let isEmphasis = { (inner: Substring) in
                inner.first?.isWhitespace == false && inner.last?.isWhitespace == false
            }
            if let inner = between(text, mark, mark, where: isEmphasis), text.contains(mark) {
                return "\(mark)\(inner)\(mark)"
            }
        }
        return nil
    }

    private static let directions: Set<String> = [
        "laugh", "laughs", "laughing", "laughter", "chuckle", "chuckles", "pause", "pauses", "sigh", "sighs", "music",
        "jingle",
        "applause", "beat", "whispers", "whispering", "smiles", "smiling", "nods", "nodding", "sound", "fade", "fades",
        "intro",
        "outro", "transition", "excited", "excitedly", "enthusiastically", "thoughtfully", "softly", "silence", "gasps",
        "theme",
    ]

    private static func direction(_ text: String) -> String? {
        func isDirection(_ inner: Substring) -> Bool {
            let words = SpokenWords.list(String(inner))
            return (1...5).contains(words.count) && words.contains(where: directions.contains)
        }
        // Square brackets are never spoken; the others may be.
        if let inner = between(text, "[", "]", where: { $0.contains(where: \.isLetter) }) { return "[\(inner)]" }
        if let inner = between(text, "(", ")", where: isDirection) { return "(\(inner))" }
        if let inner = between(text, "*", "*", where: isDirection) { return "*\(inner)*" }
        return nil
    }

    private static func isTag(_ inner: Substring) -> Bool {
        let name = inner.drop { "/|!".contains($0) }
        return name.first.map { $0.isASCII && $0.isLetter } == true && inner.count < 60
    }

    /// The first stretch between two marks that satisfies a condition, within 200 characters.
    private static func between(
        _ text: String,
        _ open: Character,
        _ close: Character,
        where isWanted: (Substring) -> Bool
    ) -> Substring? {
        var rest = text[...]
        while let start = rest.firstIndex(of: open) {
            let inside = rest[rest.index(after: start)...]
            guard let end = inside.prefix(200).firstIndex(of: close) else {
                rest = inside
                continue
            }
            if isWanted(inside[..<end]) { return inside[..<end] }
            rest = inside
        }
        return nil
    }

    private static func address(_ text: String) -> String? {
        for word in text.split(whereSeparator: \.isWhitespace) {
            let small = word.lowercased()
            if small.contains("://") || small.contains("www.") { return String(word) }
            if let at = small.firstIndex(of: "@"), at != small.startIndex, small[at...].dropFirst(2).contains(".") {
                return String(word)
            }
            // `Amazon.com` is spoken; `example.com/page` is not.
            let parts = small.split(separator: "/", maxSplits: 1)
            if parts.count == 2, !parts[1].isEmpty, let dot = parts[0].lastIndex(of: ".") {
                let end = parts[0][parts[0].index(after: dot)...]
                if (2...6).contains(end.count), end.allSatisfy({ $0.isASCII && $0.isLetter }) { return String(word) }
            }
        }
        return nil
    }

    /// `{{name}}`, `[TOPIC]`, `TODO:`.
    private static func placeholder(_ text: String) -> String? {
        if let inner = between(text, "{", "}", where: { $0.contains(where: \.isLetter) || $0.hasPrefix("{") }) {
            return "{\(inner)}"
        }
        return ["TODO:", "TBD:", "XXX:", "FIXME:"].first { text.contains($0) }
    }

    /// UTF-8 that was read as Latin 1, and what cannot be read at all.
    private static func brokenCharacters(_ text: String) -> String? {
        guard text.utf8.contains(where: { $0 == 0xC3 || $0 == 0xC2 || $0 == 0xEF || $0 == 0xE2 }) else { return nil }
        return [
            "\u{FFFD}", "Ã¤", "Ã¶", "Ã¼", "ÃŸ", "Ã©", "Ã¨", "Ã¡", "Ã³", "Ã±", "Ã§", "Ã ", "Ã­", "Ã¢", "Ãª", "â€™",
            "â€œ", "â€", "Â ",
        ]
        .first { text.contains($0) }
    }

    // MARK: Talk of the making

    private static let labels: Set<String> = [
        "host", "speaker", "narrator", "expert", "guest", "moderator", "interviewer",
    ]

    private static func prefix(_ text: String, _ names: Set<String>) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.prefix(40).firstIndex(where: { $0 == ":" || $0 == "：" }) else { continue }
            let before = line[..<colon].lowercased().filter { !"*_[]()".contains($0) }.split(
                whereSeparator: \.isWhitespace
            )
            let name = before.joined(separator: " ")
            let label = before.first.map(String.init) ?? ""
            let isNumbered =
                before.count == 2 && before[1].allSatisfy { $0.isNumber || $0.isLetter } && before[1].count <= 2
            let isLabel = labels.contains(label.filter { !$0.isNumber }) && (before.count == 1 || isNumbered)
            if names.contains(name) || isLabel { return String(line[...colon]) }
        }
        return nil
    }

    private static let leaks: [String: [[String]]] = Dictionary(
        grouping: [
            "as an ai language model", "as an ai model", "as an ai assistant", "as a language model",
            "as a large language model",
            "i'm an ai language model", "i am an ai language model", "i cannot assist with", "i can't assist with",
            "i cannot fulfill", "i can't fulfill", "my training data", "my knowledge cutoff", "end of script",
            "end of segment",
            "end of transcript", "word count", "rest of the script", "script continues", "insert name here",
            "lorem ipsum",
            "let me know if you'd like me to", "here is the revised", "here's the revised", "im_start", "im_end",
        ].map { SpokenWords.list($0) },
        by: { $0[0] }
    )

    private static let leakyOpenings = [
        "here is the script", "here's the script", "here is your script", "here's your script",
        "here is the transcript",
        "here's the transcript", "here is a script", "here's a script", "here is the segment", "here's the segment",
        "here is the dialogue", "here's the dialogue", "here is the json", "here's the json",
    ].map { SpokenWords.list($0) }

    private static func leak(_ words: [String]) -> String? {
        for index in words.indices {
            for phrase in leaks[words[index]] ?? [] where words[index...].starts(with: phrase) {
                return phrase.joined(separator: " ")
            }
        }
        // `Sure!` or `Of course,` may stand before it; in the middle of speech these words are harmless.
        for start in 0..<min(3, words.count) {
            for phrase in leakyOpenings where words[start...].starts(with: phrase) {
                return phrase.joined(separator: " ")
            }
        }
        return nil
    }
}
