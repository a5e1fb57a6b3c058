import Foundation
import TestSupport
import Testing

@testable import ProductionDrill

@Suite(.temporaryDirectory, .timeLimit(.minutes(10))) struct `Kill drill` {
    /// The program that is built beside the tests.
    private static let program = URL(filePath: CommandLine.arguments[0])
        .deletingLastPathComponent().appending(path: "castline")

    @Test func `a killed production resumes to the same bytes and pays for nothing twice`() async throws {
        let drill = try await KillDrill(of: Self.program, in: TemporaryDirectory.current, works: [.files, .web])
        var kills = 0
        // On a busy machine a production may end before its kill; more seeds make up for it.
        for seed in UInt64(1)...12 where kills < 6 {
            let outcome = try await drill.trial(seed.isMultiple(of: 2) ? .web : .files, seed: seed, within: 0.4)
            kills += outcome.kills.count
            #expect(outcome.problems.isEmpty, "seed \(seed), killed at \(outcome.kills)")
        }
        #expect(kills >= 3)
    }

    /// Whether the machine has what makes sound.
    private static let canSpeak = ["flite", "ffmpeg"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
    }

    @Test(.enabled(if: canSpeak)) func `a killed production that was ordered with sound gets its sound`() async throws {
        let drill = try await KillDrill(of: Self.program, in: TemporaryDirectory.current, works: [.audio])
        var kills = 0
        for seed in UInt64(1)...6 where kills < 2 {
            // What the undisturbed production took while all other tests began may be several times what it takes now.
            let outcome = try await drill.trial(.audio, seed: seed, within: 0.25)
            kills += outcome.kills.count
            #expect(outcome.problems.isEmpty, "seed \(seed), killed at \(outcome.kills)")
        }
        #expect(kills >= 1)
    }
}
