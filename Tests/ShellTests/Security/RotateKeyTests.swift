import Foundation
import Operations
import TestSupport
import Testing

@testable import Shell

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Rotation from the command line` {
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

    @Test func `keys, top and health tell how far a rotation is, what it waits for and what is next`() async throws {
        let folder = TemporaryDirectory.current
        let run = try await ScratchHome.run(
            ScratchHome.program,
            [
                "-c",
                "rotate-key --now --grace 1h > /dev/null; keys; top --times 1; health; keys --json; top --json",
            ],
            in: folder,
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": folder.path(percentEncoded: false),
                "CASTLINE_HOME": folder.path(percentEncoded: false),
            ]
        )
        let lines = run.data.split(separator: "\n")
        let row = try #require(lines.first { $0.hasPrefix("rotation castline-") }, "\(run)")
        let shape =
            /rotation castline-\d{8}-\w{8}: disabled for [\d.]+ s; with key \w{16}: no call under way; next: delete key \w{16} at 2\S+Z/
        #expect(row.wholeMatch(of: shape) != nil, "\(row)")
        #expect(lines.contains { $0.hasPrefix("rotation  castline-") && $0.contains(" disabled for ") })
        #expect(lines.contains { $0.hasPrefix("rotations  ok ") && $0.contains(" is switched off ") })
        #expect(lines.contains { $0.hasPrefix("key ") && $0.contains("  calls  ") })
        for line in lines.suffix(2) {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let rotation = try #require((object["rotations"] as? [[String: Any]])?.first)
            #expect(rotation["state"] as? String == "disabled" && rotation["calls"] as? Int == 0)
            #expect((rotation["next"] as? String)?.hasPrefix("delete key ") == true && rotation["nextAt"] is String)
        }
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
