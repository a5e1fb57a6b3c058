import NIOCore

/// Writes JSON straight into the buffer that is sent.
///
/// Members come out in the order they are written; callers write them in alphabetical order, because the service's
/// response cache hashes the body as sent (property order included).
struct JSONWriter {
    private(set) var buffer: ByteBuffer
    private var needsComma = false

    /// A writer with room for so many bytes before it grows.
    init(capacity: Int) {
        buffer = ByteBufferAllocator().buffer(capacity: capacity)
    }

    /// Writes an object whose members the body writes.
    mutating func object(_ body: (inout JSONWriter) -> Void) {
        separate()
        buffer.writeStaticString("{")
        needsComma = false
        body(&self)
        buffer.writeStaticString("}")
        needsComma = true
    }

    /// Writes an array whose elements the body writes.
    mutating func array(_ body: (inout JSONWriter) -> Void) {
        separate()
        buffer.writeStaticString("[")
        needsComma = false
        body(&self)
        buffer.writeStaticString("]")
        needsComma = true
    }

    /// Writes the name of a member, whose value must follow.
    mutating func name(_ name: String) {
        string(name)
        buffer.writeStaticString(":")
        needsComma = false
    }

    mutating func string(_ value: String) {
        separate()
        buffer.writeStaticString("\"")
        // Raw bytes of UInt8 are all initialised, which is what makes reading them unsafe in general.
        let bytes = value.utf8Span.span
        var start = 0
        for index in 0..<bytes.count {
            let byte = bytes[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            unsafe buffer.writeBytes(bytes.extracting(start..<index).bytes)
            escape(byte)
            start = index + 1
        }
        unsafe buffer.writeBytes(bytes.extracting(start..<bytes.count).bytes)
        buffer.writeStaticString("\"")
        needsComma = true
    }

    mutating func integer(_ value: some BinaryInteger) { raw("\(value)") }

    /// Writes the shortest decimal that reads back as the same number; JSON has no infinity, which becomes `null`.
    mutating func number(_ value: Double) { raw(value.isFinite ? "\(value)" : "null") }

    /// Writes an amount of dollars as a number, with all its digits.
    mutating func amount(_ value: USD) { raw(value.decimal) }

    mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    mutating func value(_ value: JSONValue) {
        switch value {
        case .null: raw("null")
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let value): number(value)
        case .string(let value): string(value)
        case .array(let elements):
            array { writer in
                for element in elements { writer.value(element) }
            }
        case .object(let members):
            object { writer in
                for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                    writer.name(name)
                    writer.value(member)
                }
            }
        }
    }

    private mutating func raw(_ text: String) {
        separate()
        buffer.writeString(text)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { buffer.writeStaticString(",") }
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): buffer.writeStaticString("\\\"")
        case UInt8(ascii: "\\"): buffer.writeStaticString("\\\\")
        case UInt8(ascii: "\n"): buffer.writeStaticString("\\n")
        case UInt8(ascii: "\r"): buffer.writeStaticString("\\r")
        case UInt8(ascii: "\t"): buffer.writeStaticString("\\t")
        default:
            let digits = String(byte, radix: 16)
            buffer.writeString("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
    }
}
