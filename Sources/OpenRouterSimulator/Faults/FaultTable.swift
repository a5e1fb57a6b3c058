import Foundation

/// Decides which calls a fault befalls: the first rule that matches and draws wins.
struct FaultTable {
    private struct Rule {
        let number: Int
        let fault: SimulatorFault
        /// When it ends by itself.
        let end: Date?
        var matches = 0
        var hits = 0
    }

    private var rules: [Rule] = []
    private var lastNumber = 0
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
    }

    var faults: [SimulatorFault] { rules.map(\.fault) }

    /// Whether connections are refused at a moment, and until when if that is known.
    func refusal(at now: Date) -> (isInForce: Bool, end: Date?) {
        let inForce = rules.filter { $0.fault.kind == .refused && $0.end.map { $0 > now } ?? true }
        return (!inForce.isEmpty, inForce.contains { $0.end == nil } ? nil : inForce.compactMap(\.end).max())
    }

    /// Replaces the rules, and counts calls from 1 again.
    mutating func replace(with faults: [SimulatorFault], at now: Date) {
        rules = []
        for fault in faults { add(fault, at: now) }
    }

    /// Adds a rule behind the others.
    ///
    /// - Returns: Its id, such as `f3`.
    @discardableResult
    mutating func add(_ fault: SimulatorFault, at now: Date) -> String {
        lastNumber += 1
        rules.append(Rule(number: lastNumber, fault: fault, end: fault.seconds.map { now.addingTimeInterval($0) }))
        return "f\(lastNumber)"
    }

    /// Lifts the rule of an id, or all rules of a kind.
    ///
    /// - Returns: How many were lifted.
    mutating func remove(_ name: String) -> Int {
        let before = rules.count
        rules.removeAll { "f\($0.number)" == name || $0.fault.kind.rawValue == name }
        return before - rules.count
    }

    /// The rules in force, as `GET /_sim/faults` lists them.
    mutating func list(at now: Date) -> JSON {
        expire(at: now)
        return .array(
            rules.map { rule in
                rule.fault.json(
                    id: "f\(rule.number)",
                    secondsLeft: rule.end?.timeIntervalSince(now),
                    calls: rule.hits
                )
            }
        )
    }

    /// The fault of one call, counted in.
    mutating func fault(path: String, method: String = "POST", model: String?, at now: Date) -> SimulatorFault? {
        expire(at: now)
        for index in rules.indices {
            let fault = rules[index].fault
            let pattern = fault.path ?? "/chat/completions"
            guard fault.kind != .refused,
                FaultTable.glob(pattern, matches: path) || FaultTable.glob(pattern, matches: "\(method) \(path)"),
                fault.model.map({ FaultTable.glob($0, matches: model ?? "") }) ?? true
            else { continue }
            rules[index].matches += 1
            let count = rules[index].matches
            guard count >= fault.from, count <= fault.to ?? .max else { continue }
            if fault.share < 1 {
                var draw = SplitMix(Digest(seed, fault.kind.rawValue, String(index), String(count)).value)
                guard draw.unit() < fault.share else { continue }
            }
            rules[index].hits += 1
            return fault
        }
        return nil
    }

    private mutating func expire(at now: Date) {
        guard rules.contains(where: { $0.end != nil }) else { return }
        rules.removeAll { $0.end.map { $0 <= now } ?? false }
    }

    /// Whether a pattern with `*` covers a text.
    static func glob(_ pattern: String, matches text: String) -> Bool {
        let parts = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return pattern == text }
        var rest = Array(text.utf8)[...]
        guard rest.starts(with: first) else { return false }
        rest = rest.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.indices.first(where: { rest[$0...].starts(with: part) }) else { return false }
            rest = rest[(found + part.count)...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}
