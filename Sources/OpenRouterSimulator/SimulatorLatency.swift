import Foundation

/// How long answers take; drawn from the request, so that equal calls take equally long.
public struct SimulatorLatency: Hashable, Sendable {
    /// A time, or a distribution of times.
    public enum Delay: Hashable, Sendable {
        case none
        case fixed(Duration)
        case uniform(ClosedRange<Duration>)
        /// Log-normal, as waiting times of services are: half of the calls are below the median.
        case logNormal(median: Duration, sigma: Double)
    }

    /// From the request to the first token.
    public var firstToken: Delay
    /// Between two pieces of about four words.
    public var chunkGap: Delay
    /// Silence of a plain answer after which blank lines keep the connection alive.
    public var keepAlive: Duration

    /// Answers at once.
    public static let zero = SimulatorLatency()

    /// Latency of a first token and of each piece after it.
    public init(firstToken: Delay = .none, chunkGap: Delay = .none, keepAlive: Duration = .seconds(2)) {
        precondition(keepAlive > .zero, "keepAlive must be positive (is \(keepAlive))")
        self.firstToken = firstToken
        self.chunkGap = chunkGap
        self.keepAlive = keepAlive
    }
}

extension SimulatorLatency.Delay {
    func draw(_ generator: inout SplitMix) -> Duration {
        switch self {
        case .none: .zero
        case .fixed(let duration): duration
        case .uniform(let range): range.lowerBound + (range.upperBound - range.lowerBound) * generator.unit()
        case .logNormal(let median, let sigma):
            // Box and Muller's normal deviate of two uniform ones.
            median
                * exp(
                    sigma * (-2 * log(max(generator.unit(), .leastNormalMagnitude))).squareRoot()
                        * cos(2 * .pi * generator.unit())
                )
        }
    }
}
