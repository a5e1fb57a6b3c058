/// Reads answers that hold no JSON at all: lists with bullets or numbers, and lines such as `Nora: …`.
enum PlainAnswer {
    /// The items of a list; without any list, the lines.
    static func items(in text: String) -> [String] {
        let lines = LenientJSON.withoutThoughts(text).split(whereSeparator: \.isNewline)
        let marked = lines.compactMap { item(in: $0) }
        let found = marked.isEmpty ? lines.map(String.init) : marked
        return found.filter { !isJSON($0) }.compactMap { cleaned($0) }
    }

    /// Whether a line is a piece of JSON that could not be read, and no words for anybody: `{`, `"segments": [`.
    private static func isJSON(_ line: String) -> Bool {
        let trimmed = line.trimming { $0.isWhitespace }
        return trimmed.first.map { "{}[]".contains($0) } ?? false || trimmed.contains(/^"[^"]*"\s*:/)
    }

    /// The text of a line that begins with `-`, `*`, `•`, `1.`, `2)` or `###`; `nil` for other lines.
    private static func item(in line: Substring) -> String? {
        let trimmed = line.trimming { $0.isWhitespace }
        guard let first = trimmed.first else { return nil }
        if "-*•–".contains(first) { return String(trimmed.dropFirst()) }
        if first == "#" { return String(trimmed.drop { $0 == "#" }) }
        let number = trimmed.prefix { $0.isNumber }
        guard !number.isEmpty, number.count <= 3 else { return nil }
        let rest = trimmed.dropFirst(number.count)
        guard let mark = rest.first, ".):".contains(mark) else { return nil }
        return String(rest.dropFirst())
    }

    private static func cleaned(_ item: String) -> String? {
        let bare = item.trimming { $0.isWhitespace || "*_`#".contains($0) }
        // An element of a JSON list: `"Who built it?",`.
        if let element = bare.wholeMatch(of: /"([^"]*)",?/) { return String(element.output.1).trimmedOrNil }
        return String(bare).trimmedOrNil
    }

    /// A note from a line such as `s1: gist | "quote"`, or from any line with a quotation in it.
    static func notes(in line: String) -> [NoteDraft] {
        var quotes: [Substring] = []
        var rest = line[...]
        while let open = rest.firstIndex(where: { "\"“„«".contains($0) }) {
            let inner = rest[rest.index(after: open)...]
            guard let close = inner.firstIndex(where: { "\"”“»".contains($0) }) else { break }
            quotes.append(inner[..<close])
            rest = inner[inner.index(after: close)...]
        }
        let source = line.firstMatch(of: /\bs\d+\b/).map { String($0.output) } ?? ""
        guard !quotes.isEmpty else {
            // Without quotation marks the whole line is taken for one: it is looked up in the source either way.
            return line.words.count >= 5 ? [NoteDraft(source: source, quote: line, gist: line)] : []
        }
        return quotes.filter { $0.words.count >= 3 }.map { quote in
            NoteDraft(source: source, quote: String(quote), gist: String(quote))
        }
    }

    /// Turns from lines `Name: text`, with what follows up to the next name belonging to it.
    static func turns(in text: String, cast: [String]) -> [TurnDraft] {
        var turns: [TurnDraft] = []
        for line in LenientJSON.withoutThoughts(text).split(whereSeparator: \.isNewline) {
            let plain = line.filter { !"*_#`".contains($0) }.trimming { $0.isWhitespace || "->".contains($0) }
            guard !plain.isEmpty else { continue }
            if let colon = plain.firstIndex(of: ":"), plain[..<colon].words.count <= 4,
                let speaker = CastMatch.name(String(plain[..<colon]), in: cast)
            {
                guard let said = String(plain[plain.index(after: colon)...]).trimmedOrNil else { continue }
                turns.append(TurnDraft(speaker: speaker, text: said))
            } else if !turns.isEmpty, !plain.hasSuffix(":") {
                turns[turns.count - 1].text += " " + plain
            }
        }
        return turns
    }
}
