/// Looks for any of several phrases in one pass over a text, byte by byte.
struct PhraseSearch {
    /// By their first bytes.
    private var phrases = [[(bytes: [UInt8], text: String)]](repeating: [], count: 256)

    /// Phrases in small letters; blanks at their ends count.
    init(_ phrases: [String]) {
        for phrase in phrases {
            guard let first = phrase.utf8.first else { continue }
            self.phrases[Int(first)].append((Array(phrase.utf8), phrase))
        }
    }

    /// Every place at which a phrase stands, in order: the phrase, and where it ends.
    func places(in text: [UInt8]) -> [(phrase: String, end: Int)] {
        var found: [(phrase: String, end: Int)] = []
        for start in text.indices {
            for (bytes, phrase) in phrases[Int(text[start])] where text.count - start >= bytes.count {
                if text[start..<(start + bytes.count)].elementsEqual(bytes) {
                    found.append((phrase, start + bytes.count))
                }
            }
        }
        return found
    }

    /// A text as phrases are looked for: in small letters, with plain apostrophes.
    static func bytes(of text: String) -> [UInt8] {
        let small = text.lowercased()
        return Array((small.utf8.contains(0xE2) ? small.replacing("’", with: "'") : small).utf8)
    }
}
