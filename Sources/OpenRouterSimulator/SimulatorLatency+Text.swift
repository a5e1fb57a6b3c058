extension SimulatorLatency.Delay {
    /// A delay in words: `none`, `200ms`, `fixed:200ms`, `uniform:100ms-400ms`, or `lognormal:400ms,0.6` with the
    /// median and the standard deviation of the logarithm; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("none", 1): self = .none
        case (let time?, 1):
            guard let delay = Self.duration(time) else { return nil }
            self = .fixed(delay)
        case ("fixed", 2):
            guard let delay = Self.duration(parts[1]) else { return nil }
            self = .fixed(delay)
        case ("uniform", 2):
            let bounds = parts[1].split(separator: "-").map { Self.duration(String($0)) }
            guard bounds.count == 2, let low = bounds[0], let high = bounds[1], low <= high else { return nil }
            self = .uniform(low...high)
        case ("lognormal", 2):
            let values = parts[1].split(separator: ",").map(String.init)
            guard let median = values.first.flatMap(Self.duration), values.count <= 2 else { return nil }
            guard let sigma = values.count == 2 ? Double(values[1]) : 0.5, (0...3).contains(sigma) else { return nil }
            self = .logNormal(median: median, sigma: sigma)
        default: return nil
        }
    }

    /// The delay in the words that ``init(_:)`` reads.
    public var text: String {
        func milliseconds(_ duration: Duration) -> String { "\(Int((duration / .milliseconds(1)).rounded()))ms" }
        return switch self {
        case .none, .fixed(.zero): "none"
        case .fixed(let delay): "fixed:\(milliseconds(delay))"
        case .uniform(let range): "uniform:\(milliseconds(range.lowerBound))-\(milliseconds(range.upperBound))"
        case .logNormal(let median, let sigma): "lognormal:\(milliseconds(median)),\(sigma)"
        }
    }

    /// A time of at most an hour, with its unit; seconds where none is given.
    private static func duration(_ text: String) -> Duration? {
        for (unit, seconds) in [("ms", 0.001), ("s", 1), ("m", 60), ("", 1)] where text.hasSuffix(unit) {
            guard let number = Double(text.dropLast(unit.count)), (0...3_600).contains(number * seconds) else {
                continue
            }
            return .milliseconds(Int64((number * seconds * 1000).rounded()))
        }
        return nil
    }
}
