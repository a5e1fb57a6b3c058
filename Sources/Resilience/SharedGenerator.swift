import Synchronization

/// A random number generator that several parts draw from, one at a time.
public struct SharedGenerator: RandomNumberGenerator, Sendable {
    private final class Source: Sendable {
        let generator: Mutex<any RandomNumberGenerator & Sendable>

        init(_ generator: some RandomNumberGenerator & Sendable) {
            self.generator = Mutex(generator)
        }
    }

    private let source: Source

    /// Shares a generator; copies of this value draw from the same one.
    public init(_ generator: some RandomNumberGenerator & Sendable) {
        source = Source(generator)
    }

    /// The next 64 bits.
    public func next() -> UInt64 {
        source.generator.withLock { $0.next() }
    }

    /// A number between 0 and 1, the latter excluded.
    func nextShare() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}
