import Foundation
import Gateway
import OpenRouter

/// The end of a call that ran on money of an allotment, before it is in the tables.
///
/// What it cost comes out of its hold, or out of what its allotment has to spare, and the rest of the hold is back in the
/// allotment: so its end can wait for the tables, and no cap is passed meanwhile.
struct Landing: Sendable {
    /// What the tables are told of a call besides its money.
    struct Call: Sendable {
        var record: Data
        var trace: Data
        var content: CallContent?
    }

    /// Counts the landings of a process, from 1.
    var number: Int64 = 0
    /// The call that ended.
    var flight: Allotments.Flight
    /// Whether it was billed; else its hold was released.
    var isSettled: Bool
    /// What it cost.
    var cost: USD
    /// How that is known.
    var source: CostSource?
    /// When it ended.
    var at: Date
    /// The record of the call, unless other attempts follow.
    var call: Call?

    /// How much of the hold is back in the allotment; less than nothing where the call cost more.
    var kept: USD { flight.hold.amount - cost }

    // MARK: As bytes

    /// Every field behind its length, in a fixed order.
    var bytes: [UInt8] {
        get throws {
            var writer = FieldWriter()
            let flight = try StoredJSON.encode(flight)
            writer.reserve(flight.count + (call.map { $0.record.count + $0.trace.count + $0.contentBytes } ?? 0) + 96)
            writer.write(number)
            writer.write(flight)
            writer.write(isSettled ? 1 : 0)
            writer.write(cost.picodollars)
            writer.write(source?.rawValue.utf8)
            writer.write(Int64(bitPattern: at.timeIntervalSince1970.bitPattern))
            writer.write(call?.record)
            writer.write(call?.trace)
            writer.write(call?.content?.body.utf8)
            writer.write(call?.content?.answer?.utf8)
            return writer.bytes
        }
    }

    /// Reads what ``bytes`` wrote; `nil` where it is something else.
    init?(_ bytes: some Collection<UInt8>) {
        var reader = FieldReader(bytes)
        guard let number = reader.readInteger(), let flight = reader.readBytes(),
            let flight = try? JSONDecoder().decode(Allotments.Flight.self, from: Data(flight)),
            let isSettled = reader.readInteger(), let cost = reader.readInteger()
        else { return nil }
        let source = reader.readText()
        guard let date = reader.readInteger() else { return nil }
        self.init(
            number: number,
            flight: flight,
            isSettled: isSettled == 1,
            cost: USD(picodollars: cost),
            source: source.flatMap(CostSource.init),
            at: Date(timeIntervalSince1970: Double(bitPattern: UInt64(bitPattern: date)))
        )
        guard let record = reader.readBytes(), let trace = reader.readBytes() else { return }
        call = Call(record: Data(record), trace: Data(trace))
        if let body = reader.readText() { call?.content = CallContent(body: body, answer: reader.readText()) }
    }

    init(
        number: Int64 = 0,
        flight: Allotments.Flight,
        isSettled: Bool,
        cost: USD,
        source: CostSource?,
        at: Date,
        call: Call? = nil
    ) {
        self.number = number
        self.flight = flight
        self.isSettled = isSettled
        self.cost = cost
        self.source = source
        self.at = at
        self.call = call
    }
}

extension Landing.Call {
    fileprivate var contentBytes: Int { content.map { $0.body.utf8.count + ($0.answer?.utf8.count ?? 0) } ?? 0 }
}

/// Writes fields one behind the other: integers of 8 bytes, bytes behind a length of 4; least significant byte first.
struct FieldWriter {
    /// The length of a field that is not there.
    fileprivate static let missing = UInt32.max

    private(set) var bytes: [UInt8] = []

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func write(_ number: Int64) { append(number) }

    mutating func write(_ field: (some Collection<UInt8>)?) {
        guard let field else { return append(Self.missing) }
        append(UInt32(field.count))
        bytes.append(contentsOf: field)
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
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
        return rest.prefix(size).reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }
}
