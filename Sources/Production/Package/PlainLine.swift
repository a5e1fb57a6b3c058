/// Text on one line: every stretch of blanks and line ends is one blank, and control characters are gone.
enum PlainLine {
    static func make(_ text: String) -> String {
        if isPlain(text) { return text }
        var line = String.UnicodeScalarView()
        var isBlank = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                isBlank = true
            } else if scalar.properties.generalCategory == .control {
                continue
            } else {
                if isBlank, !line.isEmpty { line.append(" ") }
                isBlank = false
                line.append(scalar)
            }
        }
        return String(line)
    }

    /// Whether a text has single blanks between its words and nowhere else, and no byte that begins another kind of blank or
    /// a control character.
    private static func isPlain(_ text: String) -> Bool {
        var last = UInt8(ascii: " ")
        for byte in text.utf8 {
            switch byte {
            case 0x20: if last == 0x20 { return false }
            case 0..<0x20, 0x7F, 0xC2, 0xE1, 0xE2, 0xE3: return false
            default: break
            }
            last = byte
        }
        return last != 0x20
    }

    /// A line of fewer than a number of scalars, cut at a word where one ends in its second half, with `…`.
    static func trimmed(_ text: String, below limit: Int) -> String {
        let line = make(text)
        guard line.unicodeScalars.count >= limit else { return line }
        let head = String(line.unicodeScalars.prefix(limit - 2))
        // A blank right after the head is a word's end as well.
        let isWhole = line.unicodeScalars.dropFirst(limit - 2).first == " "
        guard !isWhole, let blank = head.lastIndex(of: " "),
            head.distance(from: head.startIndex, to: blank) >= limit / 2
        else {
            return "\(head.trimmingSuffix(while: { $0 == " " }))…"
        }
        return "\(head[..<blank])…"
    }
}

extension String {
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, condition(last) { rest.removeLast() }
        return rest
    }
}
