public import Foundation
public import OpenRouter

extension KeyRotation {
    /// What a new key may spend while the limit of the old one is partly used up: what that one left of it.
    ///
    /// The service counts a new key from zero. With the whole limit it could spend what the old one has spent once more,
    /// with every rotation.
    public struct Allowance: Hashable, Sendable, Codable {
        /// The limit of the new key for now.
        public var limit: USD
        /// When the old key's limit would have been reset, so that the new one is due all of it; `nil` for never.
        public var until: Date?

        /// What is left of a limit; `nil` where there is none, or all of it is left.
        ///
        /// - Parameters:
        ///   - remaining: What the service says is left of the old key's limit.
        ///   - terms: The whole limit, and when it is reset.
        ///   - date: Now.
        public init?(remaining: USD?, of terms: ManagedKey.Terms, at date: Date) {
            guard let whole = terms.limit, let remaining, remaining < whole else { return nil }
            limit = max(remaining, .zero)
            // What is none of the words that are known is taken for a month.
            until = terms.limitReset.map { (LimitPeriod(rawValue: $0) ?? .monthly).end(after: date) }
        }
    }

    /// Whether a key at the service is called as rotations call theirs: `castline-`, the day, and eight signs.
    public static func isName(_ name: String) -> Bool {
        name.wholeMatch(of: /castline-\d{8}-[0-9a-z]{8}/) != nil
    }

    /// What the new key is made with: the old one's terms, but only what that left of its limit.
    public var firstTerms: ManagedKey.Terms {
        var terms = terms
        if let allowance { terms.limit = allowance.limit }
        return terms
    }
}
