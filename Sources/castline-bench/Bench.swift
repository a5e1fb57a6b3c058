import ArgumentParser

/// Measures the program as it ships and prints the figures, one line each, with the limit they are held to.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "castline-bench",
        abstract: "Measures castline; scripts/bench builds it and runs it.",
        subcommands: [
            StartupBench.self, EpisodeBench.self, PeerBench.self, FaultsBench.self, CacheBench.self,
        ]
    )
}

/// One measured figure and the limit it is held to.
struct Figure {
    let name: String
    let value: Double
    let unit: String
    let limit: Double?

    init(_ name: String, _ value: Double, _ unit: String, atMost limit: Double? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.limit = limit
    }

    var isWithinLimit: Bool { limit.map { value <= $0 } ?? true }

    /// `resident memory  17.3 MiB  (at most 40)  ok`.
    var line: String {
        let bound = limit.map { "  (at most \(Self.text($0)))  \(isWithinLimit ? "ok" : "MISSED")" } ?? ""
        return "\(name): \(Self.text(value)) \(unit)\(bound)"
    }

    private static func text(_ value: Double) -> String {
        let rounded = (value * 1000).rounded() / 1000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    /// Prints all figures; a missed limit is a failure of the command.
    static func report(_ figures: [Figure]) throws {
        for figure in figures { print(figure.line) }
        guard figures.allSatisfy(\.isWithinLimit) else { throw ExitCode.failure }
    }
}

extension Array where Element == Double {
    /// The value below which the given share lies, by nearest rank.
    func percentile(_ share: Double) -> Double {
        guard !isEmpty else { return .nan }
        let rank = Int((share * Double(count)).rounded(.up)) - 1
        return sorted()[Swift.min(Swift.max(rank, 0), count - 1)]
    }
}
