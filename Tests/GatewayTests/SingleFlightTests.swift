import Resilience
import TestSupport
import Testing

@testable import Gateway

@Suite struct `Single flight` {
    private struct Broken: Error {}

    @Test func `many who ask at once are answered by one`() async throws {
        let flight = SingleFlight<String, Int>(sharesFailure: { _ in true })
        let clock = ManualClock()
        let computed = Recorder<Void>()
        try await withThrowingTaskGroup(of: (value: Int, isShared: Bool).self) { group in
            for _ in 0..<100 {
                group.addTask {
                    try await flight.value(for: "key") {
                        computed.append(())
                        try await clock.sleep(for: .seconds(1))
                        return 7
                    }
                }
            }
            await clock.sleepers(1)
            try await until { flight.waiting(for: "key") >= 99 }
            clock.advance(by: .seconds(1))
            var shared = 0
            for try await answer in group {
                #expect(answer.value == 7)
                if answer.isShared { shared += 1 }
            }
            #expect(shared == 99)
        }
        #expect(computed.elements.count == 1)
    }

    @Test func `a leader that is cancelled hands over to the next`() async throws {
        let flight = SingleFlight<String, Int>(sharesFailure: { _ in true })
        let clock = ManualClock()
        let leader = Task {
            try await flight.value(for: "key") {
                try await clock.sleep(for: .seconds(9))
                return 1
            }
        }
        await clock.sleepers(1)
        let follower = Task { try await flight.value(for: "key") { 2 } }
        try await until { flight.waiting(for: "key") >= 1 }
        leader.cancel()
        #expect(try await follower.value == (2, false))
        await #expect(throws: CancellationError.self) { try await leader.value }
        #expect(flight.waiting(for: "key") == 0)
    }

    @Test func `a follower that is cancelled leaves`() async throws {
        let flight = SingleFlight<String, Int>(sharesFailure: { _ in true })
        let clock = ManualClock()
        let leader = Task {
            try await flight.value(for: "key") {
                try await clock.sleep(for: .seconds(9))
                return 1
            }
        }
        await clock.sleepers(1)
        let follower = Task { try await flight.value(for: "key") { 2 } }
        try await until { flight.waiting(for: "key") >= 1 }
        follower.cancel()
        await #expect(throws: CancellationError.self) { try await follower.value }
        clock.advance(by: .seconds(9))
        #expect(try await leader.value == (1, false))
    }

    @Test(arguments: [true, false])
    func `a failure is shared or not, as its kind has it`(isShared: Bool) async throws {
        let flight = SingleFlight<String, Int>(sharesFailure: { _ in isShared })
        let clock = ManualClock()
        let leader = Task {
            try await flight.value(for: "key") {
                try await clock.sleep(for: .seconds(1))
                throw Broken()
            }
        }
        await clock.sleepers(1)
        let follower = Task { try await flight.value(for: "key") { 2 } }
        try await until { flight.waiting(for: "key") >= 1 }
        clock.advance(by: .seconds(1))
        await #expect(throws: Broken.self) { try await leader.value }
        if isShared {
            await #expect(throws: Broken.self) { try await follower.value }
        } else {
            #expect(try await follower.value == (2, false))
        }
    }
}
