import Crypto
import Foundation
import OpenRouter

/// What makes two requests the same: SHA-256 over the canonical form of all that decides the answer.
///
/// The canonical form names every member, with its length before each text, members of objects in the order of their
/// names, text in Unicode's form C and whole numbers as integers. ``members`` says of every member of a request whether
/// it is in the key; a test goes through the members that the types really have, and changes each. The API key is in
/// none of this: another key of the account finds the same answers.
public struct CacheKey: Hashable, Sendable {
    /// The digest, 32 bytes.
    public let bytes: [UInt8]

    /// Raised whenever the canonical form, or what is stored under it, changes its meaning.
    static let schemaVersion: Int64 = 1

    /// Whether a member of a request decides the answer.
    enum Treatment: Hashable {
        case included
        /// It does not, and why.
        case excluded(String)
    }

    /// Every member of a request, and of the structures in it.
    static let members: [String: Treatment] = [
        "purpose": .excluded("says what an answer is for; tags and records carry it"),
        "chain": .included,
        "chain.preferred": .included,
        "chain.fallbacks": .excluded("only answers of the preferred model are kept"),
        "chain.budget": .excluded("only answers of the preferred model are kept"),
        "messages": .included,
        "messages.role": .included,
        "messages.content": .included,
        "maxTokens": .included,
        "temperature": .included,
        "seed": .included,
        "responseFormat": .included,
        "serverTools": .included,
        "reasoningEffort": .included,
        "providers": .included,
        "parameters": .included,
        "needsHeedingProviders": .included,
        "release": .included,
        "acceptsTruncation": .excluded("only whole answers are kept"),
        "acceptedLevels": .excluded("only answers of the preferred model are kept"),
        "timeLimit": .excluded("bounds the waiting"),
        "costLimit": .excluded("bounds the money"),
        "priority": .excluded("says who waits for whom"),
        "hedgeDelay": .excluded("says how often it is asked, not what"),
        "template": .excluded("what stands in is not kept"),
        "cache": .excluded("says how the key is used"),
        "setting": .excluded("repeats what the messages say"),
        "journal": .excluded("says where the answer is kept besides"),
        "typed": .excluded("repeats what the messages say"),
    ]

    /// The key of a request to a service.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - service: Who is asked: the same request to another service is another one.
    init(_ request: CompletionRequest, service: String) {
        var form = CanonicalForm()
        form.add("schema", Self.schemaVersion)
        form.add("service", service)
        form.add("model", request.chain.preferred)
        form.add("messages", Int64(request.messages.count))
        for message in request.messages {
            form.add("role", message.role.rawValue)
            form.add("content", message.content)
        }
        form.add("maxTokens", Int64(request.maxTokens))
        if let temperature = request.temperature { form.add("temperature", temperature) }
        if let seed = request.seed { form.add("seed", seed) }
        switch request.responseFormat {
        case .text: form.add("format", "text")
        case .jsonObject: form.add("format", "jsonObject")
        case .jsonSchema(let name, let schema, let strict):
            form.add("format", "jsonSchema")
            form.add("name", name)
            form.add("schema", schema)
            form.add("strict", JSONValue.bool(strict))
        }
        for tool in request.serverTools {
            switch tool {
            case .webSearch(let maxResults): form.add("webSearch", Int64(maxResults))
            }
        }
        if let effort = request.reasoningEffort { form.add("reasoning", effort.rawValue) }
        // The terms as they are sent, whatever members they have.
        let terms = request.providers.json
        if !terms.isEmpty { form.add("providers", .object(terms)) }
        if request.parameters == .required { form.add("parameters", request.parameters.rawValue) }
        if !request.needsHeedingProviders { form.add("needsHeedingProviders", JSONValue.bool(false)) }
        if let release = request.release { form.add("release", release) }
        bytes = Array(SHA256.hash(data: form.bytes))
    }

    /// A digest of a JSON value: equal where the values are.
    init(of value: JSONValue) {
        var form = CanonicalForm()
        form.add("value", value)
        bytes = Array(SHA256.hash(data: form.bytes))
    }

    /// A key from its bytes, as a store keeps it.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// A key from its 64 hexadecimal digits; `nil` where that is not what the text is.
    public init?(hex: String) {
        let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 64, hex.utf8.count == 64 else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// The key as 64 hexadecimal digits.
    public var hex: String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// Hashes eight of the bytes: they are spread evenly already.
    public func hash(into hasher: inout Hasher) {
        for byte in bytes.prefix(8) { hasher.combine(byte) }
    }
}

/// Bytes that are equal where two values mean the same, and only there.
private struct CanonicalForm {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ name: String, _ text: String) {
        begin(name, "s")
        append(text)
    }

    mutating func add(_ name: String, _ number: Int64) {
        begin(name, "i")
        append(number)
    }

    mutating func add(_ name: String, _ number: Double) {
        if let whole = Int64(exactly: number) { return add(name, whole) }
        begin(name, "d")
        append(Int64(bitPattern: number.bitPattern))
    }

    mutating func add(_ name: String, _ value: JSONValue) {
        switch value {
        case .null: begin(name, "n")
        case .bool(let value): begin(name, value ? "t" : "f")
        case .integer(let value): add(name, value)
        case .number(let value): add(name, value)
        case .string(let value): add(name, value)
        case .array(let values):
            begin(name, "a")
            append(Int64(values.count))
            for value in values { add("", value) }
        case .object(let members):
            begin(name, "o")
            append(Int64(members.count))
            for name in members.keys.sorted() { add(name, members[name] ?? .null) }
        }
    }

    private mutating func begin(_ name: String, _ kind: Unicode.Scalar) {
        append(name)
        bytes.append(UInt8(ascii: kind))
    }

    private mutating func append(_ number: Int64) {
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private mutating func append(_ text: String) {
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        let text = isASCII ? text : text.precomposedStringWithCanonicalMapping
        append(Int64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}
