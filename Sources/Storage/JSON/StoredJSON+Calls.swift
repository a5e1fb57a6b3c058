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
        let writer = Writer()
        try writer.object {
            writer.member("id", record.id)
            try writer.member("at", record.at.timeIntervalSinceReferenceDate)
            writer.member("server", record.server)
            writer.name("purpose")
            writer.object {
                writer.member("phase", record.purpose.phase)
                writer.member("unit", record.purpose.unit)
                writer.member("episode", record.purpose.episode)
            }
            writer.member("modelAsked", record.modelAsked)
            writer.member("modelServed", record.modelServed)
            writer.member("provider", record.provider)
            if let level = record.level {
                writer.name("level")
                if level == .preferred {
                    writer.write(#"{"preferred":{}}"#)
                } else {
                    try ValueEncoder(writer: writer).encode(level)
                }
            }
            writer.member("promptTokens", record.promptTokens)
            writer.member("completionTokens", record.completionTokens)
            writer.member("cost", record.cost.decimal)
            writer.member("costSource", record.costSource?.rawValue)
            writer.member("inDoubt", record.inDoubt.decimal)
            try writer.member("latencySeconds", record.latencySeconds)
            if let seconds = record.firstTextSeconds { try writer.member("firstTextSeconds", seconds) }
            writer.member("attempts", record.attempts)
            writer.member("outcome", record.outcome.rawValue)
            writer.member("error", record.error?.rawValue)
            writer.member("generationID", record.generationID)
            writer.member("isFromCache", record.isFromCache)
        }
        return Data(writer.bytes)
    }

    /// The trace as UTF-8.
    ///
    /// - Throws: `EncodingError` for a number that JSON does not have.
    static func encode(_ trace: Trace) throws -> Data {
        let writer = Writer()
        try writer.object {
            writer.member("id", trace.id)
            writer.name("events")
            try writer.array {
                for event in trace.events {
                    writer.separate(at: writer.depth)
                    try writer.object {
                        try writer.member("at", event.at)
                        writer.name("step")
                        try write(event.step, to: writer)
                    }
                }
            }
        }
        return Data(writer.bytes)
    }

    /// A call under way as UTF-8.
    ///
    /// - Throws: `EncodingError` for a number that JSON does not have.
    static func encode(_ flight: Allotments.Flight) throws -> Data {
        let writer = Writer()
        let hold = flight.hold
        try writer.object {
            writer.member("allotment", Int(flight.allotment))
            writer.name("hold")
            try writer.object {
                writer.member("id", hold.id)
                writer.member("call", hold.call)
                writer.member("attempt", hold.attempt)
                writer.member("model", hold.model)
                writer.member("phase", hold.phase)
                writer.member("amount", hold.amount.decimal)
                writer.name("scopes")
                writer.array {
                    for scope in hold.scopes {
                        writer.separate(at: writer.depth)
                        writer.writeString(scope.name)
                    }
                }
                writer.member("account", hold.account)
                try writer.member("at", hold.at.timeIntervalSinceReferenceDate)
                writer.member("state", hold.state.rawValue)
                writer.member("generationID", hold.generationID)
            }
        }
        return Data(writer.bytes)
    }

    private static func write(_ step: Trace.Step, to writer: Writer) throws {
        switch step {
        case .accepted(let promptTokens, let maxTokens):
            writer.object("accepted") {
                writer.member("promptTokens", promptTokens)
                writer.member("maxTokens", maxTokens)
            }
        case .held(let attempt, let model, let amount, let prices):
            writer.object("held") {
                writer.member("attempt", attempt)
                writer.member("model", model)
                writer.member("amount", amount.decimal)
                writer.member("prices", prices)
            }
        case .sent(let attempt, let model, let probing):
            writer.object("sent") {
                writer.member("attempt", attempt)
                writer.member("model", model)
                writer.name("probing")
                writer.array {
                    for name in probing {
                        writer.separate(at: writer.depth)
                        writer.writeString(name)
                    }
                }
            }
        case .answered(let attempt, let model, let provider, let generation, let finish):
            writer.object("answered") {
                writer.member("attempt", attempt)
                writer.member("model", model)
                writer.member("provider", provider)
                writer.member("generation", generation)
                writer.member("finish", finish)
            }
        case .settled(let attempt, let amount, let source):
            writer.object("settled") {
                writer.member("attempt", attempt)
                writer.member("amount", amount.decimal)
                writer.member("source", source.rawValue)
            }
        default: try ValueEncoder(writer: writer).encode(step)
        }
    }
}

extension StoredJSON.Writer {
    /// Writes an object, whose members `body` writes.
    fileprivate func object(_ body: () throws -> Void) rethrows {
        begin(UInt8(ascii: "{"), UInt8(ascii: "}"))
        let inside = depth
        try body()
        close(to: inside - 1)
    }

    /// Writes a case with its values: an object in an object.
    fileprivate func object(_ name: String, _ body: () throws -> Void) rethrows {
        try object {
            self.name(name)
            try object(body)
        }
    }

    /// Writes an array, whose elements `body` writes.
    fileprivate func array(_ body: () throws -> Void) rethrows {
        begin(UInt8(ascii: "["), UInt8(ascii: "]"))
        let inside = depth
        try body()
        close(to: inside - 1)
    }

    /// Begins a member; names here need no escapes.
    fileprivate func name(_ name: String) {
        separate(at: depth)
        write("\"")
        write(name)
        write("\":")
    }

    fileprivate func member(_ name: String, _ value: String?) {
        guard let value else { return }
        self.name(name)
        writeString(value)
    }

    fileprivate func member(_ name: String, _ value: Int) {
        self.name(name)
        write(String(value))
    }

    fileprivate func member(_ name: String, _ value: Bool) {
        self.name(name)
        write(value ? "true" : "false")
    }

    fileprivate func member(_ name: String, _ value: Double) throws {
        self.name(name)
        try StoredJSON.ValueEncoder(writer: self).encode(value)
    }
}
