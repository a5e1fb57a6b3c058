import Foundation

/// Writes what is kept of calls as JSON that `JSONDecoder` reads, in one pass and without a tree in between.
///
/// Foundation's encoder takes several times as long, which is felt where every call stores a record and a trace. Strings,
/// numbers, Booleans, arrays and objects come out as Foundation writes them; keys keep their order.
enum StoredJSON {
    /// The value as UTF-8.
    ///
    /// - Throws: `EncodingError` for a number that JSON does not have.
    static func encode(_ value: some Encodable) throws -> Data {
        let writer = Writer()
        try value.encode(to: ValueEncoder(writer: writer))
        writer.close(to: 0)
        return Data(writer.bytes)
    }

    /// The bytes so far, and the containers that are open.
    ///
    /// A container knows its end only by what is written after it: the next value of one further out closes it.
    final class Writer {
        private(set) var bytes: [UInt8] = []
        private var open: [(end: UInt8, isEmpty: Bool)] = []

        init() { bytes.reserveCapacity(2_048) }

        var depth: Int { open.count }

        func begin(_ start: UInt8, _ end: UInt8) {
            bytes.append(start)
            open.append((end, true))
        }

        /// Closes the containers inside the one of this depth.
        func close(to depth: Int) {
            while open.count > depth, let last = open.popLast() { bytes.append(last.end) }
        }

        /// Begins the next element of the container of this depth.
        func separate(at depth: Int) {
            close(to: depth)
            if !open[depth - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
            open[depth - 1].isEmpty = false
        }

        func write(_ text: String) {
            var text = text
            text.withUTF8 { unsafe bytes.append(contentsOf: $0) }
        }

        func writeString(_ text: String) { StoredJSON.write(text, to: &bytes) }
    }

    /// Writes a text with its quotes and escapes.
    static func write(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            var start = 0
            for index in utf8.indices {
                let byte = unsafe utf8[index]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
                unsafe bytes.append(contentsOf: utf8[start..<index])
                writeEscape(byte, to: &bytes)
                start = index + 1
            }
            unsafe bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func writeEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        default: bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
