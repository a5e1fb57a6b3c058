/// Decides which calls a fault befalls: the first rule that matches and draws wins.
struct FaultTable {
    private struct Rule {
        var fault: SimulatorFault
        var matches = 0
    }

    private var rules: [Rule] = []
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
    }

    var faults: [SimulatorFault] { rules.map(\.fault) }

    mutating func replace(with faults: [SimulatorFault]) {
        rules = faults.map { Rule(fault: $0) }
    }

    mutating func add(_ faults: [SimulatorFault]) {
        rules += faults.map { Rule(fault: $0) }
    }

    /// The fault of one call, counted in.
    mutating func fault(path: String, model: String?) -> SimulatorFault? {
        for index in rules.indices {
            let fault = rules[index].fault
            guard FaultTable.glob(fault.path ?? "/chat/completions", matches: path),
                fault.model.map({ FaultTable.glob($0, matches: model ?? "") }) ?? true
            else { continue }
            rules[index].matches += 1
            let count = rules[index].matches
            guard count >= fault.from, count <= fault.to ?? .max else { continue }
            if fault.share < 1 {
                var draw = SplitMix(Digest(seed, fault.kind.rawValue, String(index), String(count)).value)
                guard draw.unit() < fault.share else { continue }
            }
            return fault
        }
        return nil
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
