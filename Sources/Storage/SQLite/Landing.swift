import Foundation
import Gateway
import OpenRouter

/// The end of a call that ran on money of an allotment, before it is in the tables.
///
/// What it cost comes out of its hold, or out of what its allotment has to spare, and the rest of the hold is back in the
/// allotment: so its end can wait for the tables, and no cap is passed meanwhile.
struct Landing: Sendable {
    /// What the tables are told of a call besides its money.
    final class Call: Sendable {
        let columns: CallTable.Columns
        let record: Data
        let trace: Data
        let content: CallContent?

        init(_ columns: CallTable.Columns, record: Data, trace: Data, content: CallContent?) {
            self.columns = columns
            self.record = record
            self.trace = trace
            self.content = content
        }

        /// - Throws: `EncodingError` for a number that JSON does not have.
        convenience init(_ record: CallRecord, _ trace: Trace?, _ content: CallContent?) throws {
            self.init(
                CallTable.Columns(record),
                record: try StoredJSON.encode(record),
                trace: try StoredJSON.encode(trace ?? Trace(id: record.id)),
                content: content
            )
        }
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

    /// Writes every field behind its length, in a fixed order.
    func write(to bytes: inout FieldWriter) {
        bytes.write(number)
        bytes.write(flight.bytes)
        bytes.write(isSettled ? 1 : 0)
        bytes.write(cost.picodollars)
        bytes.write(source?.rawValue.utf8)
        bytes.write(Int64(bitPattern: at.timeIntervalSince1970.bitPattern))
        bytes.write(call == nil ? 0 : 1)
        guard let call else { return }
        call.columns.write(to: &bytes)
        bytes.write(call.record)
        bytes.write(call.trace)
        bytes.write(call.content?.body.utf8)
        bytes.write(call.content?.answer?.utf8)
    }

    /// What ``write(to:)`` writes.
    var bytes: [UInt8] {
        var writer = FieldWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// Reads what ``bytes`` wrote; `nil` where it is something else.
    init?(_ bytes: some Collection<UInt8>) {
        var reader = FieldReader(bytes)
        guard let number = reader.readInteger(), let flight = reader.readBytes(),
            let flight = Allotments.Flight(Array(flight)),
            let isSettled = reader.readInteger(), let cost = reader.readInteger()
        else { return nil }
        let source = reader.readText()
        guard let date = reader.readInteger(), let calls = reader.readInteger() else { return nil }
        self.init(
            number: number,
            flight: flight,
            isSettled: isSettled == 1,
            cost: USD(picodollars: cost),
            source: source.flatMap(CostSource.init),
            at: Date(timeIntervalSince1970: Double(bitPattern: UInt64(bitPattern: date)))
        )
        guard calls == 1 else { return }
        guard let columns = CallTable.Columns(&reader), let record = reader.readBytes(), let trace = reader.readBytes()
        else { return nil }
        let content = reader.readText().map { CallContent(body: $0, answer: reader.readText()) }
        call = Call(columns, record: Data(record), trace: Data(trace), content: content)
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
