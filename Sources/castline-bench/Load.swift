import Glibc

/// What a run of calls measured.
struct LoadResult: Sendable {
    /// Seconds of each call that was answered, in no order.
    var latencies: [Double] = []
    var failed = 0
    var wallSeconds = 0.0
    /// Processor seconds of all threads of this process.
    var processorSeconds = 0.0
}

/// Makes calls, a bounded number at once, and measures them.
enum Load {
    /// Runs `count` operations, at most `concurrency` at once; an operation that throws has failed.
    static func run(
        count: Int,
        concurrency: Int,
        _ operation: @escaping @Sendable (Int) async throws -> Void
    ) async -> LoadResult {
        let clock = ContinuousClock()
        var result = LoadResult()
        let processor = processorSeconds()
        let start = clock.now
        await withTaskGroup(of: Double?.self) { group in
            var next = 0
            func add() {
                let index = next
                next += 1
                group.addTask {
                    let start = clock.now
                    guard (try? await operation(index)) != nil else { return nil }
                    return (clock.now - start) / .seconds(1)
                }
            }
            while next < min(concurrency, count) { add() }
            while let latency = await group.next() {
                if let latency { result.latencies.append(latency) } else { result.failed += 1 }
                if next < count { add() }
            }
        }
        result.wallSeconds = (clock.now - start) / .seconds(1)
        result.processorSeconds = processorSeconds() - processor
        return result
    }

    /// User and system time of all threads of this process, in seconds.
    static func processorSeconds() -> Double {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// The most memory this process ever had resident, in MiB.
    static func peakMebibytes() -> Double {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) / 1024
    }
}
