import Foundation
import TestSupport
import Testing

@testable import Shell

/// What a command that ran phases says to do next.
@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `What comes next` {
    @Test func `is what is left to do, and nothing where all is done`() async throws {
        let home = try await ScratchHome(filling: TemporaryDirectory.current)
        // The episode is finalized already, and a check of it changes nothing.
        let checked = try await home.run(["-c", "open coral-reefs > /dev/null; qa"])
        #expect(!checked.data.contains("finalize"), "\(checked.data)")
        let done = try await home.run([
            "-c", "open coral-reefs > /dev/null; approve qa; publish > /dev/null; resume; correct 'It is Palau.'",
        ])
        #expect(done.status == 0, "\(done.talk)")
        #expect(done.data.contains("coral-reefs: nothing is left to do\n"), "\(done.data)")
        #expect(!done.data.contains(", publish"), "\(done.data)")
        #expect(done.data.contains("next: view script, view show-notes\n"), "\(done.data)")
        let edited = try await home.run([
            "-c",
            "open coral-reefs > /dev/null; edit script --turn t3 --say 'It is quiet here.'; view script; lock t3; view script",
        ])
        #expect(edited.data.contains("t3 **"), "\(edited.data)")
        #expect(edited.data.contains("It is quiet here."), "\(edited.data)")
        #expect(edited.data.contains("t3, locked **"), "\(edited.data)")
    }
}
