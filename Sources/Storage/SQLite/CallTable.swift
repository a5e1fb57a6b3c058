import Foundation
import GRDB
import Gateway
import OpenRouter

/// The records of calls.
enum CallTable {
    /// What calls are looked for and added up by; the same as in the record, so that nobody need read that.
    struct Columns: Hashable, Sendable {
        var id: String
        /// Since 1970.
        var milliseconds: Int64
        var server: String
        var episode: String?
        var phase: String
        /// The model that answered, or that was asked.
        var model: String
        var cost: USD
    }

    static func insert(_ db: Database, _ call: Columns, record: Data, trace: Data) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO calls (id, at, server, episode, phase, model, cost, record, trace)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            call.id, call.milliseconds, call.server, call.episode, call.phase, call.model, call.cost.picodollars,
            record,
            trace,
        ])
    }
}

extension CallTable.Columns {
    init(_ record: CallRecord) {
        self.init(
            id: record.id,
            milliseconds: record.at.milliseconds,
            server: record.server,
            episode: record.purpose.episode,
            phase: record.purpose.phase,
            model: record.modelServed ?? record.modelAsked,
            cost: record.cost
        )
    }

    // MARK: As bytes

    func write(to bytes: inout FieldWriter) {
        bytes.write(id.utf8)
        bytes.write(milliseconds)
        bytes.write(server.utf8)
        bytes.write(episode?.utf8)
        bytes.write(phase.utf8)
        bytes.write(model.utf8)
        bytes.write(cost.picodollars)
    }

    /// Reads what ``write(to:)`` wrote; `nil` where it is something else.
    init?(_ bytes: inout FieldReader<some Collection<UInt8>>) {
        guard let id = bytes.readText(), let milliseconds = bytes.readInteger(), let server = bytes.readText()
        else { return nil }
        let episode = bytes.readText()
        guard let phase = bytes.readText(), let model = bytes.readText(), let cost = bytes.readInteger()
        else { return nil }
        self.init(
            id: id,
            milliseconds: milliseconds,
            server: server,
            episode: episode,
            phase: phase,
            model: model,
            cost: USD(picodollars: cost)
        )
    }
}
