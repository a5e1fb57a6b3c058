import Foundation
import Gateway
import OpenRouter

/// What every call stores, written member by member.
///
/// The result is that of the general encoder, in a fraction of its time: a call without trouble has five kinds of steps.
extension StoredJSON {
    /// The record as UTF-8.
    ///
    /// - Throws: `EncodingError` for a number that JSON does not have.
    static func encode(_ record: CallRecord) throws -> Data {
        var text = Text()
        try text.object { text in
            text.member("id", record.id)
            try text.member("at", record.at.timeIntervalSinceReferenceDate)
            text.member("server", record.server)
            text.name("purpose")
            text.object { text in
                text.member("phase", record.purpose.phase)
                text.member("unit", record.purpose.unit)
                text.member("episode", record.purpose.episode)
            }
            text.member("modelAsked", record.modelAsked)
            text.member("modelServed", record.modelServed)
            text.member("provider", record.provider)
            if let level = record.level {
                text.name("level")
                if level == .preferred {
                    text.write(#"{"preferred":{}}"#)
                } else {
                    text.write(try encode(level))
                }
            }
            text.member("promptTokens", record.promptTokens)
            text.member("completionTokens", record.completionTokens)
            text.member("cost", record.cost.decimal)
            text.member("costSource", record.costSource?.rawValue)
            text.member("inDoubt", record.inDoubt.decimal)
            try text.member("latencySeconds", record.latencySeconds)
            if let seconds = record.firstTextSeconds { try text.member("firstTextSeconds", seconds) }
            text.member("attempts", record.attempts)
            text.member("outcome", record.outcome.rawValue)
            text.member("error", record.error?.rawValue)
            text.member("generationID", record.generationID)
            text.member("isFromCache", record.isFromCache)
        }
        return Data(text.bytes)
    }

    /// The trace as UTF-8.
    ///
    /// - Throws: `EncodingError` for a number that JSON does not have.
    static func encode(_ trace: Trace) throws -> Data {
        var text = Text()
        try text.object { text in
            text.member("id", trace.id)
            text.name("events")
            try text.array { text in
                for event in trace.events {
                    text.separate()
                    try text.object { text in
                        try text.member("at", event.at)
                        text.name("step")
                        try write(event.step, to: &text)
                    }
                }
            }
        }
        return Data(text.bytes)
    }

    private static func write(_ step: Trace.Step, to text: inout Text) throws {
        switch step {
        case .accepted(let promptTokens, let maxTokens):
            text.object("accepted") { text in
                text.member("promptTokens", promptTokens)
                text.member("maxTokens", maxTokens)
            }
        case .held(let attempt, let model, let amount, let prices):
            text.object("held") { text in
                text.member("attempt", attempt)
                text.member("model", model)
                text.member("amount", amount.decimal)
                text.member("prices", prices)
            }
        case .sent(let attempt, let model, let probing):
            text.object("sent") { text in
                text.member("attempt", attempt)
                text.member("model", model)
                text.name("probing")
                text.array { text in
                    for name in probing {
                        text.separate()
                        text.writeString(name)
                    }
                }
            }
        case .answered(let attempt, let model, let provider, let generation, let finish):
            text.object("answered") { text in
                text.member("attempt", attempt)
                text.member("model", model)
                text.member("provider", provider)
                text.member("generation", generation)
                text.member("finish", finish)
            }
        case .settled(let attempt, let amount, let source):
            text.object("settled") { text in
                text.member("attempt", attempt)
                text.member("amount", amount.decimal)
                text.member("source", source.rawValue)
            }
        default: text.write(try encode(step))
        }
    }
}

/// JSON that is written in order, member by member.
private struct Text {
    private(set) var bytes: [UInt8] = []
    /// Whether something stands before the next member or element.
    private var isBehindAnother = false

    init() { bytes.reserveCapacity(2_048) }

    /// Writes an object, whose members `body` writes.
    mutating func object(_ body: (inout Text) throws -> Void) rethrows {
        bytes.append(UInt8(ascii: "{"))
        isBehindAnother = false
        try body(&self)
        bytes.append(UInt8(ascii: "}"))
        isBehindAnother = true
    }

    /// Writes a case with its values: an object in an object.
    mutating func object(_ name: StaticString, _ body: (inout Text) throws -> Void) rethrows {
        try object { text in
            text.name(name)
            try text.object(body)
        }
    }

    /// Writes an array, whose elements `body` writes, each behind ``separate()``.
    mutating func array(_ body: (inout Text) throws -> Void) rethrows {
        bytes.append(UInt8(ascii: "["))
        isBehindAnother = false
        try body(&self)
        bytes.append(UInt8(ascii: "]"))
        isBehindAnother = true
    }

    /// Begins an element or a member.
    mutating func separate() {
        if isBehindAnother { bytes.append(UInt8(ascii: ",")) }
        isBehindAnother = true
    }

    /// Begins a member; names here need no escapes.
    mutating func name(_ name: StaticString) {
        bytes.append(contentsOf: isBehindAnother ? ",\"" : "\"" as StaticString)
        bytes.append(contentsOf: name)
        bytes.append(contentsOf: "\":" as StaticString)
        isBehindAnother = true
    }

    mutating func member(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        self.name(name)
        writeString(value)
    }

    mutating func member(_ name: StaticString, _ value: Int) {
        self.name(name)
        write(value.description)
    }

    mutating func member(_ name: StaticString, _ value: Bool) {
        self.name(name)
        write(value ? "true" : "false")
    }

    mutating func member(_ name: StaticString, _ value: Double) throws {
        guard value.isFinite else {
            let context = EncodingError.Context(codingPath: [], debugDescription: "JSON has no \(value)")
            throw EncodingError.invalidValue(value, context)
        }
        self.name(name)
        write(value.description)
    }

    mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { unsafe bytes.append(contentsOf: $0) }
    }

    /// Writes what is JSON already.
    mutating func write(_ data: Data) { bytes.append(contentsOf: data) }

    mutating func writeString(_ text: String) { StoredJSON.write(text, to: &bytes) }
}

extension [UInt8] {
    fileprivate mutating func append(contentsOf text: StaticString) {
        unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
