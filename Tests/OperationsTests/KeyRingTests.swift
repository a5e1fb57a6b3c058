import Foundation
import Gateway
import OpenRouter
import TestSupport
import Testing

@testable import Operations

@Suite(.temporaryDirectory) struct `Key ring` {
    private static let account = "https://openrouter.ai/api/v1"
    private static let date = Date(timeIntervalSince1970: 1_795_478_400)
    private var url: URL { TemporaryDirectory.current.appending(path: "made/keys.json") }

    private func makeEntry(
        _ name: String,
        _ role: KeyRing.Role = .inference,
        replaces: [String] = [],
        account: String = account
    ) -> KeyRing.Entry {
        KeyRing.Entry(
            name: name,
            role: role,
            account: account,
            secret: Secret("sk-or-v1-\(name)-0123456789"),
            added: Self.date,
            replaces: replaces
        )
    }

    private func digest(_ name: String) -> String { KeyHash(of: Secret("sk-or-v1-\(name)-0123456789")).digest }

    @Test func `keeps keys for their owner alone, and reads them back`() throws {
        let ring = KeyRing(at: url)
        #expect(try ring.entries().isEmpty)
        try ring.update { $0 = [makeEntry("one", replaces: ["aa", "bb"]), makeEntry("two", .management)] }
        let read = try KeyRing(at: url).entries()
        #expect(read.map(\.name) == ["one", "two"])
        #expect(read.map(\.role) == [.inference, .management])
        #expect(read[0].replaces == ["aa", "bb"])
        #expect(read[0].added == Self.date)
        #expect(read[0].digest == digest("one"))
        let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(!"\(read)".contains("0123456789"))
    }

    @Test func `a change that fails leaves all as it was`() throws {
        struct Failure: Error {}
        let ring = KeyRing(at: url)
        try ring.update { $0 = [makeEntry("one")] }
        #expect(throws: Failure.self) {
            try ring.update { entries in
                entries = []
                throw Failure()
            }
        }
        #expect(try ring.entries().count == 1)
    }

    @Test func `changes of many come one after the other`() async throws {
        let ring = KeyRing(at: url)
        let other = KeyRing(at: url)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask { try (number % 2 == 0 ? ring : other).update { $0.append(makeEntry("k\(number)")) } }
            }
            try await group.waitForAll()
        }
        #expect(Set(try ring.entries().map(\.name)).count == 40)
        let left = try FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)
        #expect(left.sorted() == ["keys.json", "keys.json.lock"])
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o602])
    func `a file that others may read or write is refused`(mode: Int) throws {
        let ring = KeyRing(at: url)
        try ring.update { $0 = [makeEntry("one")] }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
        #expect { try ring.entries() } throws: { ($0 as? KeyError)?.code == .fileTooOpen }
        #expect { try ring.update { $0 = [] } } throws: { ($0 as? KeyError)?.code == .fileTooOpen }
    }

    @Test(arguments: ["", "no", "{}", #"{"version":2,"keys":[]}"#, #"{"version":1,"keys":[{"secret":"sk-or-v1-x"}]}"#])
    func `a file that is no ring is told apart, and nothing of it is said`(text: String) throws {
        try PrivateFile(url).replace(with: Data(text.utf8))
        let error = #expect(throws: KeyError.self) { try KeyRing(at: url).entries() }
        #expect(error?.code == .fileUnusable)
        #expect(error?.message.contains("sk-or") == false)
    }

    @Test func `a link stays one, and what it leads to is replaced`() throws {
        let folder = TemporaryDirectory.current
        let file = folder.appending(path: "real")
        let link = folder.appending(path: "link")
        try PrivateFile(file).replace(with: Data("a".utf8))
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
        try PrivateFile(link).replace(with: Data("b".utf8))
        #expect(try PrivateFile(file).read() == Data("b".utf8))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == file.path)
        #expect { try PrivateFile(folder).read() } throws: { ($0 as? KeyError)?.code == .fileUnusable }
    }

    @Test func `finds the successor of a key that was given, and no key of another service`() throws {
        let ring = KeyRing([
            makeEntry("added"), makeEntry("second", replaces: [digest("given"), digest("first")]),
            makeEntry("spare", .standby), makeEntry("old", .retired), makeEntry("boss", .management),
            makeEntry("next", .successor), makeEntry("else", account: "https://example.org/v1"),
        ])
        func keys(_ given: String?, management: String? = nil) throws -> KeyDirectory.Keys {
            try KeyDirectory(
                account: Self.account,
                ring: ring,
                inference: given.map { .init(secret: Secret("sk-or-v1-\($0)-0123456789"), origin: "test") },
                management: management.map { .init(secret: Secret("sk-or-v1-\($0)-0123456789"), origin: "test") }
            ).keys()
        }
        #expect(try keys(nil).active?.name == "second")
        #expect(try keys("given").active?.digest == digest("second"))
        #expect(try keys("first").active?.digest == digest("second"))
        #expect(try keys("third").active?.digest == digest("third"))
        #expect(try keys("given").standbys.map(\.name) == ["old", "spare"])
        #expect(try keys("given").management?.digest == digest("boss"))
        #expect(try keys("given", management: "chief").management?.digest == digest("chief"))
        #expect(try keys("given").successors.map(\.name) == ["next"])
        #expect(try keys("given").active?.replaces.first == digest("given"))
    }
}
