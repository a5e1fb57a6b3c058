import NIOCore

/// Reads one JSON text into a ``JSONNode``, in a single pass over its bytes.
///
/// White space before and after the value is skipped: slow answers are preceded by lines of it. Bytes that are not
/// UTF-8 become replacement characters. Nesting is limited to 128 levels.
///
/// Source: RFC 8259; numbers are delimited here and read by whoever wants their value.
struct JSONParser {
    /// Why a text is not JSON, and at which byte.
    struct Failure: Error, Hashable {
        var offset: Int
    }

    private static let maximumDepth = 128
    private var position = 0
    private var depth = 0

    /// Reads the value that a buffer holds.
    static func parse(_ buffer: ByteBuffer) throws(Failure) -> JSONNode {
        let bytes = Span<UInt8>(_bytes: buffer.readableBytesSpan)
        return try parse(bytes)
    }

    /// Reads the value that these bytes hold.
    static func parse(_ bytes: Span<UInt8>) throws(Failure) -> JSONNode {
        var parser = JSONParser()
        let value = try parser.value(bytes)
        parser.skipBlanks(bytes)
        guard parser.position == bytes.count else { throw Failure(offset: parser.position) }
        return value
    }

    private var failure: Failure { Failure(offset: position) }

    private mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func value(_ bytes: Span<UInt8>) throws(Failure) -> JSONNode {
        skipBlanks(bytes)
        guard position < bytes.count else { throw failure }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(bytes)
        case UInt8(ascii: "["): return try array(bytes)
        case UInt8(ascii: "\""): return .string(try string(bytes))
        case UInt8(ascii: "t"): return try literal("true", .bool(true), bytes)
        case UInt8(ascii: "f"): return try literal("false", .bool(false), bytes)
        case UInt8(ascii: "n"): return try literal("null", .null, bytes)
        default: return try number(bytes)
        }
    }

    private mutating func literal(
        _ word: StaticString,
        _ node: JSONNode,
        _ bytes: Span<UInt8>
    ) throws(Failure) -> JSONNode {
        for character in word.description.utf8 {
            guard position < bytes.count, bytes[position] == character else { throw failure }
            position += 1
        }
        return node
    }

    private mutating func number(_ bytes: Span<UInt8>) throws(Failure) -> JSONNode {
        let start = position
        scan: while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                position += 1
            default: break scan
            }
        }
        guard position > start else { throw failure }
        return .number(text(bytes, start..<position))
    }

    private mutating func enter() throws(Failure) {
        depth += 1
        guard depth <= Self.maximumDepth else { throw failure }
        position += 1
    }

    private mutating func array(_ bytes: Span<UInt8>) throws(Failure) -> JSONNode {
        try enter()
        var elements: [JSONNode] = []
        skipBlanks(bytes)
        if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
            position += 1
            depth -= 1
            return .array(elements)
        }
        while true {
            elements.append(try value(bytes))
            skipBlanks(bytes)
            guard position < bytes.count else { throw failure }
            position += 1
            switch bytes[position - 1] {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "]"):
                depth -= 1
                return .array(elements)
            default: throw failure
            }
        }
    }

    private mutating func object(_ bytes: Span<UInt8>) throws(Failure) -> JSONNode {
        try enter()
        var members: [JSONNode.Member] = []
        skipBlanks(bytes)
        if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
            position += 1
            depth -= 1
            return .object(members)
        }
        while true {
            skipBlanks(bytes)
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw failure }
            let name = try string(bytes)
            skipBlanks(bytes)
            guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { throw failure }
            position += 1
            members.append(JSONNode.Member(name: name, value: try value(bytes)))
            skipBlanks(bytes)
            guard position < bytes.count else { throw failure }
            position += 1
            switch bytes[position - 1] {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "}"):
                depth -= 1
                return .object(members)
            default: throw failure
            }
        }
    }

    /// Reads a string from its opening quote; most hold no escape and are taken in one piece.
    private mutating func string(_ bytes: Span<UInt8>) throws(Failure) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return text(bytes, start..<position - 1)
            case UInt8(ascii: "\\"): return try escapedString(bytes, from: start)
            default: position += 1
            }
        }
        throw failure
    }

    private mutating func escapedString(_ bytes: Span<UInt8>, from start: Int) throws(Failure) -> String {
        var result = text(bytes, start..<position)
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return result
            case UInt8(ascii: "\\"):
                position += 1
                result.unicodeScalars.append(try escape(bytes))
            default:
                let run = position
                while position < bytes.count, bytes[position] != UInt8(ascii: "\""),
                    bytes[position] != UInt8(ascii: "\\")
                {
                    position += 1
                }
                result += text(bytes, run..<position)
            }
        }
        throw failure
    }

    private mutating func escape(_ bytes: Span<UInt8>) throws(Failure) -> Unicode.Scalar {
        guard position < bytes.count else { throw failure }
        position += 1
        switch bytes[position - 1] {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"):
            let first = try hexadecimal(bytes)
            guard 0xD800..<0xDC00 ~= first else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
            guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            else { return "\u{FFFD}" }
            position += 2
            let second = try hexadecimal(bytes)
            guard 0xDC00..<0xE000 ~= second else { return "\u{FFFD}" }
            return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
        case let other where other == UInt8(ascii: "\"") || other == UInt8(ascii: "\\") || other == UInt8(ascii: "/"):
            return Unicode.Scalar(other)
        default: throw failure
        }
    }

    private mutating func hexadecimal(_ bytes: Span<UInt8>) throws(Failure) -> UInt32 {
        guard position + 4 <= bytes.count else { throw failure }
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else { throw failure }
            value = value << 4 + UInt32(digit)
            position += 1
        }
        return value
    }

    private func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        let piece = bytes.extracting(range)
        if let valid = try? UTF8Span(validating: piece) { return String(copying: valid) }
        var repaired: [UInt8] = []
        repaired.reserveCapacity(piece.count)
        for index in piece.indices { repaired.append(piece[index]) }
        return String(decoding: repaired, as: UTF8.self)
    }
}
