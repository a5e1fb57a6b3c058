/// Text as Markdown shows it unchanged.
enum Markdown {
    /// One line in which nothing is markup, HTML included; safe at the beginning of a line too.
    static func escaped(_ text: String) -> String {
        let line = PlainLine.make(text)
        var result = ""
        for character in line {
            switch character {
            case "\\", "`", "*", "_", "[", "]", "|", "~": result += "\\\(character)"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            default: result.append(character)
            }
        }
        return safeAtStart(result)
    }

    private static func safeAtStart(_ line: String) -> String {
        guard let first = line.first else { return line }
        if "#+-=".contains(first) { return "\\\(line)" }
        let figures = line.prefix(while: \.isNumber)
        if !figures.isEmpty, let next = line.dropFirst(figures.count).first, next == "." || next == ")" {
            return "\(figures)\\\(line.dropFirst(figures.count))"
        }
        return line
    }

    /// A place as a link where it is an address, else as text.
    static func link(_ location: String) -> String {
        let isAddress = location.hasPrefix("https://") || location.hasPrefix("http://")
        guard isAddress, !location.contains(where: { $0.isWhitespace || "<>".contains($0) }) else {
            return escaped(location)
        }
        return "<\(location)>"
    }
}
