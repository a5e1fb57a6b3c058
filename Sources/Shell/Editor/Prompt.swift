/// What stands before the line a person types.
public struct Prompt: Sendable, Equatable {
    /// The text on the row of the line; may hold colours as SGR sequences, and no line end.
    public var text: String
    /// Rows above it, such as a status line; drawn again when something was printed above.
    public var above: String

    /// A prompt of one row, or of more with `above`.
    public init(_ text: String, above: String = "") {
        self.text = text
        self.above = above
    }

    /// The prompt for libedit: each escape sequence between two marks, a visible character after the last one.
    ///
    /// Sequences ride on the next visible character, so a reset at the very end would be lost.
    func marked(with mark: Unicode.Scalar) -> [Unicode.Scalar] {
        var marked: [Unicode.Scalar] = []
        var isInside = false
        for scalar in text.unicodeScalars where scalar != "\n" && scalar != mark {
            if scalar == "\u{1B}" {
                if isInside { marked.append(mark) }
                marked.append(mark)
                isInside = true
            }
            marked.append(scalar)
            if isInside, scalar != "[", (0x40...0x7E).contains(scalar.value) {
                marked.append(mark)
                isInside = false
            }
        }
        if isInside { marked.append(mark) }
        if marked.last == mark { marked.append(" ") }
        return marked
    }

    /// The characters that take room on the row.
    var visible: [Unicode.Scalar] {
        var isInside = false
        return marked(with: "\u{1}").filter { scalar in
            if scalar == "\u{1}" { isInside.toggle() }
            return !isInside && scalar != "\u{1}"
        }
    }
}
