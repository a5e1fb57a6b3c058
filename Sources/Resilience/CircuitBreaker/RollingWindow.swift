/// Counts of the recent past, forgotten a bucket at a time.
struct RollingWindow: Sendable {
    struct Counts: Hashable {
        var sent = 0
        var successes = 0
        var failures = 0
        var slow = 0

        var outcomes: Int { successes + failures + slow }
    }

    private let width: Duration
    private(set) var buckets: [Counts]
    private(set) var newest = 0
    private var newestEnds: Duration

    /// The sum over all buckets.
    private(set) var total = Counts()

    init(length: Duration, buckets: Int) {
        width = length / buckets
        self.buckets = Array(repeating: Counts(), count: buckets)
        newestEnds = width
    }

    /// Forgets what lies further back than the window's length.
    mutating func advance(to now: Duration) {
        guard now >= newestEnds else { return }
        let steps = Int((now - newestEnds).attoseconds / width.attoseconds) + 1
        newestEnds += width * steps
        for _ in 0..<min(steps, buckets.count) {
            newest = (newest + 1) % buckets.count
            let old = buckets[newest]
            total.sent -= old.sent
            total.successes -= old.successes
            total.failures -= old.failures
            total.slow -= old.slow
            buckets[newest] = Counts()
        }
    }

    /// Adds one to a count, at the time last advanced to.
    mutating func count(_ kind: WritableKeyPath<Counts, Int>) {
        buckets[newest][keyPath: kind] += 1
        total[keyPath: kind] += 1
    }

    mutating func removeAll() {
        for index in buckets.indices { buckets[index] = Counts() }
        total = Counts()
    }
}
