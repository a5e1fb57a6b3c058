/// What a place that text goes to can show.
public struct TextStyle: Hashable, Sendable {
    /// Columns of a terminal; `nil` where nothing limits a line.
    public var width: Int?
    /// Whether colours may be used: a terminal that has them, and nobody who asked for none.
    public var isColoured: Bool
    /// Whether a person looks on as it is written.
    public var isTerminal: Bool
    /// Whether the background is light: yellow and cyan cannot be read on white, nor blue on black.
    public var isLight: Bool

    /// Plain text of any width.
    public static let plain = TextStyle(width: nil, isColoured: false, isTerminal: false)

    /// A style of these abilities.
    public init(width: Int?, isColoured: Bool, isTerminal: Bool, isLight: Bool = false) {
        self.width = width
        self.isColoured = isColoured
        self.isTerminal = isTerminal
        self.isLight = isLight
    }

    /// The same where nobody reads along as it is written: no text that is only for that, and no questions.
    var unattended: TextStyle {
        TextStyle(width: width, isColoured: isColoured, isTerminal: false, isLight: isLight)
    }

    /// Whether an environment tells of a light background, as terminals do that set `COLORFGBG`.
    ///
    /// Its last part is the colour of the background, of which vim takes 7 and 9 to 15 for light.
    static func isLight(_ environment: [String: String]) -> Bool {
        guard let last = environment["COLORFGBG"]?.split(separator: ";").last, let number = Int(last) else {
            return false
        }
        return number == 7 || (9...15).contains(number)
    }

    /// A text that was coloured for a dark background, for a light one.
    static func onLight(_ text: String) -> String {
        [("32", "34"), ("33", "35"), ("36", "34")].reduce(text) { text, codes in
            text.replacing("\u{1b}[\(codes.0)m", with: "\u{1b}[\(codes.1)m")
        }
    }

    func bold(_ text: String) -> String { marked(text, "1") }
    func dim(_ text: String) -> String { marked(text, "2") }
    func italic(_ text: String) -> String { marked(text, "3") }
    func red(_ text: String) -> String { marked(text, "31") }
    func green(_ text: String) -> String { marked(text, isLight ? "34" : "32") }
    func yellow(_ text: String) -> String { marked(text, isLight ? "35" : "33") }
    func cyan(_ text: String) -> String { marked(text, isLight ? "34" : "36") }

    private func marked(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
