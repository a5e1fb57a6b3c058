import Resilience
import Testing

@testable import Shell

@Suite(.timeLimit(.minutes(5))) struct `Running command` {
    @Test(arguments: [(true, Duration.seconds(1)), (false, .milliseconds(250))])
    func `an interrupt that ended a program is waited for, and not long where it was for the program alone`(
        hasCome: Bool,
        limit: Duration
    ) async {
        let clock = ManualClock()
        let running = RunningCommand(clock: clock)
        let heard = running.interrupts
        await withDiscardingTaskGroup { group in
            group.addTask { await running.hearInterrupt(after: heard, hasCome: hasCome) }
            await clock.sleepers(1)
            clock.advance(by: limit)
        }
        await withDiscardingTaskGroup { group in
            group.addTask { await running.hearInterrupt(after: heard, hasCome: hasCome) }
            await clock.sleepers(1)
            running.receive(.interrupt(at: .now))
        }
        // It was heard of before.
        await running.hearInterrupt(after: heard, hasCome: hasCome)
        #expect(running.interrupts == heard + 1)
    }
}
