/// Writes fields one behind the other: integers of 8 bytes, bytes behind a length of 4; least significant byte first.
struct FieldWriter {
    /// The length of a field that is not there.
    fileprivate static let missing = UInt32.max

    private(set) var bytes: [UInt8]

    /// Writes behind some bytes.
    init(behind bytes: consuming [UInt8] = []) { self.bytes = bytes }

    mutating func write(_ number: Int64) { append(number) }

    mutating func write(_ field: (some Collection<UInt8>)?) {
        guard let field else { return append(Self.missing) }
        append(UInt32(field.count))
        bytes.append(contentsOf: field)
    }

    /// Writes a number without a length.
    mutating func append(_ number: some FixedWidthInteger) {
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    /// Writes a number over what stands at a place.
    mutating func put(_ number: some FixedWidthInteger, at place: Int) {
        for offset in 0..<(number.bitWidth / 8) {
            bytes[place + offset] = UInt8(truncatingIfNeeded: number >> (offset * 8))
        }
    }
}

/// Reads what a ``FieldWriter`` wrote.
struct FieldReader<Bytes: Collection<UInt8>> {
    private var rest: Bytes.SubSequence

    init(_ bytes: Bytes) { rest = bytes[...] }

    mutating func readInteger() -> Int64? { read() }

    mutating func readText() -> String? { readBytes().map { String(decoding: $0, as: UTF8.self) } }

    mutating func readBytes() -> Bytes.SubSequence? {
        guard let count: UInt32 = read(), count != FieldWriter.missing, rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return rest.prefix(Int(count))
    }

    private mutating func read<Number: FixedWidthInteger>() -> Number? {
        let size = Number.bitWidth / 8
        guard rest.count >= size else { return nil }
        defer { rest = rest.dropFirst(size) }
        var number: Number = 0
        for (offset, byte) in rest.prefix(size).enumerated() {
            number |= Number(truncatingIfNeeded: byte) << (offset * 8)
        }
        return number
    }
}
