import Foundation
import Resilience
import TestSupport
import Testing

@Suite struct `Manual clock` {
    let clock = ManualClock()

    @Test func `wakes the earliest deadline first and nobody early`() async {
        let woken = Recorder<Int>()
        await withTaskGroup { group in
            for seconds in [3, 1, 2] {
                group.addTask { [clock] in
                    try? await clock.sleep(for: .seconds(seconds))
                    woken.append(seconds)
                }
            }
            await clock.sleepers(3)
            clock.advance(by: .milliseconds(999))
            #expect(woken.elements.isEmpty)
            #expect(clock.timeToNextWake == .milliseconds(1))
            for count in [1, 2, 3] {
                clock.advance(by: count == 1 ? .milliseconds(1) : .seconds(1))
                await group.next()
                #expect(woken.elements == Array(1...count))
            }
        }
    }

    @Test func `a cancelled sleeper leaves at once`() async {
        await withThrowingTaskGroup { group in
            group.addTask { [clock] in try await clock.sleep(for: .seconds(60)) }
            await clock.sleepers(1)
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
        #expect(clock.timeToNextWake == nil)
    }
}

@Suite(.temporaryDirectory) struct `Temporary directory` {
    @Test(arguments: [1, 2]) func `is there, empty, and each case's own`(number: Int) throws {
        let file = TemporaryDirectory.current.appending(path: "file")
        #expect(throws: (any Error).self) { try String(contentsOf: file, encoding: .utf8) }
        try "\(number)".write(to: file, atomically: true, encoding: .utf8)
        #expect(try String(contentsOf: file, encoding: .utf8) == "\(number)")
    }
}
