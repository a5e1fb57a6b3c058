import Foundation
import TestSupport
import Testing

@testable import Shell

/// The check of security looks at everything, also where keys or store keep all else from working.
@Suite(.temporaryDirectory, .timeLimit(.minutes(3))) struct `Damaged installation` {
    struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What is wrong, and what helps.
        let finding: [String]
        let work: @Sendable (_ home: URL) throws -> Void

        init(_ name: String, _ finding: [String], _ work: @escaping @Sendable (URL) throws -> Void) {
            testDescription = name
            self.finding = finding
            self.work = work
        }

        private static func write(_ text: String, _ mode: Int, to url: URL) throws {
            try text.write(to: url, atomically: false, encoding: .utf8)
            try setMode(mode, of: url)
        }

        private static func setMode(_ mode: Int, of url: URL) throws {
            try FileManager.default.setAttributes(
                [.posixPermissions: mode],
                ofItemAtPath: url.path(percentEncoded: false)
            )
        }

        static let all = [
            Damage("a key file that others may read", ["failed   keys:", "mode 644", "chmod 600"]) {
                try setMode(0o644, of: $0.appending(path: "key"))
            },
            Damage("a folder that others may write into", ["failed   keys:", "everybody may put", "chmod o-w"]) {
                try setMode(0o777, of: $0)
            },
            Damage("an empty key file", ["failed   keys:", "is empty"]) {
                try write("", 0o600, to: $0.appending(path: "key"))
            },
            Damage("a key file with two keys", ["failed   keys:", "holds no key"]) {
                try write("sk-or-v1-0123456789\nsk-or-v1-9876543210\n", 0o600, to: $0.appending(path: "key"))
            },
            Damage("a key ring that is broken", ["failed   keys:", "keys.json", "Move it away"]) {
                try write("{\"version\":1,\"keys\":[{", 0o600, to: $0.appending(path: "keys.json"))
            },
            Damage("a key ring that is no file", ["failed   keys:", "is no file"]) {
                _ = mkfifo($0.appending(path: "keys.json").path(percentEncoded: false), 0o600)
            },
            Damage("a key in the history", ["failed   keys in files:", "history.jsonl", "keys revoke"]) {
                try write(
                    "{\"line\":\"ask sk-or-v1-0123456789abcdef\"}\n",
                    0o600,
                    to: $0.appending(path: "history.jsonl")
                )
            },
            Damage("a history that others may read", ["failed   private files:", "history.jsonl (644)", "chmod 600"]) {
                try write("{}\n", 0o644, to: $0.appending(path: "history.jsonl"))
            },
            Damage("commands that others may change", ["failed   settings:", "rc.cast (666)", "chmod go-w"]) {
                try write("echo x\n", 0o666, to: $0.appending(path: "rc.cast"))
            },
            Damage("a store that is none", ["failed   store:", "is damaged", "Copy the store away"]) {
                try write(String(repeating: "x", count: 9_000), 0o600, to: $0.appending(path: "castline.sqlite"))
            },
        ]
    }

    @Test(arguments: Damage.all)
    func `is told of with what it means and what to do, and so is all the rest`(damage: Damage) async throws {
        let folder = TemporaryDirectory.current.appending(path: UUID().uuidString)
        let home = folder.appending(path: "home")
        try FileManager.default.createDirectory(
            at: home,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try "sk-or-v1-0123456789abcdef\n".write(to: home.appending(path: "key"), atomically: false, encoding: .utf8)
        let server = try EchoingServer { _ in EchoingServer.answer("401 Unauthorized", "{}") }
        defer { server.stop() }
        for name in ["key"] {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600],
                ofItemAtPath: home.appending(path: name).path(percentEncoded: false)
            )
        }
        try damage.work(home)
        let run = try await ScratchHome.run(
            ScratchHome.program,
            ["--base-url", server.baseURL, "-c", "doctor --security"],
            in: folder,
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": folder.path(percentEncoded: false),
                "CASTLINE_HOME": home.path(percentEncoded: false),
            ]
        )
        #expect(run.status == 1, "\(run)")
        for words in damage.finding { #expect(run.data.contains(words), "\(words): \(run)") }
        for name in ["private files:", "transport:", "process:", "temporary folder:", "store:"] {
            #expect(run.data.contains(name), "\(name): \(run)")
        }
    }
}
