/// Cuts a text into words and signs; never fails, whatever the bytes were.
struct Lexer {
    enum Token: Hashable {
        case word(Word)
        case lineEnd, semicolon, and, or, pipe, ampersand
        case redirect(appends: Bool)
    }

    struct Item: Hashable {
        var token: Token
        var range: Range<Int>
    }

    private let scalars: [Unicode.Scalar]
    private var offset = 0
    private var items: [Item] = []
    /// The first thing that stands open at the end of the text.
    private var problem: ParseError?

    private init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    /// The words and signs of a text, and what stands open at its end.
    static func items(of source: SourceText) -> (items: [Item], problem: ParseError?) {
        var lexer = Lexer(source.scalars)
        lexer.run()
        return (lexer.items, lexer.problem)
    }

    private var next: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }
    private func peek(_ distance: Int = 1) -> Unicode.Scalar? {
        offset + distance < scalars.count ? scalars[offset + distance] : nil
    }

    private mutating func run() {
        while let scalar = next {
            switch scalar {
            case "\n": sign(.lineEnd, 1)
            case ";": sign(.semicolon, 1)
            case "&": peek() == "&" ? sign(.and, 2) : sign(.ampersand, 1)
            case "|": peek() == "|" ? sign(.or, 2) : sign(.pipe, 1)
            case ">": peek() == ">" ? sign(.redirect(appends: true), 2) : sign(.redirect(appends: false), 1)
            case "#":
                while let other = next, other != "\n" {
                    _ = other
                    offset += 1
                }
            case _ where Self.isBlank(scalar): offset += 1
            case "\\" where continuation(at: offset) != nil: offset = continuation(at: offset) ?? scalars.count
            default: word()
            }
        }
    }

    private mutating func sign(_ token: Token, _ length: Int) {
        items.append(Item(token: token, range: offset..<(offset + length)))
        offset += length
    }

    /// Where the text goes on after a backslash at a line's end.
    private func continuation(at backslash: Int) -> Int? {
        let after = scalars[(backslash + 1)...].prefix(2)
        if after.first == "\n" { return backslash + 2 }
        return after.elementsEqual(["\r", "\n"]) ? backslash + 3 : nil
    }

    private mutating func word() {
        let start = offset
        let startsBare = !["'", "\"", "\\", "$"].contains(scalars[start])
        var pieces: [Word.Piece] = []
        var text = ""
        loop: while let scalar = next {
            switch scalar {
            case "\n", ";", "&", "|", ">": break loop
            case _ where Self.isBlank(scalar): break loop
            case "'":
                let close = scalars[(offset + 1)...].firstIndex(of: "'")
                if close == nil { open(.unclosedQuote, "this ' is not closed", at: offset) }
                text.unicodeScalars.append(contentsOf: scalars[(offset + 1)..<(close ?? scalars.count)])
                offset = (close ?? scalars.count - 1) + 1
                if text.isEmpty { pieces.append(.text("")) }
            case "\"":
                quoted(into: &text, &pieces)
            case "\\":
                if let after = continuation(at: offset) {
                    offset = after
                } else if let escaped = peek() {
                    text.unicodeScalars.append(escaped)
                    offset += 2
                } else {
                    open(.trailingBackslash, "nothing follows this backslash", at: offset)
                    offset += 1
                }
            case "$":
                variable(into: &text, &pieces)
            default:
                text.unicodeScalars.append(scalar)
                offset += 1
            }
        }
        if !text.isEmpty { pieces.append(.text(text)) }
        let word = Word(pieces: pieces, range: start..<offset, startsBare: startsBare)
        items.append(Item(token: .word(word), range: start..<offset))
    }

    /// From a `"` to the one that closes it.
    private mutating func quoted(into text: inout String, _ pieces: inout [Word.Piece]) {
        let start = offset
        offset += 1
        if text.isEmpty { pieces.append(.text("")) }
        while let scalar = next {
            switch scalar {
            case "\"":
                offset += 1
                return
            case "\\":
                if let after = continuation(at: offset) {
                    offset = after
                    continue
                }
                switch peek() {
                case "n": text += "\n"
                case "t": text += "\t"
                case let escaped? where ["\"", "\\", "$"].contains(escaped): text.unicodeScalars.append(escaped)
                case let other?: text.unicodeScalars.append(contentsOf: ["\\", other])
                case nil: break
                }
                offset = min(offset + 2, scalars.count)
            case "$":
                variable(into: &text, &pieces)
            default:
                text.unicodeScalars.append(scalar)
                offset += 1
            }
        }
        open(.unclosedQuote, "this \" is not closed", at: start)
    }

    /// `$name`, `${name}`, `$1`, `$@`, `$#`, `$?`; any other `$` is itself.
    private mutating func variable(into text: inout String, _ pieces: inout [Word.Piece]) {
        let start = offset
        var name = ""
        var end = offset + 1
        func letters(from first: Int) -> Int {
            var last = first
            guard first < scalars.count else { return first }
            let isNumber = Self.isDigit(scalars[first])
            while last < scalars.count, isNumber ? Self.isDigit(scalars[last]) : Self.isNameScalar(scalars[last]) {
                last += 1
            }
            return last
        }
        if peek() == "{" {
            let last = letters(from: offset + 2)
            if last > offset + 2, last < scalars.count, scalars[last] == "}" {
                name = String(String.UnicodeScalarView(scalars[(offset + 2)..<last]))
                end = last + 1
            }
        } else if let sign = peek(), ["@", "#", "?"].contains(sign) {
            name = String(Character(sign))
            end = offset + 2
        } else {
            end = letters(from: offset + 1)
            name = String(String.UnicodeScalarView(scalars[(offset + 1)..<max(end, offset + 1)]))
        }
        guard !name.isEmpty else {
            text += "$"
            offset += 1
            return
        }
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        pieces.append(.variable(name, range: start..<end))
        offset = end
    }

    private mutating func open(_ code: ParseError.Code, _ message: String, at offset: Int) {
        guard problem == nil else { return }
        problem = ParseError(code: code, message: message, range: offset..<(offset + 1), isIncomplete: true)
    }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\u{feff}" || scalar == "\u{a0}"
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || isDigit(scalar) || scalar == "_"
    }

    /// Whether a text can be a variable's name.
    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, !isDigit(first) else { return false }
        return text.unicodeScalars.allSatisfy(isNameScalar)
    }
}
