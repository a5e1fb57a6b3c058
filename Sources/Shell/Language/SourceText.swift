import OpenRouter

/// A text of commands and its name, for saying where something stands in it.
///
/// Offsets count Unicode scalars, lines and columns count from 1.
struct SourceText: Hashable, Sendable {
    /// What the text is called in messages: a file's path, `-c`, `stdin`, or empty for a typed line.
    let name: String
    let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]

    init(_ text: String, name: String) {
        self.name = name
        let scalars = Array(text.unicodeScalars)
        self.scalars = scalars
        lineStarts = [0] + scalars.indices.filter { scalars[$0] == "\n" }.map { $0 + 1 }
    }

    /// A place as people name it.
    struct Location: Hashable, Sendable {
        var line: Int
        var column: Int
    }

    /// The line and column of an offset; offsets past the end are at the end.
    func location(of offset: Int) -> Location {
        let offset = min(max(offset, 0), scalars.count)
        let line = (lineStarts.firstIndex { $0 > offset } ?? lineStarts.count) - 1
        return Location(line: line + 1, column: offset - lineStarts[line] + 1)
    }

    /// `produce.cast:7:12`, or `column 12` in a typed line.
    func place(of offset: Int) -> String {
        let location = location(of: offset)
        return name.isEmpty ? "column \(location.column)" : "\(name):\(location.line):\(location.column)"
    }

    /// The text of a range.
    func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<scalars.count)]))
    }

    /// The line that a range begins on, with a caret under each of its columns on that line.
    ///
    /// Long lines are cut to a window around the caret; control characters show as `·`, so that no text can draw on the
    /// terminal.
    func excerpt(of range: Range<Int>, width: Int = 100) -> String {
        let start = lineStarts[location(of: range.lowerBound).line - 1]
        let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
        let lower = min(max(range.lowerBound, start), end)
        let upper = min(max(range.upperBound, lower), end)
        let first = max(start, lower - width / 2)
        let last = min(end, first + width)
        // A window within a key would show a part of it that nobody knows for one.
        let line = Array(String(String.UnicodeScalarView(scalars[start..<end])).masked.unicodeScalars)
        func shown(_ range: Range<Int>) -> String {
            let scalars = line[(range.lowerBound - start)..<(range.upperBound - start)]
            return String(String.UnicodeScalarView(scalars.map { Self.isPrintable($0) ? $0 : "·" }))
        }
        let before = (first > start ? "…" : "") + shown(first..<lower)
        let marked = shown(lower..<max(lower, min(upper, last)))
        let after = shown(max(lower, min(upper, last))..<last) + (last < end ? "…" : "")
        let carets = String(repeating: "^", count: max(1, DisplayWidth.of(marked)))
        return "    \(before)\(marked)\(after)\n    \(String(repeating: " ", count: DisplayWidth.of(before)))\(carets)"
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
