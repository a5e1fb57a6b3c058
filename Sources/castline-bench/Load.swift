import Foundation
import Glibc

/// What a run of calls measured.
struct LoadResult: Sendable {
    /// Seconds of each call that was answered, in no order.
    var latencies: [Double] = []
    var failed = 0
    var wallSeconds = 0.0
    /// Processor seconds of all threads of this process.
    var processorSeconds = 0.0

    /// Answered calls a second.
    var rate: Double { Double(latencies.count) / wallSeconds }
    /// Processor seconds per 1,000 calls.
    var load: Double { processorSeconds * 1000 / Double(max(1, latencies.count + failed)) }
}

/// Makes calls, a bounded number at once, and measures them.
enum Load {
    /// Runs `count` operations, or as many as begin in so many seconds, at most `concurrency` at once.
    ///
    /// An operation that throws has failed.
    static func run(
        count: Int,
        concurrency: Int,
        seconds: Double? = nil,
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
                let isOver = seconds.map { (clock.now - start) / .seconds(1) >= $0 } ?? (next >= count)
                if !isOver { add() }
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

    /// Resident memory of this process now, in MiB.
    static func residentMebibytes() -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? .nan) / 1024
    }

    /// Lets this process have so many files open at once, where the system allows it.
    static func raiseFileLimit(to count: UInt) throws {
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_cur < count else { return }
        limit.rlim_cur = min(count, limit.rlim_max)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// The most memory this process ever had resident, in MiB.
    static func peakMebibytes() -> Double {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) / 1024
    }
}
