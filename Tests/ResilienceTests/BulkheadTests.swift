import TestSupport
import Testing

@testable import Resilience

@Suite struct `Bulkhead rules` {
    @Test func `grants interactive callers first, otherwise in order`() throws {
        var machine = Bulkhead.StateMachine(policy: .fixed(1))
        let first = machine.acquire(0, priority: .batch)
        #expect(first == .granted(Bulkhead.Slot(id: 0)))
        let arrivals: [(Int, Bulkhead.Priority)] = [(1, .batch), (2, .interactive), (3, .batch), (4, .interactive)]
        for (id, priority) in arrivals {
            let admission = machine.acquire(id, priority: priority)
            #expect(admission == .queued)
        }
        var order: [Int] = []
        var current = 0
        while let next = machine.release(Bulkhead.Slot(id: current)).first {
            order.append(next)
            current = next
        }
        #expect(order == [2, 4, 1, 3])
    }

    @Test func `a slot is free once, and a waiter leaves once`() {
        var machine = Bulkhead.StateMachine(policy: .fixed(1))
        _ = machine.acquire(0, priority: .batch)
        for id in 1...3 { _ = machine.acquire(id, priority: .batch) }
        let departures = [machine.leave(1), machine.leave(1)]
        #expect(departures == [true, false])
        let released = [machine.release(Bulkhead.Slot(id: 0)), machine.release(Bulkhead.Slot(id: 0))]
        #expect(released == [[2], []])
        let hasLeft = machine.leave(2)
        #expect(!hasLeft)
        #expect(machine.waiting == 1 && machine.inFlight == [2])
    }

    @Test func `grows by one while half in use, shrinks to nine tenths, never below one`() {
        var machine = Bulkhead.StateMachine(policy: Bulkhead.Policy(initialLimit: 4, highestLimit: 6))
        _ = machine.acquire(0, priority: .batch)
        _ = machine.note(.success)
        #expect(machine.limit == 4)
        _ = machine.acquire(1, priority: .batch)
        _ = machine.note(.success)
        #expect(machine.limit == 5)
        _ = machine.acquire(2, priority: .batch)
        for _ in 0..<3 { _ = machine.note(.success) }
        #expect(machine.limit == 6)
        let limits = (0..<7).map { _ in
            _ = machine.note(.overloaded)
            return machine.limit
        }
        #expect(limits == [5, 4, 3, 2, 1, 1, 1])
        let granted = machine.note(.neutral)
        #expect(granted.isEmpty && machine.limit == 1)
    }

    @Test func `keeps its promises in any order of events`() {
        var generator = SeededGenerator(seed: 3)
        var machine = Bulkhead.StateMachine(policy: Bulkhead.Policy(initialLimit: 3, highestLimit: 9))
        var held: Set<Int> = []
        var queue: [Bulkhead.Priority: [Int]] = [.interactive: [], .batch: []]
        func check(_ granted: [Int]) {
            for id in granted {
                let line: Bulkhead.Priority = queue[.interactive]?.isEmpty == false ? .interactive : .batch
                #expect(queue[line]?.first == id)
                queue[line]?.removeFirst()
                held.insert(id)
            }
        }
        for id in 0..<20_000 {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0..<4:
                let priority: Bulkhead.Priority = Bool.random(using: &generator) ? .interactive : .batch
                if machine.acquire(id, priority: priority) == .queued {
                    queue[priority]?.append(id)
                } else {
                    held.insert(id)
                }
            case 4..<8:
                guard let slot = held.randomElement(using: &generator) else { continue }
                held.remove(slot)
                check(machine.release(Bulkhead.Slot(id: slot)))
            case 8:
                let waiters = queue.values.joined().sorted()
                guard let waiter = waiters.randomElement(using: &generator) else { continue }
                if !machine.leave(waiter) { Issue.record("\(waiter) was not waiting") }
                for priority in Bulkhead.Priority.allCases { queue[priority]?.removeAll { $0 == waiter } }
            default:
                let signal: Bulkhead.Signal = Bool.random(using: &generator) ? .success : .overloaded
                check(machine.note(signal))
            }
            let waiting = queue.values.reduce(0) { $0 + $1.count }
            if machine.inFlight != held || machine.waiting != waiting { Issue.record("lost count at \(id)") }
            if waiting > 0 && held.count < machine.limit { Issue.record("a free slot and a waiter at \(id)") }
        }
    }
}

@Suite struct `Bulkhead shell` {
    struct Failure: Error {}

    let clock = ManualClock()

    /// Runs `body` while somebody holds the only slot.
    func whileHeld(_ bulkhead: Bulkhead, _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup { [clock] group in
            group.addTask { try await bulkhead.withSlot { _ in try await clock.sleep(for: .seconds(60)) } }
            await clock.sleepers(1)
            try await body()
            clock.advance(by: .seconds(60))
            try await group.waitForAll()
        }
    }

    @Test func `never runs more than its limit, and everyone gets a turn`() async {
        let bulkhead = Bulkhead(policy: .fixed(3))
        let highest = await withTaskGroup { group in
            for number in 0..<200 {
                group.addTask {
                    try? await bulkhead.withSlot(priority: number.isMultiple(of: 2) ? .batch : .interactive) { _ in
                        await Task.yield()
                        return bulkhead.snapshot.inFlight
                    }
                }
            }
            var highest: [Int] = []
            for await inFlight in group { highest += inFlight.map { [$0] } ?? [] }
            return highest
        }
        #expect(highest.count == 200 && highest.allSatisfy { $0 <= 3 })
        #expect(bulkhead.snapshot == Bulkhead.Snapshot(limit: 3, inFlight: 0, waiting: 0))
    }

    @Test func `a cancelled waiter leaves the queue`() async throws {
        let bulkhead = Bulkhead(policy: .fixed(1))
        try await whileHeld(bulkhead) {
            await withThrowingTaskGroup { group in
                group.addTask { try await bulkhead.withSlot { _ in Issue.record("ran") } }
                while bulkhead.snapshot.waiting == 0 { await Task.yield() }
                group.cancelAll()
                await #expect(throws: CancellationError.self) { try await group.next() }
            }
            #expect(bulkhead.snapshot.waiting == 0)
        }
        #expect(bulkhead.snapshot.inFlight == 0)
    }

    @Test func `a waiter leaves at its deadline`() async throws {
        let bulkhead = Bulkhead(policy: .fixed(1))
        try await whileHeld(bulkhead) {
            await withThrowingTaskGroup { [clock] group in
                group.addTask {
                    let deadline = Deadline(in: .seconds(5), on: Timeline(clock: clock))
                    _ = try await bulkhead.withSlot(deadline: deadline) { _ in Issue.record("ran") }
                }
                while bulkhead.snapshot.waiting == 0 { await Task.yield() }
                await clock.sleepers(2)
                clock.advance(by: .seconds(5))
                await #expect(throws: TimeoutError.self) { try await group.next() }
            }
            #expect(bulkhead.snapshot.waiting == 0)
        }
    }

    @Test func `nothing is asked for past a deadline`() async {
        let deadline = Deadline(in: .zero, on: Timeline(clock: clock))
        await #expect(throws: TimeoutError.self) {
            try await Bulkhead().withSlot(deadline: deadline) { _ in Issue.record("ran") }
        }
    }

    @Test func `a body that throws gives its slot back and says nothing about load`() async {
        let bulkhead = Bulkhead(policy: Bulkhead.Policy(initialLimit: 1))
        await #expect(throws: Failure.self) { try await bulkhead.withSlot { _ in throw Failure() } }
        #expect(bulkhead.snapshot == Bulkhead.Snapshot(limit: 1, inFlight: 0, waiting: 0))
    }

    @Test func `the first signal of a lease counts`() async throws {
        let pool = LeasePool<String> { _ in Bulkhead.Policy(initialLimit: 10) }
        try await pool.withLease(on: "a") { lease in
            lease.signal(.overloaded)
            lease.signal(.overloaded)
        }
        #expect(pool.snapshots == ["a": Bulkhead.Snapshot(limit: 9, inFlight: 0, waiting: 0)])
    }

    @Test func `nothing leaks, however callers leave`() async {
        let bulkhead = Bulkhead(policy: Bulkhead.Policy(initialLimit: 2, highestLimit: 4))
        await withTaskGroup { group in
            for number in 0..<300 {
                group.addTask {
                    await withTaskGroup { inner in
                        inner.addTask {
                            try? await bulkhead.withSlot(priority: number.isMultiple(of: 3) ? .batch : .interactive) {
                                if number.isMultiple(of: 5) { $0.signal(.overloaded) }
                                await Task.yield()
                                if number.isMultiple(of: 7) { throw Failure() }
                            }
                        }
                        for _ in 0..<(number % 4) { await Task.yield() }
                        if number.isMultiple(of: 2) { inner.cancelAll() }
                    }
                }
            }
        }
        #expect(bulkhead.snapshot.inFlight == 0 && bulkhead.snapshot.waiting == 0)
    }
}
