/// Text as XML and HTML show it unchanged.
enum Markup {
    /// One line in which nothing is markup, in an element or an attribute.
    ///
    /// Characters that XML 1.0 cannot hold, even escaped, are left out.
    static func escaped(_ text: String) -> String { escapedText(PlainLine.make(text)) }

    /// Text with its line ends, in which nothing is markup.
    static func escapedText(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\n": result.append(scalar)
            case "\u{FFFE}", "\u{FFFF}": continue
            default: if scalar.value >= 0x20 || scalar == "\t" { result.append(scalar) }
            }
        }
        return String(result)
    }

    /// Markup as the text of an XML element.
    static func cdata(_ markup: String) -> String {
        let lawful = markup.unicodeScalars.filter { scalar in
            (scalar.value >= 0x20 || scalar == "\n" || scalar == "\t") && scalar.value != 0xFFFE
                && scalar.value != 0xFFFF
        }
        let text = String(String.UnicodeScalarView(lawful)).replacingScalars("]]>", with: "]]]]><![CDATA[>")
        return "<![CDATA[\(text)]]>"
    }

    /// Whether a place may stand in a link: an address of the web, on one line, without characters that end it.
    static func isAddress(_ location: String) -> Bool {
        (location.hasPrefix("https://") || location.hasPrefix("http://"))
            && !location.unicodeScalars.contains { $0.properties.isWhitespace || "<>\"".unicodeScalars.contains($0) }
    }

    /// Languages that are written from right to left.
    static func isRightToLeft(_ language: String) -> Bool {
        ["ar", "dv", "fa", "he", "ku", "ps", "ur", "yi"].contains(LanguageName.base(language))
    }

    /// A whole HTML document.
    static func document(title: String, language: String, body: String) -> String {
        let direction = isRightToLeft(language) ? " dir=\"rtl\"" : ""
        return """
            <!DOCTYPE html>
            <html lang="\(escaped(language))"\(direction)>
            <head>
            <meta charset="utf-8">
            <title>\(escaped(title.isEmpty ? "–" : title))</title>
            </head>
            <body>
            \(body)
            </body>
            </html>

            """
    }

    /// What stands in the body of a document; all of it where there is none.
    static func body(of document: String) -> String {
        guard let start = document.firstRange(of: "<body>"), let end = document.firstRange(of: "</body>"),
            start.upperBound <= end.lowerBound
        else { return document }
        return String(document[start.upperBound..<end.lowerBound].trimming { $0.isWhitespace })
    }
}
