import Foundation
import OpenRouter
import Production
import Synchronization
import Testing

@testable import Shell

@Suite struct `Progress` {
    @Test func `tells how long a phase goes on, once that is worth telling`() {
        let captured = CapturedOutput()
        let time = Mutex(Date(timeIntervalSince1970: 0))
        let view = ProgressView(sink: captured.output.talk, showsNotices: false) { time.withLock(\.self) }
        func part(_ done: Int, of total: Int, at seconds: Double) {
            time.withLock { $0 = Date(timeIntervalSince1970: seconds) }
            view.show(.unitFinished(.script, unit: "segment \(done)", done: done, total: total, spent: .zero))
        }
        view.show(.phaseStarted(.script, episode: "coral-reefs", estimate: nil))
        part(1, of: 9, at: 1)
        part(2, of: 9, at: 4)
        part(3, of: 9, at: 60)
        part(8, of: 9, at: 64)
        part(9, of: 9, at: 72)
        #expect(
            captured.talk == """
                script  coral-reefs
                  script 1/9  segment 1 · $0
                  script 2/9  segment 2 · $0 · about 14 s left
                  script 3/9  segment 3 · $0 · about 2 min 0 s left
                  script 8/9  segment 8 · $0 · about 8.0 s left
                  script 9/9  segment 9 · $0

                """
        )
    }
}
