import Foundation
import OpenRouter

extension JSONValue {
    /// The value as JSON on one line, with sorted keys.
    var compactText: String { Self.compactText(of: self) }

    /// Any value as JSON on one line, with sorted keys: the form in which prompts and ledgers show values.
    static func compactText(of value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}
