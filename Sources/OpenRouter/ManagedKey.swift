/// A key of the account, as the management API lists it: everything but its secret.
///
/// Source: OpenRouter API reference, "API Keys".
public struct ManagedKey: Hashable, Sendable {
    /// What it may spend and until when: what a successor takes over, as the service copies nothing.
    public struct Terms: Hashable, Sendable, Codable {
        /// The cap; `nil` means none.
        public var limit: USD?
        /// `daily`, `weekly`, `monthly`; `nil` means the cap never resets.
        public var limitReset: String?
        /// Whether calls by keys of one's own at providers count.
        public var includesBYOK: Bool
        /// ISO 8601; `nil` means never.
        public var expiresAt: String?
        /// The workspace that it belongs to; `nil` for the account's own.
        public var workspaceID: String?

        /// Terms without any limit, unless given.
        public init(
            limit: USD? = nil,
            limitReset: String? = nil,
            includesBYOK: Bool = false,
            expiresAt: String? = nil,
            workspaceID: String? = nil
        ) {
            self.limit = limit
            self.limitReset = limitReset
            self.includesBYOK = includesBYOK
            self.expiresAt = expiresAt
            self.workspaceID = workspaceID
        }
    }

    /// Its hash.
    public var hash: KeyHash
    /// What it was called when it was made.
    public var name: String
    /// The secret as the service abbreviates it.
    public var label: String
    /// Whether it is switched off, which can be undone.
    public var isDisabled: Bool
    /// What it may spend.
    public var terms: Terms
    /// What the cap leaves; `nil` without a cap.
    public var limitRemaining: USD?
    /// Spent in all.
    public var usage: USD
    /// ISO 8601.
    public var createdAt: String?

    /// A key that works and has spent nothing.
    public init(hash: KeyHash, name: String, label: String, terms: Terms = Terms()) {
        self.hash = hash
        self.name = name
        self.label = label
        self.terms = terms
        isDisabled = false
        usage = .zero
    }
}
