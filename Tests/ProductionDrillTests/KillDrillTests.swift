import Foundation
import Production
import TestSupport
import Testing

@testable import ProductionDrill

@Suite("Kill drill", .temporaryDirectory, .timeLimit(.minutes(10))) struct KillDrillTests {
    /// The program that is built beside the tests.
    static let program = URL(filePath: CommandLine.arguments[0])
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
    static let canSpeak: Bool = ["flite", "ffmpeg"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
    }

    @Test(.enabled(if: canSpeak)) func `a production with sound that is killed in any phase gets its sound`()
        async throws
    {
        let drill = try await KillDrill(of: Self.program, in: TemporaryDirectory.current, works: [.audio])
        for phase in Phase.allCases {
            let outcome = try await drill.trial(.audio, killedIn: phase)
            #expect(outcome.kills.count == 1, "it was over before \(phase) was killed")
            #expect(outcome.problems.isEmpty, "killed in \(phase), at \(outcome.kills)")
        }
    }

    @Test func `the drill sees a program that forgets what it has paid for`() async throws {
        let forgetful = TemporaryDirectory.current.appending(path: "forgetful")
        try Data(
            """
            #!/bin/sh
            line=$4
            case $line in "resume "*) line="open ${line#resume }; research --fresh; $line" ;; esac
            exec '\(Self.program.path(percentEncoded: false))' "$1" "$2" "$3" "$line"
            """.utf8
        ).write(to: forgetful)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: forgetful.path(percentEncoded: false)
        )
        let drill = try await KillDrill(
            of: forgetful,
            in: TemporaryDirectory.current.appending(path: "drill"),
            works: [.files]
        )
        // The questions are answered and paid for when their line comes.
        let outcome = try await drill.trial(.files, killedSaying: "  research 1/")
        #expect(outcome.kills.count == 1)
        #expect(outcome.paidTwice >= 1)
        #expect(
            outcome.problems.contains { $0.hasPrefix("research, questions was paid 2 times") },
            "\(outcome.problems)"
        )
    }
}
