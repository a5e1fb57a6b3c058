/// The name the service knows a key by: the SHA-256 of its secret, 64 hexadecimal digits.
///
/// It opens the key's page at the service, so that it is kept as secret as an account's name: it prints as its first 16
/// digits, which is how the ledger and people name a key.
public struct KeyHash: Hashable, Sendable {
    private let hex: String

    /// A hash in writing; `nil` for anything but 64 hexadecimal digits.
    public init?(_ hex: String) {
        guard hex.utf8.count == 64, hex.allSatisfy(\.isHexDigit) else { return nil }
        self.hex = hex.lowercased()
    }

    /// The first 16 digits.
    public var digest: String { String(hex.prefix(16)) }

    /// The whole of it, for the path of a request.
    func withExposed<Output>(_ body: (String) throws -> Output) rethrows -> Output { try body(hex) }
}

extension KeyHash: CustomStringConvertible, CustomReflectable {
    /// The same as ``digest``.
    public var description: String { digest }

    /// Reflection finds nothing inside.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
