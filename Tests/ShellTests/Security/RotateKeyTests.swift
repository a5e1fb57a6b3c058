import Foundation
import Operations
import TestSupport
import Testing

@testable import Shell

@Suite(.temporaryDirectory, .timeLimit(.minutes(2))) struct `Rotation from the command line` {
    @Test func `keeps a grace in a hurry, and a dry run names the rotation that would be gone on with`() async throws {
        let folder = TemporaryDirectory.current
        let run = try await ScratchHome.run(
            ScratchHome.program,
            ["-c", "rotate-key --now --grace 1h; rotate-key --dry-run; rotate-key --dry-run --now"],
            in: folder,
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": folder.path(percentEncoded: false),
                "CASTLINE_HOME": folder.path(percentEncoded: false),
            ]
        )
        let parts = run.data.split(separator: "\n")
        try #require(parts.count == 10, "\(run)")
        #expect(parts[0].contains("is switched off and will be deleted after"))
        // What waits for its grace keeps no other from beginning, unless it is not to wait any more.
        #expect(parts[1].hasSuffix("would be replaced (nothing was done):"))
        #expect(parts[8] == parts[0])
        #expect(parts[9] == "`rotate-key` would go on with it, and replace no other key (nothing was done).")
    }

    @Test func `what doctor finds is coloured by codes, and holds none of its own`() {
        let finding = SecurityCheck.Finding(
            "rotations",
            .warning,
            "\u{1B}[31mseen",
            meaning: "it \u{1B}[2Jmatters",
            remedy: "do\u{7}"
        )
        let style = TextStyle(width: 80, isColoured: true, isTerminal: true)
        let text = DoctorCommand.text(finding, style)
        #expect(text.hasPrefix("\(style.yellow("warning ")) \(style.bold("rotations")): "))
        #expect(text.split(separator: "\u{1B}").count == 4, "\(text.debugDescription)")
        #expect(!text.contains("\u{7}"))
    }
}
