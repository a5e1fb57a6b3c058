/// How one text differs from another, sentence by sentence or line by line.
struct TextDifference: Sendable {
    /// A sentence or line of either text.
    struct Line: Hashable, Sendable, Encodable {
        enum Change: String, Hashable, Sendable, Encodable { case same, removed, added }

        var change: Change
        var text: String
    }

    let lines: [Line]

    /// What texts are cut into.
    enum Unit { case sentences, lines }

    init(from old: String, to new: String, by unit: Unit = .sentences) {
        let cut = unit == .lines ? Self.lines : Self.sentences
        let (before, after) = (cut(old), cut(new))
        let difference = after.difference(from: before)
        var removed: [Int: String] = [:]
        var added: [Int: String] = [:]
        for change in difference {
            switch change {
            case .remove(let offset, let text, _): removed[offset] = text
            case .insert(let offset, let text, _): added[offset] = text
            }
        }
        var lines: [Line] = []
        var (old, new) = (0, 0)
        while old < before.count || new < after.count {
            if let text = removed[old] {
                lines.append(Line(change: .removed, text: text))
                old += 1
            } else if let text = added[new] {
                lines.append(Line(change: .added, text: text))
                new += 1
            } else {
                lines.append(Line(change: .same, text: before[old]))
                (old, new) = (old + 1, new + 1)
            }
        }
        self.lines = lines
    }

    /// Changed sentences with `-` and `+` before them; runs of equal ones as a count.
    func text(_ style: TextStyle) -> String {
        var output: [String] = []
        var equal = 0
        func close() {
            if equal > 0 { output.append("  (\(equal) the same)") }
            equal = 0
        }
        for line in lines {
            switch line.change {
            case .same: equal += 1
            case .removed:
                close()
                output.append(style.red(DisplayWidth.hanging("- \(line.text.printable)", to: style.width, indent: 2)))
            case .added:
                close()
                output.append(style.green(DisplayWidth.hanging("+ \(line.text.printable)", to: style.width, indent: 2)))
            }
        }
        close()
        return output.joined(separator: "\n")
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// Lines, and within long ones sentences: an answer is often one paragraph.
    private static func sentences(of text: String) -> [String] {
        var sentences: [String] = []
        var sentence = ""
        var last: Character = " "
        func close() {
            let trimmed = sentence.trimmingPrefix { $0.isWhitespace }
            if !trimmed.isEmpty { sentences.append(String(trimmed)) }
            sentence = ""
        }
        for character in text {
            if character.isNewline || (character == " " && ".!?…".contains(last)) {
                close()
            } else {
                sentence.append(character)
            }
            last = character
        }
        close()
        return sentences
    }
}
