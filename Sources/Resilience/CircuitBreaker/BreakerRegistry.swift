import Synchronization

/// The breakers of many things of one kind, each made when it is first asked for.
public final class BreakerRegistry<Key: Hashable & Sendable>: Sendable {
    private let makeBreaker: @Sendable (Key) -> CircuitBreaker
    private let breakers = Mutex<[Key: CircuitBreaker]>([:])

    /// Makes an empty registry.
    ///
    /// - Parameters:
    ///   - clock: What the breakers measure time with.
    ///   - random: Where their chance comes from.
    ///   - policy: The numbers a breaker goes by, by key.
    ///   - onTransition: Told every change of state with the key; in order for each key, outside all locks; must not wait.
    public init(
        clock: some Clock<Duration> = ContinuousClock(),
        random: some RandomNumberGenerator & Sendable = FastGenerator(),
        policy: @escaping @Sendable (Key) -> CircuitBreaker.Policy = { _ in CircuitBreaker.Policy() },
        onTransition: @escaping @Sendable (Key, CircuitBreaker.Transition) -> Void = { _, _ in }
    ) {
        let timeline = Timeline(clock: clock)
        let generator = SharedGenerator(random)
        makeBreaker = { key in
            CircuitBreaker(policy: policy(key), timeline: timeline, generator: generator) { onTransition(key, $0) }
        }
    }

    /// The breaker of `key`, the same one every time.
    public subscript(key: Key) -> CircuitBreaker {
        breakers.withLock { breakers in
            if let breaker = breakers[key] { return breaker }
            let breaker = makeBreaker(key)
            breakers[key] = breaker
            return breaker
        }
    }

    /// The breaker of `key` if it was ever asked for: for looking without making one.
    public func existing(_ key: Key) -> CircuitBreaker? {
        breakers.withLock { $0[key] }
    }

    /// Every breaker there is, as it is now.
    public var snapshots: [Key: CircuitBreaker.Snapshot] {
        breakers.withLock { $0 }.mapValues(\.snapshot)
    }
}
