/// What a place that text goes to can show.
public struct TextStyle: Hashable, Sendable {
    /// Columns of a terminal; `nil` where nothing limits a line.
    public var width: Int?
    /// Whether colours may be used: a terminal that has them, and nobody who asked for none.
    public var isColoured: Bool
    /// Whether a person looks on as it is written.
    public var isTerminal: Bool

    /// Plain text of any width.
    public static let plain = TextStyle(width: nil, isColoured: false, isTerminal: false)

    /// A style of these abilities.
    public init(width: Int?, isColoured: Bool, isTerminal: Bool) {
        self.width = width
        self.isColoured = isColoured
        self.isTerminal = isTerminal
    }

    func bold(_ text: String) -> String { marked(text, "1") }
    func dim(_ text: String) -> String { marked(text, "2") }
    func italic(_ text: String) -> String { marked(text, "3") }
    func red(_ text: String) -> String { marked(text, "31") }
    func green(_ text: String) -> String { marked(text, "32") }
    func yellow(_ text: String) -> String { marked(text, "33") }
    func cyan(_ text: String) -> String { marked(text, "36") }

    private func marked(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
