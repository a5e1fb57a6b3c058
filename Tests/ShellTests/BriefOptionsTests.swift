import Foundation
import TestSupport
import Testing

@testable import Shell

/// What a brief asks for beyond its form, from the command line to the report.
@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Wishes of a brief` {
    @Test func `are options of new and produce, are shown, and are checked in the script`() async throws {
        let home = try await ScratchHome(filling: TemporaryDirectory.current)
        let wishes = "--must 'polyps that build with lime' --avoid 'fishing quotas' --tone calm --max-source-age 36500"
        let ordered = try await home.run([
            "-c", "new 'Quiet reefs' --source reefs.md --minutes 2 \(wishes) --call-to-action 'Visit a reef near you.'",
        ])
        #expect(ordered.status == 0, "\(ordered.talk)")
        for line in [
            "must cover: polyps that build with lime", "avoids: fishing quotas", "tone: calm",
            "call to action: Visit a reef near you.", "sources: at most 36500 days old",
        ] {
            #expect(ordered.data.contains("  \(line)\n"), "\(line): \(ordered.data)")
        }
        let made = try await home.run([
            "-c",
            "open quiet-reefs > /dev/null; approve brief; resume --yes || approve qa; resume; view qa; view show-notes",
        ])
        #expect(made.data.contains("nothing tells how old reefs is"), "\(made.talk)")
        for check in ["coverage.must", "coverage.avoid", "shape.call-to-action"] {
            #expect(made.data.contains("- ✓ \(check)"), "\(check): \(made.data)")
        }
        #expect(made.data.contains("Visit a reef near you."), "\(made.data)")
        let broken = try await home.run([
            "-c", "open quiet-reefs > /dev/null; edit script --turn t3 --say 'Some speak of fishing quotas here.'",
        ])
        #expect(broken.data.contains("blocks: t3: the brief asks not to speak of “fishing quotas”"), "\(broken.data)")
        let refused = try await home.run(["-c", "new 'Loud reefs' --must fish --avoid Fish"])
        #expect(refused.status == 2)
        #expect(refused.talk.contains("to be told and to be avoided"), "\(refused.talk)")
    }
}
