import Foundation
import OpenRouter
import Testing

@testable import Shell

@Suite struct `History of lines` {
    private func withPath(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func open(_ path: String?, _ session: String = "s") -> Shell.History {
        Shell.History(path: path, session: session, now: { 1 })
    }

    @Test func `an entry outlives its shell with its outcome`() throws {
        try withPath { path in
            let history = open(path, "a")
            let id = history.append("ask \"é\n\\\u{1}\"", episode: "coral")
            history.finish(id, status: 3, duration: .milliseconds(1500), cost: .cents(2))
            let entry = try #require(open(path, "b").entry(0))
            #expect(entry.text == "ask \"é\n\\\u{1}\"")
            #expect(entry.episode == "coral")
            #expect(entry.status == 3)
            #expect(entry.duration == .milliseconds(1500))
            #expect(entry.cost == .cents(2))
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func `a torn last row is dropped and the next one is whole`() throws {
        try withPath { path in
            open(path, "a").append("one")
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data("{\"id\":\"x\",\"te".utf8))
            try handle.close()
            open(path, "b").append("two")
            #expect(open(path, "c").entries().map(\.text) == ["one", "two"])
        }
    }

    @Test func `eight writers at once lose nothing`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        await withTaskGroup { group in
            for writer in 0..<8 {
                group.addTask { @concurrent in
                    let history = open(path, "w\(writer)")
                    for line in 0..<1_000 { history.append("line \(line) of \(writer)") }
                }
            }
        }
        #expect(Set(open(path).entries().map(\.text)).count == 8_000)
        let reader = open(path)
        #expect(reader.entry(7_999) != nil)
        #expect(reader.entry(8_000) == nil)
    }

    @Test(
        arguments: [
            " models", "set key sk-or-v1-0123456789abcdef", "ask sk-proj-abcdefgh1234",
            "curl -H 'Authorization: Bearer abcdefgh1'",
            "set api_key=abc", "set OPENROUTER_API_KEY = abc", "login --password hunter2", "get https://me:pw@host/x",
            "ask 0123456789abcdef0123456789abcdef", "token: abc",
        ]
    )
    func `secrets and private lines stay in memory`(line: String) throws {
        try withPath { path in
            let history = open(path)
            history.append(line)
            #expect(history.entry(0)?.text == line.withoutKeys)
            history.keepDraft("echo '\(line)")
            #expect(history.entry(0)?.text == "echo '\(line.withoutKeys)")
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test(
        arguments: [
            "produce \"The history of the transistor\" --minutes 5", "set max-tokens 400", "ask what is a public key",
            "model meta-llama/llama-3.1-8b-instruct:free", "why 01JABCDEF", "rotate-key", "keys",
            "open the-history-of-the-transistor-and-all-that-came-after-it",
        ]
    )
    func `ordinary lines are written`(line: String) {
        #expect(!SecretShapes.appear(in: line))
    }

    @Test func `erased entries are gone from disk and memory`() throws {
        try withPath { path in
            let history = open(path)
            for line in ["one", "two", "three"] { history.append(line) }
            #expect(history.erase { $0.text == "two" } == 1)
            #expect(history.entries().map(\.text) == ["one", "three"])
            #expect(history.entry(1)?.text == "one")
            history.append("four")
            #expect(open(path, "other").entries().map(\.text) == ["one", "three", "four"])
        }
    }

    @Test func `drafts are one step back and nowhere else`() throws {
        try withPath { path in
            let history = open(path)
            history.keepDraft("half")
            #expect(history.entry(0)?.text == "half")
            #expect(history.entries().isEmpty)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
