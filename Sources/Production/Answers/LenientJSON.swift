import OpenRouter

/// Reads the JSON that models write, rather than the JSON that they were asked for.
///
/// Valid JSON is read as it is. Besides, these are understood: prose and code fences around values, `<think>` blocks,
/// comments, trailing and missing commas, keys without quotes, single and typographic quotes as delimiters, quotes inside
/// strings that were not escaped, line breaks inside strings, `True`, `None` and `NaN`, and an end that is missing. Where
/// the text is cut off, an array's last element is dropped when it is incomplete and not the only one.
struct LenientJSON {
    /// The values found, in order of the text: objects and arrays only.
    static func values(in text: String) -> [JSONValue] {
        let body = withoutThoughts(text)
        var reader = LenientJSON(body)
        var found: [JSONValue] = []
        while let start = reader.nextOpening() {
            reader.position = start
            reader.isCut = false
            if let value = reader.value(depth: 0) {
                found.append(value)
            } else {
                reader.position = start + 1
            }
            // A bound for hostile answers: nothing that is asked for here has so many parts.
            if found.count == 512 { break }
        }
        return found
    }

    /// The text without what the model thought aloud.
    static func withoutThoughts(_ text: String) -> String {
        var rest = text[...]
        var kept = ""
        while let open = rest.firstRange(of: "<think") {
            kept += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].firstRange(of: "</think") else {
                // Never closed: the thought is all up to the first value, if there is one.
                let tail = rest[open.upperBound...]
                guard let value = tail.firstIndex(where: { $0 == "{" || $0 == "[" }) else { return kept }
                return kept + tail[value...]
            }
            let after = rest[close.upperBound...]
            rest = after.firstIndex(of: ">").map { after[after.index(after: $0)...] } ?? after
        }
        // Some servers send the end of a thought without its beginning.
        if kept.isEmpty, let close = rest.firstRange(of: "</think>") { return String(rest[close.upperBound...]) }
        return kept + rest
    }

    private let text: [Unicode.Scalar]
    private var position = 0
    private var isCut = false

    private init(_ text: String) { self.text = Array(text.unicodeScalars) }

    private func nextOpening() -> Int? {
        text[position...].firstIndex { $0 == "{" || $0 == "[" }
    }

    private var current: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private mutating func skipBlanks() {
        while let scalar = current {
            if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
                position += 1
            } else if scalar == "/", position + 1 < text.count, text[position + 1] == "/" {
                while let scalar = current, scalar != "\n" { position += scalar == "\n" ? 0 : 1 }
            } else if scalar == "/", position + 1 < text.count, text[position + 1] == "*" {
                position += 2
                while position < text.count, !(text[position] == "/" && text[position - 1] == "*") { position += 1 }
                position = min(position + 1, text.count)
            } else {
                return
            }
        }
    }

    /// Reads one value, or `nil` when there is none here.
    ///
    /// Nesting is bounded, for the stack's sake.
    private mutating func value(depth: Int) -> JSONValue? {
        guard depth < 40 else { return nil }
        skipBlanks()
        guard let scalar = current else {
            isCut = true
            return nil
        }
        switch scalar {
        case "{": return object(depth: depth)
        case "[": return array(depth: depth)
        case let quote where Self.closers(of: quote) != nil: return .string(string(in: .value))
        default: return bareWord()
        }
    }

    private mutating func object(depth: Int) -> JSONValue? {
        position += 1
        var members: [String: JSONValue] = [:]
        while true {
            skipBlanks()
            guard let scalar = current else {
                isCut = true
                return .object(members)
            }
            if scalar == "}" {
                position += 1
                return .object(members)
            }
            if scalar == "]" { return .object(members) }
            if scalar == "," {
                position += 1
                continue
            }
            guard let key = key() else { return isCut ? .object(members) : nil }
            skipBlanks()
            guard current == ":" || current == "=" else {
                guard current == nil else { return nil }
                isCut = true
                return .object(members)
            }
            position += 1
            guard let value = value(depth: depth + 1) else { return isCut ? .object(members) : nil }
            // The first of two equal keys counts, unless it was empty: models repeat themselves rather than correct.
            if members[key] == nil || members[key] == .string("") || members[key] == .null { members[key] = value }
            if isCut { return .object(members) }
        }
    }

    private mutating func array(depth: Int) -> JSONValue? {
        position += 1
        var elements: [JSONValue] = []
        while true {
            skipBlanks()
            guard let scalar = current else {
                isCut = true
                return .array(elements)
            }
            if scalar == "]" {
                position += 1
                return .array(elements)
            }
            if scalar == "}" { return .array(elements) }
            if scalar == "," {
                position += 1
                continue
            }
            guard let value = value(depth: depth + 1) else { return isCut ? .array(elements) : nil }
            if !isCut || elements.isEmpty { elements.append(value) }
            if isCut { return .array(elements) }
        }
    }

    private mutating func key() -> String? {
        guard let scalar = current else { return nil }
        if Self.closers(of: scalar) != nil { return string(in: .key) }
        guard scalar == "_" || scalar.properties.isAlphabetic else { return nil }
        var word = String.UnicodeScalarView()
        while let scalar = current, scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic || isDigit(scalar)
        {
            word.append(scalar)
            position += 1
        }
        if current == nil { isCut = true }
        return String(word)
    }

    private mutating func bareWord() -> JSONValue? {
        let start = position
        var end = position
        while end < text.count, !",]}:\"'".unicodeScalars.contains(text[end]), !text[end].properties.isWhitespace {
            end += 1
        }
        let word = String(String.UnicodeScalarView(text[start..<end]))
        position = end
        switch word.lowercased() {
        case "true", "yes": return .bool(true)
        case "false", "no": return .bool(false)
        case "null", "none", "nil", "undefined", "nan": return .null
        case _ where Int64(word) != nil: return Int64(word).map(JSONValue.integer)
        case _ where Double(word) != nil: return Double(word).map(JSONValue.number)
        default:
            position = start
            if end == text.count, !word.isEmpty { isCut = true }
            return nil
        }
    }

    // MARK: Strings

    private enum Place { case key, value }

    /// What may close a string opened by a quote; `nil` where the scalar opens none.
    private static func closers(of quote: Unicode.Scalar) -> [Unicode.Scalar]? {
        switch quote {
        case "\"": ["\""]
        case "'": ["'"]
        case "“", "”", "„": ["”", "“", "\""]
        case "‘", "’": ["’", "'"]
        case "«": ["»"]
        case "`": ["`"]
        default: nil
        }
    }

    private mutating func string(in place: Place) -> String {
        let closers = current.flatMap(Self.closers) ?? []
        position += 1
        var result = String.UnicodeScalarView()
        while let scalar = current {
            position += 1
            if scalar == "\\" {
                appendEscape(to: &result)
            } else if closers.contains(scalar), closes(place) {
                return String(result)
            } else {
                result.append(scalar)
            }
        }
        isCut = true
        return String(result)
    }

    private mutating func appendEscape(to result: inout String.UnicodeScalarView) {
        guard let scalar = current else { return }
        position += 1
        switch scalar {
        case "n": result.append("\n")
        case "t": result.append("\t")
        case "r", "b", "f": break
        case "u":
            guard let unit = hexadecimal() else { return }
            if (0xD800..<0xDC00).contains(unit), current == "\\", position + 1 < text.count, text[position + 1] == "u" {
                position += 2
                guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else { return }
                Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)).map { result.append($0) }
            } else {
                Unicode.Scalar(unit).map { result.append($0) }
            }
        default: result.append(scalar)
        }
    }

    private mutating func hexadecimal() -> UInt32? {
        guard position + 4 <= text.count else {
            position = text.count
            return nil
        }
        let digits = String(String.UnicodeScalarView(text[position..<position + 4]))
        guard let value = UInt32(digits, radix: 16) else { return nil }
        position += 4
        return value
    }

    /// Whether the quote just read ends its string: what follows must be able to follow a string.
    private func closes(_ place: Place) -> Bool {
        var index = afterBlanks(position)
        guard index < text.count else { return true }
        switch text[index] {
        case ":", "=": return place == .key
        case "}", "]": return place == .value
        case ",":
            guard place == .value else { return false }
            index = afterBlanks(index + 1)
            guard index < text.count else { return true }
            let next = text[index]
            if "{[}]-,/".unicodeScalars.contains(next) || isDigit(next) { return true }
            if Self.closers(of: next) != nil { return true }
            return startsKeyOrLiteral(at: index)
        case "\"", "{", "[":
            // A missing comma: only a line break between the two makes that likely.
            return place == .value && text[position..<index].contains("\n")
        default: return false
        }
    }

    private func startsKeyOrLiteral(at start: Int) -> Bool {
        var end = start
        while end < text.count, text[end] == "_" || text[end].properties.isAlphabetic { end += 1 }
        guard end > start else { return false }
        let next = afterBlanks(end)
        if next < text.count, text[next] == ":" { return true }
        let word = String(String.UnicodeScalarView(text[start..<end])).lowercased()
        return ["true", "false", "null", "none"].contains(word)
    }

    private func afterBlanks(_ start: Int) -> Int {
        var index = start
        while index < text.count, text[index].properties.isWhitespace { index += 1 }
        return index
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
