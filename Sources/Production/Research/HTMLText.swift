/// The readable text of an HTML page: blocks on lines of their own, without markup, scripts and styles.
///
/// A tokenizer in the spirit of the HTML standard's, without its tree: good enough to read what people wrote, and unable
/// to fail. Source of the entity and block rules: HTML Living Standard, "Tokenization" and "Rendering".
struct HTMLText {
    private(set) var title = ""
    private(set) var text = ""

    init(_ html: String) {
        var reader = Reader(html)
        reader.run()
        title = Prompt.oneLine(reader.title)
        text = Self.tidy(reader.output)
    }

    /// One blank within lines, at most one empty line between them.
    private static func tidy(_ raw: String) -> String {
        var lines: [String] = []
        for line in raw.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = Prompt.oneLine(String(line))
            if !words.isEmpty {
                lines.append(words)
            } else if let last = lines.last, !last.isEmpty {
                lines.append("")
            }
        }
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    private struct Reader {
        var output = ""
        var title = ""
        private let source: [Unicode.Scalar]
        private var position = 0
        private var isInTitle = false
        private var preformatted = 0
        /// Elements whose end was looked for in vain, so that it is not looked for again.
        private var endless: Set<String> = []

        /// Elements whose content is no text.
        private static let dropped: Set<String> = [
            "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "math",
        ]
        private static let blocks: Set<String> = [
            "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset",
            "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
            "nav", "ol", "p", "pre", "section", "summary", "table", "tr", "ul", "caption", "option",
        ]
        private static let spaced: Set<String> = [
            "p", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "blockquote", "table", "pre", "ul", "ol",
        ]

        init(_ html: String) { source = Array(html.unicodeScalars) }

        mutating func run() {
            while position < source.count {
                switch source[position] {
                case "<" where startsTag: tag()
                case "&": append(entity())
                case let scalar:
                    append(String(Character(scalar)))
                    position += 1
                }
            }
        }

        private var startsTag: Bool {
            guard position + 1 < source.count else { return false }
            let next = source[position + 1]
            return next == "/" || next == "!" || next == "?" || (next.isASCII && next.properties.isAlphabetic)
        }

        private mutating func append(_ piece: String) {
            if isInTitle {
                title += piece
            } else if preformatted == 0, piece == "\n" || piece == "\r" {
                output += " "
            } else {
                output += piece
            }
        }

        private mutating func tag() {
            position += 1
            if skip("!--") {
                position = find("-->", from: position).map { $0 + 3 } ?? source.count
                return
            }
            if skip("![CDATA[") {
                let end = find("]]>", from: position) ?? source.count
                output += String(String.UnicodeScalarView(source[position..<end]))
                position = min(end + 3, source.count)
                return
            }
            let isClosing = source[position] == "/"
            if isClosing { position += 1 }
            var name = ""
            while position < source.count, !source[position].properties.isWhitespace, source[position] != ">",
                source[position] != "/"
            {
                name.unicodeScalars.append(source[position])
                position += 1
            }
            name = name.lowercased()
            let isEmptyElement = skipAttributes()
            if !isClosing, !isEmptyElement, Self.dropped.contains(name), !endless.contains(name) {
                // Without an end the rest of the page would be lost, so then the element is taken for a slip.
                if let end = find("</\(name)", from: position) {
                    position = end
                    position = find(">", from: position).map { $0 + 1 } ?? source.count
                } else {
                    endless.insert(name)
                }
                return
            }
            apply(name, isClosing: isClosing)
        }

        private mutating func apply(_ name: String, isClosing: Bool) {
            switch name {
            case "title" where title.isEmpty || isClosing: isInTitle = !isClosing
            case "br": output += "\n"
            case "pre": preformatted = max(0, preformatted + (isClosing ? -1 : 1))
            case "td", "th": output += isClosing ? " " : ""
            default: break
            }
            guard Self.blocks.contains(name) else { return }
            isInTitle = false
            if Self.spaced.contains(name) {
                output += "\n\n"
            } else if output.last(where: { $0 != " " }) != "\n" {
                output += "\n"
            }
            if name == "li", !isClosing { output += "- " }
        }

        /// Skips to the end of a tag, past `>` in quoted values; says whether the tag closes itself.
        private mutating func skipAttributes() -> Bool {
            var quote: Unicode.Scalar?
            var wasSlash = false
            var afterEquals = false
            while position < source.count {
                let scalar = source[position]
                position += 1
                if let open = quote {
                    if scalar == open { quote = nil }
                } else if scalar == ">" {
                    return wasSlash
                } else if afterEquals, scalar == "\"" || scalar == "'" {
                    quote = scalar
                }
                if !scalar.properties.isWhitespace { afterEquals = scalar == "=" }
                wasSlash = scalar == "/"
            }
            return false
        }

        private mutating func skip(_ word: String) -> Bool {
            let scalars = Array(word.unicodeScalars)
            guard position + scalars.count <= source.count,
                source[position..<position + scalars.count].elementsEqual(scalars)
            else { return false }
            position += scalars.count
            return true
        }

        /// The next place of an ASCII word, whatever its case.
        private func find(_ word: String, from start: Int) -> Int? {
            let wanted = Array(word.lowercased().unicodeScalars)
            guard source.count >= wanted.count, start <= source.count - wanted.count else { return nil }
            for place in start...(source.count - wanted.count)
            where wanted.indices.allSatisfy({ Self.lowered(source[place + $0]) == wanted[$0] }) {
                return place
            }
            return nil
        }

        private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
            (65...90).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
        }

        private mutating func entity() -> String {
            let start = position
            position += 1
            var name = ""
            while position < source.count, name.count < 12, source[position].isASCII,
                source[position].properties.isAlphabetic || source[position].properties.numericType != nil
                    || source[position] == "#"
            {
                name.unicodeScalars.append(source[position])
                position += 1
            }
            let hasEnd = position < source.count && source[position] == ";"
            let value =
                name.hasPrefix("#") ? Self.numeric(name.dropFirst()) : Self.named[name] ?? Self.named[name.lowercased()]
            guard let value, hasEnd || name.hasPrefix("#") || Self.endless.contains(name) else {
                position = start + 1
                return "&"
            }
            if hasEnd { position += 1 }
            return value
        }

        private static func numeric(_ digits: Substring) -> String? {
            let value =
                digits.hasPrefix("x") || digits.hasPrefix("X")
                ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let value else { return nil }
            // The range of C1 controls is read as Windows-1252, as browsers do.
            if (0x80...0x9F).contains(value) { return windows1252[Int(value) - 0x80] }
            guard value >= 32 || value == 10 || value == 9, let scalar = Unicode.Scalar(value) else {
                return "\u{FFFD}"
            }
            return String(Character(scalar))
        }

        /// Entities that old pages write without their semicolon.
        private static let endless: Set<String> = ["amp", "lt", "gt", "quot", "nbsp", "copy"]

        private static let named: [String: String] = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "copy": "©", "reg": "®",
            "trade": "™",
            "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“",
            "rdquo": "”",
            "bdquo": "„", "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "deg": "°", "plusmn": "±",
            "times": "×",
            "divide": "÷", "micro": "µ", "para": "¶", "sect": "§", "euro": "€", "pound": "£", "yen": "¥", "cent": "¢",
            "frac12": "½", "frac14": "¼", "frac34": "¾", "sup2": "²", "sup3": "³", "shy": "", "ensp": " ", "emsp": " ",
            "thinsp": " ", "zwnj": "", "zwj": "", "minus": "−", "le": "≤", "ge": "≥", "ne": "≠", "asymp": "≈",
            "rarr": "→",
            "larr": "←", "infin": "∞", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "pi": "π", "omega": "ω",
            "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é",
            "egrave": "è", "ecirc": "ê", "euml": "ë", "Eacute": "É", "agrave": "à", "aacute": "á", "acirc": "â",
            "aring": "å",
            "atilde": "ã", "aelig": "æ", "ccedil": "ç", "iacute": "í", "igrave": "ì", "icirc": "î", "iuml": "ï",
            "ntilde": "ñ",
            "oacute": "ó", "ograve": "ò", "ocirc": "ô", "otilde": "õ", "oslash": "ø", "oelig": "œ", "uacute": "ú",
            "ugrave": "ù", "ucirc": "û", "yacute": "ý", "iexcl": "¡", "iquest": "¿", "Aring": "Å", "Oslash": "Ø",
        ]

        private static let windows1252: [String] = [
            "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}", "\u{90}",
            "‘", "’",
            "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
        ]
    }
}
