/// A search through history: the lines that hold every word of what was typed, newest first, each once.
///
/// Where no line does, those are found that have its letters in order. Capital letters in the pattern make it tell them
/// apart from small ones; without any, it does not.
struct HistorySearch {
    /// What stood in the line when the search began.
    let draft: LineText
    /// What is looked for.
    private(set) var pattern: [Unicode.Scalar] = []
    /// The place of the shown line among those found.
    private(set) var chosen = 0
    /// The lines that were found, newest first.
    private(set) var found: [HistoryEntry] = []

    private struct Line {
        let entry: HistoryEntry
        let exact: [UInt8]
        let folded: [UInt8]
    }

    private let lines: [Line]

    /// Begins a search; `entries` come newest first.
    init(from draft: LineText, in entries: some Sequence<HistoryEntry>) {
        self.draft = draft
        var seen: Set<String> = []
        lines = entries.filter { seen.insert($0.text).inserted }.map { entry in
            Line(entry: entry, exact: Array(entry.text.utf8), folded: Array(entry.text.lowercased().utf8))
        }
    }

    /// Whether something is looked for and was not found.
    var hasFailed: Bool { !pattern.isEmpty && found.isEmpty }

    /// The line to show, with the cursor where the pattern begins.
    var shown: LineText {
        guard found.indices.contains(chosen) else { return draft }
        let text = found[chosen].text
        let line = LineText(text)
        let first =
            String.make(pattern).split(separator: " ").first.map { Array(folded(String($0)).unicodeScalars) } ?? []
        let scalars = Array(folded(text).unicodeScalars)
        // Folding may change the length of a text; then the cursor stays at the end.
        guard !first.isEmpty, scalars.count == line.scalars.count,
            let place = scalars.indices.first(where: { scalars[$0...].starts(with: first) })
        else { return line }
        return LineText(text, cursor: place)
    }

    /// Makes the pattern longer.
    mutating func type(_ scalars: [Unicode.Scalar]) {
        pattern += scalars
        look()
    }

    /// Makes the pattern shorter by a character.
    mutating func erase() {
        if !pattern.isEmpty { pattern.removeLast() }
        look()
    }

    /// Goes to older lines, or with a negative number to newer ones.
    ///
    /// - Returns: `false` where there are none.
    mutating func move(by places: Int) -> Bool {
        let next = min(max(chosen + places, 0), max(found.count - 1, 0))
        defer { chosen = next }
        return next != chosen
    }

    private var isExact: Bool { pattern.contains(where: \.properties.isUppercase) }

    private func folded(_ text: String) -> String { isExact ? text : text.lowercased() }

    private mutating func look() {
        chosen = 0
        found = []
        guard !pattern.isEmpty else { return }
        let isExact = isExact
        let text = Array(folded(String.make(pattern)).utf8)
        let words = text.split(separator: 0x20).map(Array.init)
        guard !words.isEmpty else { return }
        found = lines.filter { line in
            let bytes = isExact ? line.exact : line.folded
            return words.allSatisfy { Self.contains(bytes, $0) }
        }.map(\.entry)
        guard found.isEmpty else { return }
        let letters = text.filter { $0 != 0x20 }
        found = lines.filter { line in
            var rest = letters[...]
            for byte in isExact ? line.exact : line.folded where byte == rest.first { rest.removeFirst() }
            return rest.isEmpty
        }.map(\.entry)
    }

    private static func contains(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
        guard bytes.count >= word.count, let first = word.first else { return false }
        var start = 0
        while start <= bytes.count - word.count {
            if bytes[start] == first, bytes[start..<(start + word.count)].elementsEqual(word) { return true }
            start += 1
        }
        return false
    }
}
