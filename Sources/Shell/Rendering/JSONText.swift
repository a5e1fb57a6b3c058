import Foundation

/// What the shell's `--json` writes: one line, sorted keys, dates as ISO 8601 with milliseconds.
///
/// Every object says `"castline": 1`, the version of this format, and which command it is from, where that is known. A
/// field that is added leaves the version as it is; one that goes away or changes its meaning raises it.
enum JSONText {
    /// The version of the format.
    static let version = 1

    /// What a command brought, as one line of JSON.
    ///
    /// - Parameters:
    ///   - value: Anything that encodes as an object.
    ///   - command: The command's name; `nil` where the line names none.
    /// - Returns: The line, without its end.
    /// - Throws: `EncodingError` for numbers that JSON does not have.
    static func of(_ value: any Encodable, command: String?) throws -> String {
        try line(Message(value: value, command: command))
    }

    /// A value by itself, on one line.
    static func line(_ value: any Encodable) throws -> String {
        let encoder = encoder
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// A value by itself, for people to read and programs to keep.
    static func pretty(_ value: any Encodable) throws -> String {
        let encoder = encoder
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        }
        return encoder
    }

    private struct Message: Encodable {
        var value: any Encodable
        var command: String?

        private enum CodingKeys: String, CodingKey { case castline, command }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(JSONText.version, forKey: .castline)
            try container.encodeIfPresent(command, forKey: .command)
            try value.encode(to: encoder)
        }
    }
}
