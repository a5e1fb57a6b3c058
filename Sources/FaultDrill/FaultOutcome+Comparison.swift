import Gateway
import OpenRouter

extension FaultOutcome {
    /// Notes what is not as expected.
    mutating func compare(with expected: FaultCase.Expectation, attemptsPerModel: Int) {
        let (attempts, ending) = expected.ending(scenario, attemptsPerModel: attemptsPerModel)
        if reading != expected.reading { problems.append("read as \(reading), not \(expected.reading)") }
        if self.attempts != attempts { problems.append("\(self.attempts) attempts, not \(attempts)") }
        if self.ending != ending { problems.append("ended as \(self.ending), not \(ending)") }
        switch expected.money {
        case .free, .billed:
            if settled != billed { problems.append("settled \(settled), billed \(billed)") }
            if inDoubt != .zero { problems.append("\(inDoubt) stays in doubt") }
            let isAnswered = if case .failed = ending { false } else { true }
            if expected.money == .free, !isAnswered, billed != .zero { problems.append("billed \(billed)") }
        case .inDoubt:
            if inDoubt == .zero { problems.append("nothing is in doubt") }
            if settled + inDoubt < billed {
                problems.append("settled \(settled), in doubt \(inDoubt), billed \(billed)")
            }
        case .worstCase:
            if inDoubt != .zero { problems.append("\(inDoubt) stays in doubt") }
            if settled < billed || settled == .zero { problems.append("settled \(settled), billed \(billed)") }
        }
    }
}

extension Trace {
    /// How the first failed attempt was read.
    var firstFailure: Failure? {
        for event in events { if case .failed(_, let failure) = event.step { return failure } }
        return nil
    }

    /// Attempts that went to the same model before the wait that the service had asked for was over.
    var impatience: [String] {
        var models: [Int: String] = [:]
        var problems: [String] = []
        var failed: (model: String?, until: Double)?
        for event in events {
            switch event.step {
            case .sent(let attempt, let model, _):
                if let before = failed, before.model == model, event.at < before.until {
                    problems.append("attempt \(attempt) came \(before.until - event.at) s before Retry-After was over")
                }
                models[attempt] = model
            case .failed(let attempt, let failure):
                failed = failure.retryAfterSeconds.map { (models[attempt], event.at + $0) }
            default: break
            }
        }
        return problems
    }
}
