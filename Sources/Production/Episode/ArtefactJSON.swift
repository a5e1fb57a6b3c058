import Crypto
import Foundation

/// JSON as an episode's files hold it: sorted keys, indented, plain slashes, dates as in ISO 8601, a newline at the end.
enum ArtefactJSON {
    static func data(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(value) + Data("\n".utf8)
    }

    static func value<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: data)
    }

    /// Where and why a text is not the JSON it should be: `line 3, column 7: …` or `line 12: segments[1].words: …`.
    static func fault(_ error: any Error, in data: Data) -> String {
        if let place = syntaxFault(in: data) { return place }
        guard let error = error as? DecodingError else { return "\(error)" }
        let (keys, reason): ([any CodingKey], String) =
            switch error {
            case .dataCorrupted(let context): (context.codingPath, context.debugDescription)
            case .keyNotFound(let key, let context): (context.codingPath + [key], "is missing")
            case .typeMismatch(_, let context), .valueNotFound(_, let context):
                (context.codingPath, context.debugDescription)
            @unknown default: ([], "\(error)")
            }
        let path = path(keys)
        guard !path.isEmpty else { return reason }
        let separator = reason == "is missing" ? " " : ": "
        return "line \(JSONLines(data).line(of: path)): \(path)\(separator)\(reason)"
    }

    /// The decoder does not say where a text stops being JSON; the older parser does, if only in its message.
    private static func syntaxFault(in data: Data) -> String? {
        do {
            _ = try JSONSerialization.jsonObject(with: data)
            return nil
        } catch {
            let reason = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
            let isCut = !reason.contains(where: \.isNumber)
            let offset = isCut ? data.count : Int(reason.filter(\.isNumber)) ?? data.count
            let lines = data.prefix(offset).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let column = (lines.last?.count ?? 0) + 1
            return
                "line \(max(lines.count, 1)), column \(column): \(isCut ? "the text ends too early" : "this is no JSON")"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { path, key in
            key.intValue.map { "\(path)[\($0)]" } ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
        }
    }

    /// SHA-256, lowercase hex.
    static func digest(_ data: some DataProtocol) -> String {
        SHA256.hash(data: data).map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 1 ? "0\(hex)" : hex
        }.joined()
    }
}
