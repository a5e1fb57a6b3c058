import ArgumentParser

/// Measures the program as it ships and prints the figures, one line each, with the limit they are held to.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "castline-bench",
        abstract: "Measures castline; scripts/bench builds it and runs it.",
        subcommands: [
            StartupBench.self, EpisodeBench.self, PeerBench.self, FaultsBench.self, CacheBench.self,
            GatewayBench.self, MoneyBench.self, SpenderCommand.self, UpstreamCommand.self, PackageBench.self,
            ScreeningBench.self, FuzzBench.self, RotationBench.self, RotatorCommand.self, KillBench.self,
            CorruptBench.self, EditBench.self, ShellBench.self,
        ]
    )
}

extension Array where Element == Double {
    /// The value below which the given share lies, by nearest rank.
    func percentile(_ share: Double) -> Double {
        guard !isEmpty else { return .nan }
        let rank = Int((share * Double(count)).rounded(.up)) - 1
        return sorted()[Swift.min(Swift.max(rank, 0), count - 1)]
    }
}
