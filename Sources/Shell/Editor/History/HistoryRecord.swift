import OpenRouter

/// One row of the history file: an entry when it begins, or its outcome when it ends.
///
/// JSON with sorted keys on one line. It is read and written by hand, because ten thousand rows are read before a
/// key may be answered, and a general decoder takes a hundred times as long.
enum HistoryRecord: Equatable {
    case entry(HistoryEntry)
    case outcome(HistoryEntry.Outcome)

    /// The row, with its line end.
    var row: [UInt8] {
        var fields: [(name: String, value: String)] = []
        switch self {
        case .entry(let entry):
            if let episode = entry.episode { fields.append(("episode", Self.quoted(episode))) }
            fields.append(("id", Self.quoted(entry.id)))
            fields.append(("session", Self.quoted(entry.session)))
            fields.append(("text", Self.quoted(entry.text)))
            fields.append(("time", String(entry.time)))
        case .outcome(let outcome):
            if let cost = outcome.cost { fields.append(("cost", Self.quoted(cost.decimal))) }
            fields.append(("durationMilliseconds", String(outcome.duration.milliseconds)))
            fields.append(("id", Self.quoted(outcome.id)))
            fields.append(("status", String(outcome.status)))
        }
        let members = fields.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",")
        return Array("{\(members)}\n".utf8)
    }

    /// Reads a row.
    ///
    /// - Returns: `nil` for a torn or foreign row.
    init?(row: ArraySlice<UInt8>) {
        guard let fields = Self.fields(row), let id = fields["id"] else { return nil }
        if let text = fields["text"] {
            guard let time = fields["time"].flatMap({ Int64($0) }) else { return nil }
            self = .entry(
                HistoryEntry(
                    id: id,
                    time: time,
                    session: fields["session"] ?? "",
                    text: text,
                    episode: fields["episode"]
                )
            )
        } else {
            guard let status = fields["status"].flatMap({ Int($0) }) else { return nil }
            self = .outcome(
                HistoryEntry.Outcome(
                    id: id,
                    status: status,
                    duration: .milliseconds(fields["durationMilliseconds"].flatMap { Int64($0) } ?? 0),
                    cost: fields["cost"].flatMap { USD($0) }
                )
            )
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\u{0}"..<"\u{20}", "\u{7F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// The members of a flat object, all as text.
    private static func fields(_ row: ArraySlice<UInt8>) -> [String: String]? {
        var bytes = row
        guard bytes.popFirst() == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return nil }
        var fields: [String: String] = [:]
        while bytes.first == UInt8(ascii: "\"") {
            guard let name = string(&bytes), bytes.popFirst() == UInt8(ascii: ":") else { return nil }
            let value: String
            if bytes.first == UInt8(ascii: "\"") {
                guard let text = string(&bytes) else { return nil }
                value = text
            } else {
                let number = bytes.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
                bytes.removeFirst(number.count)
                value = String(decoding: number, as: UTF8.self)
            }
            fields[name] = value
            switch bytes.popFirst() {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "}"): return bytes.isEmpty ? fields : nil
            default: return nil
            }
        }
        return nil
    }

    private static func string(_ bytes: inout ArraySlice<UInt8>) -> String? {
        bytes.removeFirst()
        guard let end = bytes.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            return nil
        }
        if bytes[end] == UInt8(ascii: "\"") {
            defer { bytes = bytes[(end + 1)...] }
            return String(decoding: bytes[..<end], as: UTF8.self)
        }
        var text: [UInt8] = []
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = bytes.popFirst() else { return nil }
                switch escaped {
                case UInt8(ascii: "n"): text.append(0x0A)
                case UInt8(ascii: "t"): text.append(0x09)
                case UInt8(ascii: "u"):
                    let digits = String(decoding: bytes.prefix(4), as: UTF8.self)
                    guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else { return nil }
                    bytes.removeFirst(4)
                    text.append(contentsOf: String(Character(scalar)).utf8)
                default: text.append(escaped)
                }
            default: text.append(byte)
            }
        }
        return nil
    }
}

extension Duration {
    /// Whole milliseconds.
    fileprivate var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
