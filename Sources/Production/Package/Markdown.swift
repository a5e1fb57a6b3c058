/// Text as Markdown shows it unchanged.
enum Markdown {
    /// One line in which nothing is markup, HTML included; safe at the beginning of a line too.
    static func escaped(_ text: String) -> String { safeAtStart(escapedCharacters(PlainLine.make(text))) }

    /// A part of a line in which nothing is markup; blanks at its ends stay.
    static func escapedInside(_ text: String) -> String {
        let line = PlainLine.make(text)
        let lead = text.first == " " ? " " : ""
        let tail = text.last == " " && text.count > 1 ? " " : ""
        return lead + (lead.isEmpty ? safeAtStart(escapedCharacters(line)) : escapedCharacters(line)) + tail
    }

    private static func escapedCharacters(_ line: String) -> String {
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
        return result
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
        Markup.isAddress(location) ? "<\(location)>" : escaped(location)
    }
}
