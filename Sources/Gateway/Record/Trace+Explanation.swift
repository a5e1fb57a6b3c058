import OpenRouter

extension Trace {
    /// The trace as an engineer would tell it, a line a step, each with its time.
    public var explanation: [String] {
        events.map { event in "\(Self.seconds(event.at))  \(event.step.explanation)" }
    }

    /// A duration in a sentence, such as `30 s`.
    static func seconds(_ duration: Duration) -> String { "\(Step.rounded(duration / .seconds(1))) s" }

    private static func seconds(_ value: Double) -> String {
        let milliseconds = Int((value * 1000).rounded())
        let rest = String(milliseconds % 1000)
        let whole = String(milliseconds / 1000)
        return String(repeating: " ", count: max(0, 4 - whole.count)) + whole + "."
            + String(repeating: "0", count: 3 - rest.count) + rest + " s"
    }
}

extension Trace.Step {
    /// The step in one sentence.
    public var explanation: String {
        switch self {
        case .accepted(let promptTokens, let maxTokens):
            "accepted: about \(promptTokens) prompt tokens, at most \(maxTokens) to answer with"
        case .screened(let score, let rules, let policy):
            "screening: typed text has a score of \(score) (\(rules.joined(separator: ", "))); policy \(policy.rawValue)"
        case .cache(let verdict): verdict.explanation
        case .terms(let terms): "providers: \(terms)"
        case .leftOut(let model, let reason): "\(model) left out: \(reason)"
        case .notSent(let model, let parameters):
            "\(model) heeds no \(parameters.joined(separator: ", ")): asked without"
        case .priceUnknown(let model, let treatment): "the prices of \(model) are unknown: \(treatment)"
        case .held(let attempt, let model, let amount, let prices):
            "attempt \(attempt): set \(amount) aside, the worst case at \(model)" + (prices.map { " (\($0))" } ?? "")
        case .refused(let model, let refusal): "\(model) not asked: \(refusal.explanation)"
        case .waited(let seconds, let reason): "waited \(Self.rounded(seconds)) s: \(reason)"
        case .blocked(let model, let reason, let seconds):
            "\(model) not asked: \(reason)" + (seconds.map { ", again in \(Self.rounded($0)) s" } ?? "")
        case .queued(let seconds): "queued \(Self.rounded(seconds)) s for a slot"
        case .sent(let attempt, let model, let probing):
            "attempt \(attempt): asked \(model)"
                + (probing.isEmpty ? "" : ", a probe of the breaker of \(probing.joined(separator: " and "))")
        case .changedKey(let refused): "key \(refused) is refused; the next one steps in"
        case .hedged(let attempt, let model): "attempt \(attempt): asked \(model) once more, the first was late"
        case .firstText(let attempt): "attempt \(attempt): the first text came in"
        case .answered(let attempt, let model, let provider, let generation, let finish):
            "attempt \(attempt): \(model ?? "the model") answered"
                + (provider.map { " at \($0)" } ?? "") + (finish.map { ", finish reason \($0)" } ?? "")
                + (generation.map { ", generation \($0)" } ?? "")
        case .routed(let attempt, let router): "attempt \(attempt): \(router.explanation)"
        case .failed(let attempt, let failure): "attempt \(attempt): \(failure.explanation)"
        case .breaker(let explanation): "so \(explanation)"
        case .gateClosed(let id, let explanation): "so gate \(id) closed: \(explanation)"
        case .settled(let attempt, let amount, let source):
            "attempt \(attempt): cost \(amount), \(source.explanation)"
        case .released(let attempt): "attempt \(attempt): cost nothing, the money set aside is free again"
        case .inDoubt(let attempt, let amount, let generation):
            "attempt \(attempt): may have been billed, \(amount) stays set aside"
                + (generation.map { " until the bill of \($0) is known" } ?? "")
        case .degraded(let level, let reason): "\(level.explanation) stands in: \(reason)"
        case .gaveUp(let reason): "gave up: \(reason)"
        }
    }

    fileprivate static func rounded(_ seconds: Double) -> String {
        let rounded = (seconds * 1000).rounded() / 1000
        return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
    }
}

extension Trace.Failure {
    /// The failure in one sentence.
    public var explanation: String {
        let facts = [
            status.map { "status \($0)" },
            provider.map { "provider \($0)" },
            retryAfterSeconds.map { "retry after \(Trace.Step.rounded($0)) s" },
            countsAgainst.isEmpty ? nil : "counts against \(countsAgainst.map(standing).joined(separator: ", "))",
        ].compactMap(\.self)
        return "failed, \(kind.rawValue): \(message)" + (facts.isEmpty ? "" : " (\(facts.joined(separator: "; ")))")
    }

    private func standing(_ party: String) -> String {
        failuresInARow?[party].map { "\(party) [\($0) in a row]" } ?? party
    }
}

extension RouterMetadata {
    /// What the service did with the call, in one sentence.
    var explanation: String {
        let tries = attempts.map { attempt in
            "\(attempt.provider ?? "a provider")\(attempt.status.map { " (\($0))" } ?? "")"
        }
        let facts = [
            strategy.map { "strategy \($0)" }, endpoints.map { "\($0) endpoint\($0 == 1 ? "" : "s")" },
            region.map { "region \($0)" }, isBYOK == true ? "by a key of one's own" : nil,
            tries.isEmpty ? nil : "asked \(tries.joined(separator: ", then "))",
        ]
        return "the service routed it: " + ([summary] + facts).compactMap(\.self).joined(separator: "; ")
    }
}

extension ProviderPreferences {
    /// The terms in a few words, such as `only amazon-bedrock; none that keeps data`.
    var explanation: String {
        func list(_ words: String, _ names: [String]) -> String? {
            names.isEmpty ? nil : "\(words) \(names.joined(separator: ", "))"
        }
        let facts = [
            list("only", only), list("not", ignore), list("first", order), allowFallbacks ? nil : "no others",
            dataCollection == .deny ? "none that collects data" : nil,
            requiresZeroDataRetention ? "none that keeps data" : nil,
            list("weights in", quantizations.map(\.rawValue)), sort.map { "sorted by \($0.rawValue)" },
            maxPrice.prompt.map { "a prompt at most \($0) for a million tokens" },
            maxPrice.completion.map { "an answer at most \($0) for a million tokens" },
        ]
        return facts.compactMap(\.self).joined(separator: "; ")
    }
}

extension BudgetRefusal {
    /// The refusal in one sentence, with the cap and what is left under it.
    public var explanation: String {
        let cap = balance.cap.map(\.description) ?? "none"
        let free = balance.free.map(\.description) ?? "all"
        return "the worst case of \(wanted) does not fit under the cap of \(cap) on \(balance.scope.explanation) "
            + "(spent \(balance.spent), reserved \(balance.reserved), free \(free))"
    }
}

extension CostSource {
    /// How the cost is known, in words.
    public var explanation: String {
        switch self {
        case .reported: "as the service reports it"
        case .computed: "tokens times the catalogue's prices"
        case .free: "prices unknown, taken for nothing"
        case .worstCase: "the bill is unknown, so the worst case counts"
        case .operatorDecision: "as the operator decided"
        }
    }
}

extension Completion.Level {
    /// The level in words.
    public var explanation: String {
        switch self {
        case .preferred: "the model asked for"
        case .fallback(let model): "the fallback \(model)"
        case .budget(let model): "the budget model \(model)"
        case .stale(let age, let source): "an answer that is \(CacheVerdict.text(age)) old (\(source))"
        case .similar(let score, let source): "an earlier answer (\(source), similarity \(score))"
        case .template: "a fixed text"
        }
    }
}
