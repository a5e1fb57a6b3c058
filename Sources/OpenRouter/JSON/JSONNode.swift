/// A JSON value as it stood in a text.
///
/// Numbers keep their characters, so that an amount of money becomes ``USD`` without passing through a binary float.
/// Every accessor is permissive, as the API asks of its clients: a member that is absent, `null` or of another type
/// reads as `nil`, and unknown members are never looked at.
enum JSONNode: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([Member])

    /// A member of an object; names may repeat, and the first counts.
    struct Member: Hashable, Sendable {
        var name: String
        var value: JSONNode
    }

    /// The member of an object, unless it is `null`.
    subscript(name: String) -> JSONNode? {
        guard case .object(let members) = self, let member = members.first(where: { $0.name == name }) else {
            return nil
        }
        return member.value == .null ? nil : member.value
    }

    var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    var array: [JSONNode]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    var strings: [String]? { array.map { $0.compactMap(\.string) } }

    var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// An integer, also where it is written as `12.0` or as a string.
    var integer: Int? {
        switch self {
        case .number(let text): Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
        case .string(let text): Int(text)
        default: nil
        }
    }

    /// A number of things, such as tokens; what cannot be, less than none or more than 2⁴⁰, reads as `nil`.
    var count: Int? { integer.flatMap { 0...(1 << 40) ~= $0 ? $0 : nil } }

    var double: Double? {
        switch self {
        case .number(let text), .string(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    /// An amount of money, written as a number or as a decimal string.
    var usd: USD? {
        switch self {
        case .number(let text), .string(let text): USD(text)
        default: nil
        }
    }

    /// What something has cost; what cannot be, less than nothing or more than a million dollars, reads as `nil`.
    var cost: USD? { usd.flatMap { (.zero ... .cents(100_000_000)).contains($0) ? $0 : nil } }

    /// Text that is either a string or a list of parts with a `text` member each.
    var text: String? {
        switch self {
        case .string(let text): text
        case .array(let parts): parts.compactMap { $0.string ?? $0["text"]?.string }.joined()
        default: nil
        }
    }
}
