import Foundation
import OpenRouter
import Operations
import TestSupport
import Testing

@testable import Shell

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Key source` {
    private func makeSource(
        _ environment: [String: String] = [:],
        options: [String: String] = [:],
        files: [String: String] = [:]
    ) throws -> KeySource {
        let home = TemporaryDirectory.current
        for (name, text) in files {
            let url = home.appending(path: name)
            try PrivateFile(url).replace(with: Data(text.utf8))
        }
        var environment = environment
        environment["CASTLINE_HOME"] = home.path(percentEncoded: false)
        environment["PATH"] = "/usr/bin:/bin"
        let configuration = try ConfigurationReader(
            options: options,
            environment: environment,
            workingDirectory: home
        ).read()
        return KeySource(configuration, environment: environment)
    }

    @Test func `the first of file, environment, program and key file is the one`() async throws {
        let home = TemporaryDirectory.current
        let named = home.appending(path: "named").path(percentEncoded: false)
        let all = ["OPENROUTER_API_KEY": "sk-env-0123", "CASTLINE_KEY_COMMAND": "printf '  sk-program-0123\\n'"]
        let files = ["named": "sk-named-0123\n", "key": "sk-file-0123\n"]
        func key(_ environment: [String: String], _ options: [String: String] = [:]) async throws -> String? {
            try await makeSource(environment, options: options, files: files).inference()?.secret.withExposed(\.self)
        }
        #expect(try await key(all, ["key-file": named]) == "sk-named-0123")
        #expect(try await key(all) == "sk-env-0123")
        #expect(try await key(["CASTLINE_KEY_COMMAND": all["CASTLINE_KEY_COMMAND"] ?? ""]) == "sk-program-0123")
        #expect(try await key(["OPENROUTER_API_KEY": " \n"]) == "sk-file-0123")
        #expect(try makeSource(["CASTLINE_KEY_COMMAND": "false"]).hasKey())
        #expect(try makeSource().hasKey())
    }

    @Test func `a key that was added is one, and no key is none`() throws {
        #expect(try !makeSource().hasKey())
        let ring = KeyRing(at: try makeSource().ringFile)
        for (account, isFound) in [("https://example.org/v1", false), ("https://openrouter.ai/api/v1", true)] {
            let entry = KeyRing.Entry(
                name: "default",
                role: .inference,
                account: account,
                secret: Secret("sk-or-v1-x"),
                added: Date(timeIntervalSince1970: 0)
            )
            try ring.update { $0.append(entry) }
            #expect(try makeSource().hasKey() == isFound)
        }
    }

    @Test(
        arguments: [
            ("no-such-program-x", "there is no program called"), ("false", "ended with code 1"),
            ("true", "printed no key"), ("sh -c 'yes | head -c 9000'", "more than 4 KiB"),
            ("sh -c 'echo sk-secret-0123; exit 7'", "ended with code 7"),
        ]
    )
    func `a program that brings no key says how it ended, and not what it printed`(
        command: String,
        expected: String
    ) async throws {
        let source = try makeSource(["CASTLINE_KEY_COMMAND": command])
        let error = await #expect(throws: ConfigurationError.self) { try await source.inference() }
        #expect(error?.message.contains(expected) == true, "\(String(describing: error))")
        #expect(error?.message.contains("sk-secret") == false)
    }

    @Test(
        arguments: [
            ("sh -c 'echo no such entry >&2; exit 1'", "ended with code 1: no such entry"),
            // The key, known by nothing but that it was printed, and one that looks like one.
            (
                "sh -c 'echo Zq7plain9Key4x2; echo got Zq7plain9Key4x2 and sk-or-v1-0123456789 >&2; exit 1'",
                "ended with code 1: got … and sk-or-…"
            ),
            (
                "sh -c 'printf \"\\033]0;x\\007\\033[2Jbad\\r\\nworse\" >&2; exit 1'",
                "ended with code 1: ]0;x[2Jbad worse"
            ),
            ("sh -c 'yes complaint | head -c 300000 >&2; exit 1'", "…"),
        ]
    )
    func `what a program complains of is told in few words, without keys and without what steers a terminal`(
        command: String,
        expected: String
    ) async throws {
        let source = try makeSource(["CASTLINE_KEY_COMMAND": command])
        let error = await #expect(throws: ConfigurationError.self) { try await source.inference() }
        let message = error?.message ?? ""
        #expect(message.contains(expected), "\(message)")
        #expect(message.utf8.count < 1_000 && message.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }

    @Test(arguments: ["head -c 300000 /dev/zero >&2; sleep 60 &", "yes >&2 &"])
    func `a program may print and complain at length, and what it has started may live on`(rest: String) async throws {
        let source = try makeSource(["CASTLINE_KEY_COMMAND": "sh -c '\(rest) echo sk-or-v1-0123456789'"])
        #expect(try await source.inference()?.secret.withExposed(\.self) == "sk-or-v1-0123456789")
    }

    @Test(arguments: ["", " ", "a | b", "a; b", "a $x", "a > b", "a 'b"])
    func `a program is words, and no line of a shell`(text: String) { #expect(KeyCommand.words(text) == nil) }

    @Test func `the words of a program may be quoted, and may be a list`() throws {
        #expect(KeyCommand.words("pass show 'a b'") == ["pass", "show", "a b"])
        let home = TemporaryDirectory.current
        try "key-command: [pass, show, \"a b\"]\n".write(
            to: home.appending(path: "config.yaml"),
            atomically: true,
            encoding: .utf8
        )
        let configuration = try ConfigurationReader(
            options: [:],
            environment: ["CASTLINE_HOME": home.path(percentEncoded: false)],
            workingDirectory: home.appending(path: "work")
        ).read()
        #expect(KeyCommand.words(configuration["key-command"]) == ["pass", "show", "a b"])
    }

    @Test func `a program gets no key in its environment`() async throws {
        let source = try makeSource([
            "CASTLINE_KEY_COMMAND": "sh -c 'echo key-${OPENROUTER_MANAGEMENT_KEY:-none}'",
            "OPENROUTER_MANAGEMENT_KEY": "sk-or-v1-management-1",
        ])
        #expect(try await source.inference()?.secret.withExposed(\.self) == "key-none")
    }
}

/// Part of the suite whose tests take their turns at a terminal.
extension `At a terminal`.`Line editor` {
    @Test func `a secret is not shown, and the terminal shows again what comes after it`() async throws {
        let slave = terminal.slave
        let style = TextStyle(width: 80, isColoured: false, isTerminal: true)
        let talk = Sink(style: { style }, write: { writeAll(slave, $0) })
        let question = try #require(TerminalSecret(input: slave, talk: talk))
        async let answer = question.ask("Paste the key:")
        #expect(terminal.expect("Paste the key: "))
        terminal.type("planted-secret-0123\n")
        #expect(try await answer.withExposed(\.self) == "planted-secret-0123")
        terminal.type("seen")
        #expect(terminal.expect("seen"))
        #expect(!terminal.text.contains("planted"))
    }

    @Test func `an interrupted question for a secret leaves the terminal as it was`() async throws {
        let slave = terminal.slave
        let style = TextStyle(width: 80, isColoured: false, isTerminal: true)
        let question = try #require(
            TerminalSecret(input: slave, talk: Sink(style: { style }, write: { writeAll(slave, $0) }))
        )
        let asking = Task { try await question.ask("Paste the key:") }
        #expect(terminal.expect("Paste the key: "))
        asking.cancel()
        await #expect(throws: CancellationError.self) { try await asking.value }
        terminal.type("seen")
        #expect(terminal.expect("seen"))
    }
}
