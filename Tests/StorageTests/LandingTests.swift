import Foundation
import GRDB
import Gateway
import Glibc
import OpenRouter
import TestSupport
import Testing

@testable import Storage

/// While calls come fast, their ends are in a log before they are in the tables.
@Suite(.temporaryDirectory) struct Landings {
    private static let account = "openrouter.ai"
    private static let day = BudgetScope.day("2026-11-24")

    private var folder: URL { TemporaryDirectory.current.appending(path: "data") }

    /// A store of its own process, whose time stands still: what is asked of it comes fast.
    private func makeStore(_ owner: String, in folder: URL) -> SQLiteStore {
        SQLiteStore(at: folder.appending(path: "castline.sqlite"), owner: owner, now: { StoreKind.date })
    }

    private func log(of owner: String, in folder: URL) -> String {
        folder.appending(path: "castline.sqlite-owners/\(owner).log").path(percentEncoded: false)
    }

    /// Admits and settles nine calls of a cent each, after which money comes from an allotment.
    private func hurry(_ store: SQLiteStore) async throws {
        for number in 0..<9 { try await call("early-\(number)", on: store) }
    }

    /// One call of two cents that costs one.
    private func call(_ id: String, on store: SQLiteStore, words: String = "") async throws {
        _ = try await store.admit(makeHold(id, cents: 2), committed: .zero, caps: Caps())
        try await store.settle(
            [Settlement(hold: id, result: .settled(.cents(1), .reported))],
            record: record(id),
            trace: Trace(id: id),
            content: CallContent(body: "ask \(id)", answer: "è \(id)\(words)"),
            step: nil,
            at: StoreKind.date
        )
    }

    private func record(_ id: String) -> CallRecord {
        var record = CallRecord(
            id: id,
            at: StoreKind.date,
            server: Self.account,
            purpose: CompletionRequest.Purpose(phase: "script", unit: "1", episode: "reefs"),
            modelAsked: "acme/one",
            outcome: .answered
        )
        record.cost = .cents(1)
        return record
    }

    /// What a process that is killed now leaves behind.
    private func leftBehind() throws -> URL {
        let copy = TemporaryDirectory.current.appending(path: UUID().uuidString)
        try FileManager.default.copyItem(at: folder, to: copy)
        return copy
    }

    private func tableCount(_ store: SQLiteStore, _ table: String) async throws -> Int {
        try await store.readAsIs { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }

    @Test func `are in the log alone until somebody looks for calls`() async throws {
        let store = makeStore("first", in: folder)
        try await hurry(store)
        let before = try await tableCount(store, "calls")
        for number in 0..<20 { try await call("r-\(number)", on: store) }
        #expect(try await tableCount(store, "calls") == before)
        #expect(
            LandingLog.landings(in: log(of: "first", in: folder)).map(\.flight.hold.id).suffix(2) == ["r-18", "r-19"]
        )

        #expect(try await store.calls(limit: 50, episode: "reefs").count == 29)
        let found = try #require(try await store.call(id: "r-19"))
        #expect(found.record == record("r-19"))
        #expect(found.trace == Trace(id: "r-19"))
        #expect(try await store.content(ofCall: "r-19") == CallContent(body: "ask r-19", answer: "è r-19"))
        #expect(try await store.settled(since: StoreKind.date, account: Self.account) == .cents(29))
        #expect(try await store.balance(Self.day) == (.cents(29), .zero))
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
        #expect(!FileManager.default.fileExists(atPath: log(of: "first", in: folder)))
    }

    @Test func `of a process that is killed are found, and what runs is in doubt`() async throws {
        let store = makeStore("first", in: folder)
        try await hurry(store)
        for number in 0..<5 { try await call("r-\(number)", on: store) }
        _ = try await store.admit(makeHold("running", cents: 2), committed: .zero, caps: Caps())
        let left = try leftBehind()
        try await store.close()

        let next = makeStore("next", in: left)
        #expect(try await next.holdsInDoubt(account: Self.account).map(\.id) == ["running"])
        #expect(try await next.balance(Self.day) == (.cents(14), .cents(2)))
        #expect(try await next.calls(limit: 50, episode: nil).count == 14)
        #expect(try await next.integrityProblems().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: log(of: "first", in: left)))
        try await next.close()
    }

    @Test func `that are counted already are not counted again`() async throws {
        let store = makeStore("first", in: folder)
        try await hurry(store)
        for number in 0..<5 { try await call("r-\(number)", on: store) }
        let before = try await tableCount(store, "calls")
        // A transaction counts what the log has; the process dies before anybody looks.
        try await store.write { db in try db.execute(sql: "UPDATE balances SET spent = spent") }
        #expect(try await store.readAsIs { try Int64.fetchOne($0, sql: "SELECT max(landed) FROM allotments") ?? 0 } > 0)
        #expect(try await tableCount(store, "calls") == before)
        let left = try leftBehind()
        try await store.close()

        let next = makeStore("next", in: left)
        #expect(try await next.balance(Self.day) == (.cents(14), .zero))
        #expect(try await next.calls(limit: 50, episode: nil).count == 14)
        #expect(try await next.integrityProblems().isEmpty)
        #expect(try await tableCount(next, "logs") == 0)
        try await next.close()
    }

    @Test func `whose rows were written when the process died are not written again`() async throws {
        let store = makeStore("first", in: folder)
        try await hurry(store)
        for number in 0..<5 { try await call("r-\(number)", on: store) }
        let ended = FileManager.default.contents(atPath: log(of: "first", in: folder))
        #expect(try await store.calls(limit: 50, episode: nil).count == 14)
        let left = try leftBehind()
        try await store.close()
        // The log as it was before it was begun anew.
        try ended?.write(to: URL(filePath: log(of: "first", in: left)))

        let next = makeStore("next", in: left)
        #expect(try await next.balance(Self.day) == (.cents(14), .zero))
        #expect(try await next.calls(limit: 50, episode: nil).count == 14)
        #expect(try await next.integrityProblems().isEmpty)
        try await next.close()
    }

    @Test func `that the tables took as well are not written again`() async throws {
        let store = makeStore("first", in: folder)
        try await hurry(store)
        for number in 0..<5 { try await call("r-\(number)", on: store) }
        let ended = FileManager.default.contents(atPath: log(of: "first", in: folder))
        #expect(try await store.calls(limit: 50, episode: nil).count == 14)
        // As after a write to the log that failed when it was whole on the disk.
        try await store.write { db in try db.execute(sql: "DELETE FROM logs") }
        let left = try leftBehind()
        try await store.close()
        try ended?.write(to: URL(filePath: log(of: "first", in: left)))

        let next = makeStore("next", in: left)
        #expect(try await next.balance(Self.day) == (.cents(14), .zero))
        #expect(try await next.calls(limit: 50, episode: nil).count == 14)
        #expect(try await next.integrityProblems().isEmpty)
        try await next.close()
    }

    @Test func `that cannot be read back stay in the log, and are found by who opens the store next`() async throws {
        let store = makeStore("first", in: folder)
        try await hurry(store)
        for number in 0..<5 { try await call("r-\(number)", on: store) }
        let path = log(of: "first", in: folder)
        let ended = try #require(FileManager.default.contents(atPath: path))
        // Written over in place, as by a disk that fails.
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.write(contentsOf: Data(repeating: 0, count: 4096))
        await #expect(throws: StoreError.self) { try await store.calls(limit: 50, episode: nil) }
        try await store.close()
        try file.seek(toOffset: 0)
        try file.write(contentsOf: ended)
        try file.close()

        let next = makeStore("next", in: folder)
        #expect(try await next.calls(limit: 50, episode: nil).count == 14)
        #expect(try await next.balance(Self.day) == (.cents(14), .zero))
        #expect(try await next.integrityProblems().isEmpty)
        try await next.close()
    }

    @Test func `of a process that runs are seen by others once they are counted, and written by either`() async throws {
        let store = makeStore("first", in: folder)
        try await hurry(store)
        for number in 0..<5 { try await call("r-\(number)", on: store) }
        try await store.write { db in try db.execute(sql: "UPDATE balances SET spent = spent") }
        let other = makeStore("second", in: folder)
        #expect(try await other.calls(limit: 50, episode: nil).count == 14)

        for number in 5..<10 { try await call("r-\(number)", on: store) }
        #expect(try await store.calls(limit: 50, episode: nil).count == 19)
        #expect(try await other.calls(limit: 50, episode: nil).count == 19)
        #expect(try await store.balance(Self.day) == (.cents(19), .zero))
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
        try await other.close()
    }

    @Test func `use the same room again once they have rows`() async throws {
        let store = makeStore("first", in: folder)
        try await hurry(store)
        for round in 1...3 {
            for number in 0..<2_000 { try await call("\(round)-\(number)", on: store) }
            #expect(try await store.calls(limit: 10_000, episode: nil).count == 9 + round * 2_000)
        }
        let file = try FileManager.default.attributesOfItem(atPath: log(of: "first", in: folder))
        #expect(file[.size] as? Int ?? 0 < 4 << 20)
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test func `that were half written when the power went are in doubt with the rest of their allotment`() async throws
    {
        let store = makeStore("first", in: folder)
        try await hurry(store)
        try await store.write { db in try db.execute(sql: "UPDATE allotments SET boot = 'before'") }
        for number in 0..<3 { try await call("r-\(number)", on: store) }
        let before = try await store.readAsIs { try Int64.fetchOne($0, sql: "SELECT sum(amount) FROM allotments") ?? 0 }
        let left = try leftBehind()
        try await store.close()
        let path = log(of: "first", in: left)
        var bytes = try #require(FileManager.default.contents(atPath: path))
        let last = try #require(bytes.lastIndex { $0 != 0 })
        bytes[last] ^= 1
        try bytes.write(to: URL(filePath: path))

        let next = makeStore("next", in: left)
        let balance = try await next.balance(Self.day)
        #expect(balance.spent == .cents(11))
        #expect(balance.reserved == USD(picodollars: before) - .cents(2))
        #expect(try await next.holdsInDoubt(account: Self.account).map(\.model) == ["unknown"])
        #expect(try await next.integrityProblems().isEmpty)
        try await next.close()
    }

    @Test func `are the end of a call whatever is said of it afterwards`() async throws {
        let store = makeStore("first", in: folder)
        try await hurry(store)
        try await call("r-1", on: store)
        try await store.settle("r-1", .settled(.cents(2), .reported))
        try await store.settle("r-1", .inDoubt(generationID: "gen-1"))
        #expect(try await store.balance(Self.day) == (.cents(10), .zero))
        #expect(try await store.holdsInDoubt(account: Self.account).isEmpty)
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test func `that cost more than was set aside take it from the allotment, as long as it has some`() async throws {
        let store = makeStore("first", in: folder)
        let caps = Caps(day: .cents(12_800))
        for number in 0..<9 {
            _ = try await store.admit(makeHold("early-\(number)", cents: 2), committed: .zero, caps: caps)
            try await store.settle("early-\(number)", .settled(.cents(1), .reported))
        }
        for (id, cost) in [("a", 3), ("b", 60), ("c", 1_000)] as [(String, Int64)] {
            _ = try await store.admit(makeHold(id, cents: 2), committed: .zero, caps: caps)
            try await store.settle(id, .settled(.cents(cost), .reported))
            #expect(
                LandingLog.landings(in: log(of: "first", in: folder)).contains { $0.flight.hold.id == id }
                    == (cost < 500)
            )
            let sum = try await store.readAsIs {
                try Int64.fetchOne($0, sql: "SELECT spent + reserved FROM balances WHERE scope LIKE '%day%'")
            }
            #expect(USD(picodollars: sum ?? .max) <= .cents(12_800))
        }
        #expect(try await store.balance(Self.day) == (.cents(9 + 3 + 60 + 1_000), .zero))
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test func `go to the tables where the log cannot be written`() async throws {
        let store = makeStore("first", in: folder)
        try await store.open()
        try FileManager.default.createDirectory(
            atPath: log(of: "first", in: folder),
            withIntermediateDirectories: false
        )
        try await hurry(store)
        for number in 0..<3 { try await call("r-\(number)", on: store) }
        #expect(try await tableCount(store, "packs") > 0)
        #expect(try await store.calls(limit: 50, episode: nil).count == 12)
        #expect(try await tableCount(store, "packs") == 0)
        #expect(try await store.balance(Self.day) == (.cents(12), .zero))
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    /// In a process of its own, because a limit on files is one of the process.
    @Test func `that came upon a full disk are cut off the log, and nothing is lost`() async throws {
        let path = folder.path(percentEncoded: false)
        await #expect(processExitsWith: .success) { [path = path as String] in
            let landings = Landings()
            let folder = URL(filePath: path, directoryHint: .isDirectory)
            let store = landings.makeStore("one", in: folder)
            try await landings.hurry(store)
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit()
            try #require(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            limit.rlim_cur = rlim_t(LandingLog.growth)
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            // Of long ones some twenty fit; the next is written in part, and it and the others go to the tables.
            let words = String(repeating: "x", count: 100_000)
            for number in 0..<24 { try await landings.call("late-\(number)", on: store, words: words) }
            let log = landings.log(of: "one", in: folder)
            let size = try #require(try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int)
            let whole = LandingLog.landings(in: log)
            #expect((15..<24).contains(whole.count))
            #expect(size == whole.reduce(0) { $0 + $1.bytes.count + LandingLog.headerSize })
            #expect(try await store.balance(.day("2026-11-24")).spent == .cents(33))
        }
        // The process has ended without a word.
        let other = makeStore("two", in: folder)
        try await other.open()
        #expect(try await other.calls(limit: 100, episode: nil).count == 33)
        let money = try await other.balance(.day("2026-11-24"))
        #expect(money == (.cents(33), .zero))
        #expect(try await other.integrityProblems().isEmpty)
        try await other.close()
    }

    @Test func `of many calls at once are all there`() async throws {
        let store = makeStore("first", in: folder)
        try await withThrowingTaskGroup { group in
            for number in 0..<2_000 { group.addTask { try await call("r-\(number)", on: store) } }
            try await group.waitForAll()
        }
        let other = makeStore("second", in: folder)
        try await store.close()
        #expect(try await other.calls(limit: 3_000, episode: nil).count == 2_000)
        #expect(try await other.balance(Self.day) == (.cents(2_000), .zero))
        #expect(try await other.integrityProblems().isEmpty)
        try await other.close()
    }

    @Test(arguments: [nil, "ask"])
    func `as bytes are the same landing, and nothing else is one`(phase: String?) throws {
        var hold = makeHold("a", cents: 2)
        hold.phase = phase
        hold.generationID = phase.map { "gen-\($0)" }
        let flight = Allotments.Flight(allotment: 3, hold: hold)
        let content = CallContent(body: "é", answer: phase)
        let call = try Landing.Call(record("a"), nil, content)
        let landing = Landing(
            number: 7,
            flight: flight,
            isSettled: true,
            cost: .cents(1),
            source: .computed,
            at: StoreKind.date,
            call: call
        )
        let bytes = landing.bytes
        let read = try #require(Landing(bytes))
        #expect(read.bytes == bytes)
        #expect(read.call?.content == call.content)
        #expect(read.call?.columns == call.columns)
        #expect(read.flight.hold == hold)
        for count in 0..<(bytes.count / 2) { #expect(Landing(bytes.prefix(count)) == nil || count > 300) }
    }
}
