import OpenRouter

/// How many columns of a terminal a text takes.
///
/// Source: Unicode 15.1, EastAsianWidth.txt (W and F are two columns) and UTS #51 (emoji presentation); marks, joiners
/// and controls take none.
enum DisplayWidth {
    /// The columns of a whole text.
    static func of(_ text: String) -> Int {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f } ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    /// The columns of a character: those of its widest scalar, two with an emoji selector.
    static func of(_ character: Character) -> Int {
        var width = 0
        for scalar in character.unicodeScalars {
            if scalar == "\u{fe0f}", width > 0 { return 2 }
            width = max(width, of(scalar))
        }
        return width
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20..<0x7f: return 1
        case 0..<0x20, 0x7f..<0xa0: return 0
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
            0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6,
            0x1f1e6...0x1f1ff, 0x20000...0x3fffd:
            return 2
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return scalar.properties.isEmojiPresentation ? 2 : 1
        }
    }

    /// The text in at most so many columns; what was cut off shows as `…`.
    static func truncated(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        guard width > 0 else { return "" }
        var kept = ""
        var used = 1
        // A part of a key or a hash would not be known for one any more.
        for character in text.redacted {
            let columns = of(character)
            guard used + columns <= width else { break }
            kept.append(character)
            used += columns
        }
        return kept + "…"
    }

    /// The text filled up with blanks to so many columns.
    static func padded(_ text: String, to width: Int, onLeft: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - of(text)))
        return onLeft ? blanks + text : text + blanks
    }

    /// The text in lines of at most so many columns, the first one as it begins and the others further in.
    ///
    /// Without a width it stays one line.
    static func hanging(_ text: String, to width: Int?, indent: Int) -> String {
        guard let width, of(text) > width, width > 2 * indent else { return text }
        let lines = wrapped(String(text.dropFirst(indent)), to: width - indent)
        let margin = String(repeating: " ", count: indent)
        return text.prefix(indent) + lines.joined(separator: "\n" + margin)
    }

    /// The text with what is longer than so many columns broken at blanks, and what follows a break further in.
    ///
    /// Codes of colours take no columns. What has no blanks stays whole; so does everything without a width.
    static func fitted(_ text: String, to width: Int?) -> String {
        guard let width else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            withoutColours(line) > width ? broken(line, to: width) : String(line)
        }.joined(separator: "\n")
    }

    private static func broken(_ line: Substring, to width: Int) -> String {
        let indent = line.prefix { $0 == " " }.count + 2
        let margin = String(repeating: " ", count: indent < width / 2 ? indent : 0)
        var (shown, column, blanks) = ("", 0, "")
        for (index, word) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { blanks += " " }
            if word.isEmpty { continue }
            let columns = withoutColours(word)
            if column > margin.count, column + blanks.count + columns > width {
                shown += "\n" + margin
                column = margin.count
            } else {
                shown += blanks
                column += blanks.count
            }
            shown += word
            column += columns
            blanks = ""
        }
        return shown
    }

    /// The columns of a text with codes of colours in it.
    private static func withoutColours(_ text: Substring) -> Int {
        guard text.utf8.contains(0x1b) else { return of(String(text)) }
        return of(String(text.replacing(/\u{1B}\[[0-9;]*m/, with: "")))
    }

    /// The text in lines of at most so many columns, broken at blanks where there are any.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        for paragraph in text.redacted.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            for word in paragraph.split(separator: " ") {
                var word = String(word)
                if !line.isEmpty, of(line) + 1 + of(word) > width {
                    lines.append(line)
                    line = ""
                }
                while of(word) > width {
                    var head = ""
                    while let first = word.first, of(head) + of(first) <= max(width, 2) {
                        head.append(first)
                        word.removeFirst()
                    }
                    lines.append(head)
                }
                line += line.isEmpty ? word : " " + word
            }
            lines.append(line)
        }
        return lines
    }
}
