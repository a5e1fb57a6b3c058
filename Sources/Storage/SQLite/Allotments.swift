import Foundation
import Gateway
import OpenRouter
import Synchronization

/// Money that is set aside on the disk for the next calls of this process, while they come fast.
///
/// An allotment is money of one list of scopes that the ledger counts as reserved although no call has it yet. A hold
/// that is carved from it waits for no disk: its money was there before. When the call ends, what it did not need goes
/// back into the allotment, so that a stream of calls sets money aside about once a second instead of once a call.
///
/// While calls come one by one there is no allotment, and each hold is a row of its own. An allotment never takes more
/// than a sixty-fourth of what a cap has left, is given back as soon as the calls come slower, and is not seen by who
/// asks this process for a balance.
final class Allotments: Sendable {
    /// Whose money in which scopes.
    struct Key: Hashable {
        var account: String
        var scopes: [BudgetScope]
    }

    /// A call that runs on money of an allotment.
    final class Flight: Sendable {
        /// The number of the allotment.
        let allotment: Int64
        let hold: Hold
        /// As files keep it: first in the ``FlightBook``, at its end in the ``LandingLog``.
        let bytes: [UInt8]

        init(allotment: Int64, hold: Hold) {
            self.allotment = allotment
            self.hold = hold
            var writer = FieldWriter()
            writer.write(allotment)
            writer.write(hold.id.utf8)
            writer.write(hold.call.utf8)
            writer.write(Int64(hold.attempt))
            writer.write(hold.model.utf8)
            writer.write(hold.phase?.utf8)
            writer.write(hold.amount.picodollars)
            writer.write(Int64(hold.scopes.count))
            for scope in hold.scopes { writer.write(scope.name.utf8) }
            writer.write(hold.account.utf8)
            writer.write(Int64(bitPattern: hold.at.timeIntervalSince1970.bitPattern))
            writer.write(hold.state.rawValue.utf8)
            writer.write(hold.generationID?.utf8)
            bytes = writer.bytes
        }

        /// Reads what ``bytes`` has; `nil` where it is something else.
        init?(_ bytes: [UInt8]) {
            var reader = FieldReader(bytes)
            guard let allotment = reader.readInteger(), let id = reader.readText(), let call = reader.readText(),
                let attempt = reader.readInteger(), let model = reader.readText()
            else { return nil }
            let phase = reader.readText()
            guard let amount = reader.readInteger(), let count = reader.readInteger(), count >= 0 else { return nil }
            var scopes: [BudgetScope] = []
            while scopes.count < count {
                guard let scope = reader.readText().flatMap({ BudgetScope(name: $0) }) else { return nil }
                scopes.append(scope)
            }
            guard let account = reader.readText(), let date = reader.readInteger(),
                let state = reader.readText().flatMap({ Hold.State(rawValue: $0) })
            else { return nil }
            self.allotment = allotment
            hold = Hold(
                id: id,
                call: call,
                attempt: Int(attempt),
                model: model,
                phase: phase,
                amount: USD(picodollars: amount),
                scopes: scopes,
                account: account,
                at: Date(timeIntervalSince1970: Double(bitPattern: UInt64(bitPattern: date))),
                state: state,
                generationID: reader.readText()
            )
            self.bytes = bytes
        }
    }

    /// What an allotment was made under; after a second it is asked for anew, so that other processes' caps are heeded.
    struct Terms {
        var settings: Caps
        var caps: Caps
        /// Without the allotment itself.
        var balances: [BudgetBalance]
        var until: Date
    }

    private final class Allotment {
        let number: Int64
        var free = USD.zero
        var terms: Terms?
        /// Below this it is topped up, before it is empty.
        var low = USD.zero
        /// Whether that is under way.
        var isToppedUp = false
        /// What the latest call cost, which may be more than its hold.
        var latestCost = USD.zero

        init(number: Int64) { self.number = number }
    }

    private struct Entry {
        var flight: Flight
        var slot: Int
        var allotment: Allotment
    }

    /// What an allotment is topped up for: the latest call, and the caps it was admitted under.
    struct TopUp: Sendable {
        var key: Key
        var number: Int64
        /// What a call takes, by its hold or by what one like it has cost.
        var amount: USD
        var settings: Caps
    }

    private struct State {
        var allotments: [Key: Allotment] = [:]
        /// By their holds.
        var flights: [String: Entry] = [:]
        var slots = Array(0..<FlightBook.slotCount)
        /// When the latest holds were asked for.
        var recent: [Date] = []
        /// Whether the book's file is closed, so that its number may be another file's by now.
        var isClosed = false
    }

    /// How many holds within ``window`` are a fast stream.
    private static let burst = 8
    private static let window: TimeInterval = 0.1
    private static let termsLast: TimeInterval = 1

    private let state = Mutex(State())
    private let book: FlightBook
    private let now: @Sendable () -> Date

    init(book: FlightBook, now: @escaping @Sendable () -> Date) {
        self.book = book
        self.now = now
    }

    /// Carves a hold from an allotment; `nil` where it must be admitted by the ledger.
    ///
    /// - Returns: The admission, and what the allotment is to be topped up for where it runs low.
    func carve(_ hold: Hold, committed: USD, caps settings: Caps) -> (admission: Admission, topUp: TopUp?)? {
        state.withLock { state -> (admission: Admission, topUp: TopUp?)? in
            let date = now()
            if state.recent.count == Self.burst { state.recent.removeFirst() }
            state.recent.append(date)
            guard hold.state == .dispatched, !state.isClosed, Self.isBusy(state, date) else { return nil }
            let key = Key(account: hold.account, scopes: hold.scopes)
            guard let allotment = state.allotments[key], let terms = allotment.terms, terms.settings == settings,
                date < terms.until, hold.amount <= allotment.free
            else { return nil }
            if let cap = terms.caps.call, committed + hold.amount > cap { return nil }
            var balances = terms.balances
            for index in balances.indices {
                // A debt that calls have run into since is the ledger's to refuse.
                if let free = balances[index].free, free < hold.amount { return nil }
                balances[index].reserved += hold.amount
            }
            let flight = Flight(allotment: allotment.number, hold: hold)
            guard let slot = state.slots.last, book.write(flight, in: slot) else { return nil }
            state.slots.removeLast()
            state.flights[hold.id] = Entry(flight: flight, slot: slot, allotment: allotment)
            allotment.free -= hold.amount
            guard !allotment.isToppedUp,
                allotment.free < allotment.low || terms.until.timeIntervalSince(date) < Self.termsLast / 2
            else {
                return (.admitted(balances), nil)
            }
            allotment.isToppedUp = true
            return (
                .admitted(balances),
                TopUp(
                    key: key,
                    number: allotment.number,
                    amount: max(hold.amount, allotment.latestCost),
                    settings: settings
                )
            )
        }
    }

    /// Whether calls come so fast that money shall be set aside for several at once.
    var isBusy: Bool { state.withLock { Self.isBusy($0, now()) } }

    private static func isBusy(_ state: State, _ date: Date) -> Bool {
        guard state.recent.count == burst, let first = state.recent.first else { return false }
        return date.timeIntervalSince(first) < window
    }

    /// The call that runs on an allotment, by its hold.
    func flight(_ hold: String) -> Flight? { state.withLock { $0.flights[hold]?.flight } }

    /// How many calls run on allotments.
    var flightCount: Int { state.withLock(\.flights.count) }

    /// Whether money is set aside that no call has, or is about to be.
    var hasSpare: Bool { state.withLock { $0.allotments.values.contains { $0.free > .zero || $0.isToppedUp } } }

    /// The allotments that have money to spare.
    var keysWithSpare: [Key] { state.withLock { $0.allotments.filter { $0.value.free > .zero }.map(\.key) } }

    /// Notes the generation of a running call, for who has to account for it after a crash.
    ///
    /// - Returns: Whether the call runs on an allotment.
    func note(generation id: String, ofHold hold: String) -> Bool {
        state.withLock { state in
            guard !state.isClosed, let entry = state.flights[hold] else { return false }
            var noted = entry.flight.hold
            noted.generationID = id
            let flight = Flight(allotment: entry.flight.allotment, hold: noted)
            state.flights[hold]?.flight = flight
            book.rewrite(flight, in: entry.slot)
            return true
        }
    }

    /// The end of a flight as the log takes it; `nil` where it is the tables' to deal with.
    ///
    /// They end a call that is in doubt, and the last one of a stream, whose allotment is given back with it.
    func landing(_ settlement: Settlement, at date: Date) -> Landing? {
        state.withLock { state in
            guard let entry = state.flights[settlement.hold], Self.isBusy(state, now()) else { return nil }
            let flight = entry.flight
            switch settlement.result {
            case .settled(let cost, let source):
                entry.allotment.latestCost = cost
                return Landing(flight: flight, isSettled: true, cost: cost, source: source, at: date)
            case .released: return Landing(flight: flight, isSettled: false, cost: .zero, source: nil, at: date)
            case .inDoubt: return nil
            }
        }
    }

    /// Takes what a call cost beyond its hold out of its allotment, so that no cap is passed while the tables know nothing.
    ///
    /// - Returns: Whether there was so much to spare.
    func cover(_ landing: Landing) -> Bool {
        guard landing.kept < .zero else { return true }
        return state.withLock { state in
            let hold = landing.flight.hold
            let key = Key(account: hold.account, scopes: hold.scopes)
            guard let allotment = state.allotments[key], allotment.free + landing.kept >= .zero else { return false }
            allotment.free += landing.kept
            return true
        }
    }

    /// Gives back what was taken to cover a landing that is the tables' after all.
    func uncover(_ landing: Landing) {
        guard landing.kept < .zero else { return }
        state.withLock { state in
            let hold = landing.flight.hold
            state.allotments[Key(account: hold.account, scopes: hold.scopes)]?.free -= landing.kept
        }
    }

    // MARK: The ledger's side, within its transactions

    /// Ends the topping up of an allotment that got nothing.
    func endTopUp(_ key: Key) { state.withLock { $0.allotments[key]?.isToppedUp = false } }

    /// Takes what an allotment has to spare; no hold can be carved from it until something is put back.
    func take(_ key: Key) -> (number: Int64, free: USD)? {
        state.withLock { state in
            guard let allotment = state.allotments[key] else { return nil }
            defer { allotment.free = .zero }
            return (allotment.number, allotment.free)
        }
    }

    /// Puts money into an allotment, which is made if need be.
    func put(
        _ amount: USD,
        into key: Key,
        number: Int64,
        terms: (settings: Caps, caps: Caps, balances: [BudgetBalance])?
    ) {
        state.withLock { state in
            let allotment = state.allotments[key] ?? Allotment(number: number)
            state.allotments[key] = allotment
            allotment.free += amount
            allotment.isToppedUp = false
            guard let terms else { return }
            allotment.low = USD(picodollars: amount.picodollars / 2)
            allotment.terms = Terms(
                settings: terms.settings,
                caps: terms.caps,
                balances: terms.balances,
                until: now() + Self.termsLast
            )
        }
    }

    /// Ends a flight whose end is on the disk.
    ///
    /// - Parameters:
    ///   - hold: Its hold.
    ///   - kept: How much of the hold is back in the allotment.
    ///   - excess: What it cost beyond its hold.
    func land(_ hold: String, keeping kept: USD, excess: USD) {
        state.withLock { state in
            guard let entry = state.flights.removeValue(forKey: hold) else { return }
            if !state.isClosed { book.clear(entry.slot) }
            state.slots.append(entry.slot)
            entry.allotment.free += kept
            guard excess > .zero else { return }
            for allotment in state.allotments.values {
                for index in allotment.terms?.balances.indices ?? 0..<0 {
                    allotment.terms?.balances[index].spent += excess
                }
            }
        }
    }

    /// Ends the use of the book.
    func close() { state.withLock { $0.isClosed = true } }

    /// Has every allotment ask for its caps again.
    func forgetTerms() {
        state.withLock { state in for allotment in state.allotments.values { allotment.terms = nil } }
    }
}
