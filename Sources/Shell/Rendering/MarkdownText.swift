/// Markdown as a terminal shows it: headings stand out, lists hang, text is wrapped at the width.
///
/// The marks stay where they carry meaning without colours: nothing is told by colour alone.
///
/// Source: CommonMark 0.31, of which it knows headings, paragraphs, lists, quotes, fenced code, rules, strong text,
/// emphasis and code spans.
struct MarkdownText {
    private let style: TextStyle
    private let width: Int?

    /// A renderer for a place.
    init(_ style: TextStyle) {
        self.style = style
        width = style.width.map { min($0, 100) }
    }

    /// The text as it is shown.
    func render(_ text: String) -> String {
        var rows: [String] = []
        var paragraph: [String] = []
        var isCode = false
        func flush() {
            if !paragraph.isEmpty { rows += wrapped(paragraph.joined(separator: " "), first: "", rest: "") }
            paragraph = []
        }
        for line in text.printable.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let body = line.drop { $0 == " " }
            let indent = String(repeating: " ", count: min(line.count - body.count, 8))
            if body.hasPrefix("```") || body.hasPrefix("~~~") {
                flush()
                isCode.toggle()
            } else if isCode {
                rows.append("    " + style.cyan(line))
            } else if body.isEmpty {
                flush()
                rows.append("")
            } else if let heading = Self.heading(body) {
                flush()
                rows.append(heading.level < 3 ? style.bold(style.cyan(heading.text)) : style.bold(heading.text))
            } else if ["---", "***", "___"].contains(String(body)) {
                flush()
                rows.append(style.dim(String(repeating: "─", count: min(width ?? 40, 40))))
            } else if let item = Self.item(body) {
                flush()
                let mark = item.mark == "-" ? "•" : item.mark
                let hang = indent + String(repeating: " ", count: mark.count + 1)
                rows += wrapped(item.text, first: "\(indent)\(mark) ", rest: hang)
            } else if body.hasPrefix(">") {
                flush()
                let quote = String(body.dropFirst().drop { $0 == " " })
                rows += wrapped(quote, first: "│ ", rest: "│ ")
            } else {
                paragraph.append(String(body))
                // Two blanks at a line's end break it.
                if line.hasSuffix("  ") { flush() }
            }
        }
        flush()
        return rows.joined(separator: "\n")
    }

    private func wrapped(_ text: String, first: String, rest: String) -> [String] {
        let room = width.map { max(20, $0 - DisplayWidth.of(rest)) }
        // Marks are taken out after wrapping, so that a colour never spans two rows unended.
        let lines = room.map { DisplayWidth.wrapped(text, to: $0) } ?? [text]
        return lines.enumerated().map { ($0.offset == 0 ? first : rest) + spans($0.element) }
    }

    /// Strong text, emphasis and code of one row; marks whose other end is in another row stay.
    private func spans(_ text: String) -> String {
        var shown = ""
        var rest = text[...]
        while let character = rest.first {
            if character == "\\", let escaped = rest.dropFirst().first, escaped.isPunctuation || escaped.isSymbol {
                shown.append(escaped)
                rest = rest.dropFirst(2)
                continue
            }
            let marks: [(String, (String) -> String)] = [
                ("**", style.bold), ("__", style.bold), ("`", style.cyan), ("*", style.italic), ("_", style.italic),
            ]
            let isAtWord = shown.last.map { !$0.isLetter && !$0.isNumber } ?? true
            let mark = marks.first { mark, _ in style.isColoured && rest.hasPrefix(mark) && (isAtWord || mark != "_") }
            if let (mark, show) = mark {
                let inner = rest.dropFirst(mark.count)
                if let end = inner.firstRange(of: mark), end.lowerBound > inner.startIndex, inner.first != " " {
                    shown += show(String(inner[..<end.lowerBound]))
                    rest = inner[end.upperBound...]
                    continue
                }
            }
            shown.append(character)
            rest.removeFirst()
        }
        return shown
    }

    private static func heading(_ line: Substring) -> (level: Int, text: String)? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level), line.dropFirst(level).hasPrefix(" ") else { return nil }
        return (level, line.dropFirst(level + 1).trimmingPrefix(" ").trimmingSuffix("#"))
    }

    private static func item(_ line: Substring) -> (mark: String, text: String)? {
        if ["- ", "* ", "+ "].contains(where: { line.hasPrefix($0) }) { return ("-", String(line.dropFirst(2))) }
        let digits = line.prefix { $0.isNumber }
        guard !digits.isEmpty, digits.count < 4, line.dropFirst(digits.count).hasPrefix(". ") else { return nil }
        return ("\(digits).", String(line.dropFirst(digits.count + 2)))
    }
}

extension Substring {
    /// The text without the characters and blanks at its end.
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = self
        while text.last == character || text.last == " " { text.removeLast() }
        return String(text)
    }
}
