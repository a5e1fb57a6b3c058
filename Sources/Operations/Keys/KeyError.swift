/// Why something about keys cannot be done.
public struct KeyError: Error, Hashable, Sendable {
    /// What kind of reason; closed, so that it may label a metric.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// A file with keys cannot be read or written.
        case fileUnusable
        /// Others may read a file with keys.
        case fileTooOpen
        /// A text is no key.
        case notKey
        /// No key has this name, or a name is taken.
        case unknownKey, nameTaken
        /// There is no key to replace.
        case noKey
        /// A person is needed, and nobody is there.
        case needsPerson
        /// Another rotation is not finished, or somebody else works on it.
        case rotationRuns
        /// The service does not do what a rotation needs of it.
        case serviceRefused
        /// The old key still works.
        case oldKeyWorks
        /// The clock of this machine and that of the service differ by so much that it is not known what is due.
        case clockDiffers
    }

    /// What kind of reason.
    public var code: Code
    /// One sentence for a person; holds no key.
    public var message: String
    /// What to do next.
    public var next: String?

    /// A reason with a sentence for a person.
    public init(_ code: Code, _ message: String, next: String? = nil) {
        self.code = code
        self.message = message
        self.next = next
    }
}
