/// The time since it was made, on any clock.
struct Stopwatch: Sendable {
    private let read: @Sendable () -> Duration

    init(_ clock: any Clock<Duration> & Sendable) { read = Self.reader(clock) }

    var elapsed: Duration { read() }

    private static func reader<C: Clock & Sendable>(_ clock: C) -> @Sendable () -> Duration
    where C.Duration == Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
