@testable import Resilience

/// The breaker's rules once more, written down as plainly as possible: times in milliseconds, every outcome kept in a list.
///
/// Shares nothing with the machine but the outcome type; for the policy of the model test only.
struct ReferenceBreaker {
    enum Mode: Equatable {
        case closed, open, halfOpen, isolated
    }

    var mode = Mode.closed
    var era = 0
    var openUntil = 0
    var rampSince: Int?
    var openings = 0
    var run = 0
    var goodProbes = 0
    var floor = 0
    var history: [(time: Int, outcome: CircuitBreaker.Outcome)] = []
    var probeEnds: [Int: Int] = [:]
    var present: Set<Int> = []

    mutating func change(to mode: Mode) {
        self.mode = mode
        era += 1
        run = 0
        goodProbes = 0
        history = []
        probeEnds = [:]
        present = []
        rampSince = nil
    }

    mutating func open(at time: Int, eighths: Int) {
        let nominal = [10_000, 20_000, 40_000, 80_000, 160_000, 300_000][min(openings, 5)]
        openUntil = max(floor, time + min(300_000, nominal * (12 + eighths) / 16))
        openings += 1
        change(to: .open)
    }

    mutating func pass(to now: Int, eighths: Int) {
        if mode == .halfOpen, let end = probeEnds.values.min(), end <= now { open(at: end, eighths: eighths) }
        if mode == .open, openUntil <= now { change(to: .halfOpen) }
        if mode == .closed, let since = rampSince, now >= since + 60_000 {
            rampSince = nil
            openings = 0
        }
    }

    mutating func admits(_ call: Int, lease: Int, at now: Int, eighths: Int) -> Bool {
        pass(to: now, eighths: eighths)
        switch mode {
        case .open, .isolated: return false
        case .halfOpen:
            guard probeEnds.isEmpty else { return false }
            probeEnds[call] = now + lease
        case .closed:
            if let since = rampSince {
                let percent = now < since + 20_000 ? 10 : now < since + 40_000 ? 25 : 50
                guard eighths * 100 < percent * 8 else { return false }
            }
        }
        present.insert(call)
        return true
    }

    mutating func finish(_ call: Int, _ outcome: CircuitBreaker.Outcome, at now: Int, eighths: Int) {
        pass(to: now, eighths: eighths)
        guard present.remove(call) != nil else { return }
        if case .failure(let retryAfter?) = outcome { floor = max(floor, now + Int(retryAfter / .milliseconds(1))) }
        if mode == .halfOpen {
            probeEnds = [:]
            switch outcome {
            case .neutral: break
            case .success:
                goodProbes += 1
                guard goodProbes == 2 else { return }
                change(to: .closed)
                rampSince = now
            case .failure, .slow: open(at: now, eighths: eighths)
            }
            return
        }
        guard outcome != .neutral else { return }
        history.append((now, outcome))
        run = isFailure(outcome) ? run + 1 : 0
        let (failures, slow, all) = counts(at: now)
        let failsOften = isFailure(outcome) && (run >= 5 || all >= 6 && failures * 2 >= all)
        let isOftenSlow = outcome == .slow && all >= 6 && slow * 4 >= all * 3
        if failsOften || isOftenSlow { open(at: now, eighths: eighths) }
    }

    mutating func counts(at now: Int) -> (failures: Int, slow: Int, all: Int) {
        history.removeAll { $0.time / 10_000 + 12 <= now / 10_000 }
        return (
            history.count { isFailure($0.outcome) }, history.count { $0.outcome == .slow }, history.count
        )
    }

    mutating func adopt(_ remaining: Int, openings others: Int, at now: Int, eighths: Int) {
        pass(to: now, eighths: eighths)
        guard mode != .isolated, remaining > 0, mode != .open || now + remaining > openUntil else { return }
        openUntil = now + remaining
        openings = max(openings, others)
        change(to: .open)
    }

    mutating func isolate(at now: Int, eighths: Int) {
        pass(to: now, eighths: eighths)
        if mode != .isolated { change(to: .isolated) }
    }

    mutating func reset(at now: Int, eighths: Int) {
        pass(to: now, eighths: eighths)
        openings = 0
        floor = 0
        change(to: .closed)
    }

    private func isFailure(_ outcome: CircuitBreaker.Outcome) -> Bool {
        if case .failure = outcome { true } else { false }
    }
}
