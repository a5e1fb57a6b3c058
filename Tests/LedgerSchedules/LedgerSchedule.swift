package import Foundation
import Gateway
import OpenRouter
import Resilience
import Storage
import Synchronization

/// One random history of 32 calls that run at once in two processes, over the real store.
///
/// Calls are admitted, sent, billed, cancelled, settled, settled again; their answers get lost; processes die between any
/// two steps and are started again; days and months end meanwhile. After every step the store is compared with the
/// ``ReferenceLedger``, no cap may be passed, and what the service has billed may never exceed what is spent and set
/// aside. What a process has set aside for calls to come is given back before another is asked, so that the rules can be
/// exact; how much of it there is, the processes decide. In the end, when every bill is known, the ledger equals the sum of the bills in every scope.
package struct LedgerSchedule: Sendable {
    /// What happened in schedules, to see that all of it did.
    package struct Tally: Hashable, Sendable {
        package internal(set) var schedules = 0
        package internal(set) var steps = 0
        package internal(set) var admitted = 0
        package internal(set) var refused = 0
        package internal(set) var crashes = 0
        package internal(set) var cancelled = 0
        package internal(set) var inDoubt = 0
        package internal(set) var boundaries = 0

        package init() {}

        /// The sum of two.
        package static func + (left: Tally, right: Tally) -> Tally {
            var sum = left
            for path in [
                \Tally.schedules, \.steps, \.admitted, \.refused, \.crashes, \.cancelled, \.inDoubt, \.boundaries,
            ] { sum[keyPath: path] += right[keyPath: path] }
            return sum
        }
    }

    /// A rule of money that was broken, with the seed that breaks it again.
    package struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
        package var seed: UInt64
        package var step: Int
        package var message: String
        package var description: String { "schedule \(seed), step \(step): \(message)" }
    }

    /// How far a call has come.
    private enum Stage {
        case idle
        case held(Hold, isSent: Bool)
        case ended
    }

    private struct Call {
        let id: String
        let process: Int
        let episode: String
        var stage = Stage.idle
        var attempts = 0
        var committed = USD.zero
    }

    private static let callCount = 32
    private let seed: UInt64
    private let account: String
    private let calendar = BudgetCalendar(timeZone: TimeZone(identifier: "Europe/Berlin") ?? .gmt)
    private var random: SeededGenerator
    private var ledger: ReferenceLedger
    private var bills: [String: USD] = [:]
    private var calls: [Call] = []
    private var tally = Tally()
    private var date: Date

    private init(seed: UInt64) {
        self.seed = seed
        account = "service-\(seed)"
        var random = SeededGenerator(seed: seed)
        // Just before a month ends in Berlin, which is another moment than in Greenwich.
        date = Date(timeIntervalSince1970: 1_796_079_600 - Double.random(in: 0..<7_200, using: &random))
        func cap(_ cents: ClosedRange<Int64>) -> USD? {
            random.happens(80) ? .cents(Int64.random(in: cents, using: &random)) : nil
        }
        ledger = ReferenceLedger(
            caps: Caps(
                call: cap(40...90),
                episode: cap(100...600),
                day: cap(100...900),
                month: cap(150...1_200),
                key: cap(200...1_500)
            )
        )
        for number in 0..<Self.callCount {
            calls.append(Call(id: "\(seed).\(number)", process: number % 2, episode: "e\(number % 3)"))
        }
        self.random = random
    }

    /// Runs the schedules of some seeds, one after another, on stores in a folder.
    ///
    /// - Returns: What happened.
    /// - Throws: ``Violation`` for the first rule that is broken.
    package static func run(_ seeds: Range<UInt64>, in folder: URL) async throws -> Tally {
        var tally = Tally()
        var rest = seeds
        while !rest.isEmpty {
            let part = rest.prefix(100)
            rest = rest.dropFirst(100)
            let file = folder.appending(path: "schedules-\(part.startIndex)/castline.sqlite")
            let processes = try await Processes(2, on: file, name: "p", now: { Date(timeIntervalSince1970: 0) })
            for seed in part {
                var schedule = LedgerSchedule(seed: seed)
                tally = tally + (try await schedule.run(processes))
            }
            let problems = try await processes.running[0].store.integrityProblems()
            try await processes.close()
            guard problems.isEmpty else {
                throw Violation(seed: part.startIndex, step: 0, message: problems.joined(separator: "; "))
            }
            try FileManager.default.removeItem(at: file.deletingLastPathComponent())
        }
        return tally
    }

    private mutating func run(_ processes: Processes) async throws -> Tally {
        tally.schedules = 1
        while let index = live.randomElement(using: &random) {
            tally.steps += 1
            switch Int.random(in: 0..<100, using: &random) {
            case 0: try await crash(processes)
            case 1...3: advance()
            case 4...6: try await reconcile(on: await processes.running[0].store)
            case 7...9: try await burst(processes)
            default: try await step(index, processes)
            }
            try checkBills()
            if tally.steps % 16 == 0 { try await compare(processes, askedOf: tally.steps / 16 % 2) }
        }
        let store = await processes.running[0].store
        while !ledger.inDoubt.isEmpty { try await reconcile(on: store) }
        try await compare(processes, askedOf: 0)
        for scope in ledger.scopes {
            let billed = bills.reduce(USD.zero) { $0 + (held[$1.key]?.contains(scope) == true ? $1.value : .zero) }
            let balance = ledger.balance(scope)
            try check(balance.spent == billed, "\(scope.name) has \(balance.spent), the service billed \(billed)")
            try check(balance.reserved == .zero, "\(scope.name) still has \(balance.reserved) set aside")
        }
        return tally
    }

    // MARK: Steps

    private var held: [String: [BudgetScope]] = [:]

    private var live: [Int] {
        calls.indices.filter { index in
            if case .ended = calls[index].stage { return false }
            return true
        }
    }

    private mutating func step(_ index: Int, _ processes: Processes) async throws {
        let process = await processes.running[calls[index].process]
        switch calls[index].stage {
        case .ended: break
        case .idle:
            let hold = makeHold(index)
            let committed = calls[index].committed
            let fits = ledger.fits(hold, committed: committed)
            try await processes.giveSpareBack(but: calls[index].process)
            let admission = try await process.store.admit(hold, committed: committed, caps: ledger.caps)
            switch admission {
            case .admitted:
                try check(fits, "\(hold.id) was admitted and does not fit")
                admitted(hold, index, process.owner)
            case .refused(let refusal):
                try check(!fits, "\(hold.id) was refused under \(refusal.balance.scope.name) and fits")
                refused(index)
            }
        case .held(let hold, isSent: false):
            // A hold that says it is sent may still not be: then nothing was billed.
            if hold.state == .reserved || random.happens(10) {
                tally.cancelled += 1
                try await settle(Settlement(hold: hold.id, result: .released), index, process)
            } else {
                bills[hold.id] = random.happens(25) ? .zero : fraction(of: hold.amount)
                if random.happens(50) { try await process.store.note(generation: "gen-\(hold.id)", ofHold: hold.id) }
                calls[index].stage = .held(hold, isSent: true)
            }
        case .held(let hold, isSent: true):
            let bill = bills[hold.id] ?? .zero
            switch Int.random(in: 0..<10, using: &random) {
            case 0...1:
                // Cancelled, or the connection was lost: nobody knows the bill yet.
                let generation = random.happens(50) ? "gen-\(hold.id)" : nil
                try await settle(Settlement(hold: hold.id, result: .inDoubt(generationID: generation)), index, process)
            case _ where bill == .zero:
                try await settle(Settlement(hold: hold.id, result: .released), index, process)
            default: try await settle(Settlement(hold: hold.id, result: .settled(bill, .reported)), index, process)
            }
        }
    }

    /// Several calls ask at the same moment, so that their holds share transactions.
    private mutating func burst(_ processes: Processes) async throws {
        let asking = live.filter { index in
            if case .idle = calls[index].stage { return true }
            return false
        }.prefix(8)
        let holds = asking.map { ($0, makeHold($0), calls[$0].committed) }
        let running = await processes.running
        let (owners, caps) = (calls.map { running[$0.process] }, ledger.caps)
        let admissions = try await withThrowingTaskGroup(of: (Int, Hold, Admission).self) { group in
            for (index, hold, committed) in holds {
                let store = owners[index].store
                group.addTask { (index, hold, try await store.admit(hold, committed: committed, caps: caps)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (index, hold, admission) in admissions {
            switch admission {
            case .admitted: admitted(hold, index, owners[index].owner)
            case .refused: refused(index)
            }
        }
        try await compare(processes, askedOf: 0)
    }

    private mutating func settle(_ settlement: Settlement, _ index: Int, _ process: Processes.Process) async throws {
        try await process.store.settle([settlement], record: nil, trace: nil, at: date)
        ledger.end(settlement)
        if random.happens(5) {
            // Once more, and otherwise: it has ended, and stays so.
            let repeated: [Settlement.Result] = [.released, .settled(.cents(99), .reported), settlement.result]
            if case .inDoubt = settlement.result {
                try await process.store.settle([settlement], record: nil, trace: nil, at: date)
            } else if let result = repeated.randomElement(using: &random) {
                let other = Settlement(hold: settlement.hold, result: result)
                try await process.store.settle([other], record: nil, trace: nil, at: date)
            }
        }
        switch settlement.result {
        case .settled(let cost, _): calls[index].committed += cost
        case .released: break
        case .inDoubt:
            tally.inDoubt += 1
            if case .held(let hold, _) = calls[index].stage { calls[index].committed += hold.amount }
        }
        calls[index].stage = calls[index].attempts < 3 && random.happens(40) ? .idle : .ended
    }

    private mutating func crash(_ processes: Processes) async throws {
        tally.crashes += 1
        let index = Int.random(in: 0..<2, using: &random)
        ledger.recover(owner: try await processes.crash(index))
        for call in calls.indices where calls[call].process == index {
            if case .held = calls[call].stage { calls[call].stage = .ended }
        }
        try await compare(processes, askedOf: index)
    }

    /// The service tells the bill of a call in doubt, or an operator does.
    private mutating func reconcile(on store: SQLiteStore) async throws {
        guard let hold = ledger.inDoubt.randomElement(using: &random) else { return }
        let bill = bills[hold.id] ?? .zero
        let end = Settlement(hold: hold.id, result: .settled(bill, .reported))
        try await store.settle([end], record: nil, trace: nil, at: date)
        ledger.end(end)
    }

    private mutating func advance() {
        let before = calendar.scopes(at: date)
        date += Double.random(in: 0..<14_400, using: &random)
        if calendar.scopes(at: date) != before { tally.boundaries += 1 }
    }

    // MARK: Parts of steps

    private mutating func makeHold(_ index: Int) -> Hold {
        calls[index].attempts += 1
        let amount = random.happens(5) ? 0 : Int64.random(in: 1...40_000_000_000_0, using: &random)
        return Hold(
            id: "\(calls[index].id).\(calls[index].attempts)",
            call: calls[index].id,
            attempt: calls[index].attempts,
            model: "acme/one",
            amount: USD(picodollars: amount),
            scopes: calendar.scopes(at: date) + [.episode(calls[index].episode), .key("key")],
            account: account,
            at: date,
            state: random.happens(10) ? .reserved : .dispatched
        )
    }

    private mutating func admitted(_ hold: Hold, _ index: Int, _ owner: String) {
        tally.admitted += 1
        ledger.admit(hold, owner: owner)
        held[hold.id] = hold.scopes
        calls[index].stage = .held(hold, isSent: false)
    }

    private mutating func refused(_ index: Int) {
        tally.refused += 1
        calls[index].stage = .ended
    }

    private mutating func fraction(of amount: USD) -> USD {
        USD(picodollars: Int64.random(in: 0...amount.picodollars, using: &random))
    }

    // MARK: Rules

    /// The store says what the reference says, and no cap is passed.
    private func compare(_ processes: Processes, askedOf index: Int) async throws {
        try await processes.giveSpareBack(but: index)
        let store = await processes.running[index].store
        let scopes = ledger.scopes.sorted { $0.name < $1.name }
        for var balance in try await store.balances(of: scopes, account: account) {
            balance.cap = ledger.caps[balance.scope]
            let expected = ledger.balance(balance.scope)
            try check(balance == expected, "\(balance.scope.name) is \(balance), the rules say \(expected)")
            try check(balance.free ?? .zero >= .zero, "\(balance.scope.name) has passed its cap: \(balance)")
        }
    }

    /// What the service has billed is never more than what is spent and set aside.
    private func checkBills() throws {
        let billed = bills.values.reduce(.zero, +)
        let key = ledger.balance(.key("key"))
        try check(billed <= key.spent + key.reserved, "the service billed \(billed), the ledger knows of \(key)")
        try check(key.free ?? .zero >= .zero, "the key has passed its cap: \(key)")
    }

    private func check(_ holds: Bool, _ message: @autoclosure () -> String) throws {
        if !holds { throw Violation(seed: seed, step: tally.steps, message: message()) }
    }
}

extension SeededGenerator {
    /// Whether something that happens in so many of a hundred cases happens.
    fileprivate mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
