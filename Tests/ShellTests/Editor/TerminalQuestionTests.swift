import Glibc
import Testing

@testable import Shell

/// Part of the suite whose tests take their turns at a terminal: each of them keeps a thread waiting.
extension `At a terminal`.`Line editor` {
    private static let style = TextStyle(width: 80, isColoured: false, isTerminal: true)

    private func makeQuestion() throws -> TerminalQuestion {
        let slave = terminal.slave
        let talk = Sink(style: { Self.style }, write: { writeAll(slave, $0) })
        return try #require(TerminalQuestion(input: slave, talk: talk))
    }

    @Test(
        arguments: [
            ("y\n", true), ("YES\n", true), ("n\n", false), ("\n", false), ("maybe\n", false), ("\u{04}", false),
        ]
    )
    func `only yes is a yes`(typed: String, expected: Bool) async throws {
        let question = try makeQuestion()
        async let answer = question.isAgreed("Go on?")
        #expect(terminal.expect("Go on? [y/N] "))
        terminal.type(typed)
        #expect(try await answer == expected)
    }

    @Test func `cancelling takes the question back`() async throws {
        let question = try makeQuestion()
        let asking = Task { try await question.isAgreed("Go on?") }
        #expect(terminal.expect("Go on? [y/N] "))
        asking.cancel()
        await #expect(throws: CancellationError.self) { try await asking.value }
    }

    @Test func `nobody is asked where no terminal is`() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let talk = Sink(style: { Self.style }, write: { _ in })
        #expect(TerminalQuestion(input: ends[0], talk: talk) == nil)
        #expect(TerminalQuestion(input: terminal.slave, talk: Sink(style: { .plain }, write: { _ in })) == nil)
    }

    @Test func `the wish that the process end stops the reading of a line, and an interrupt does not`() async throws {
        try await withEditor { editor in
            let running = RunningCommand()
            async let result = running.read { await editor.readLine(prompt: Prompt("> ")) }
            #expect(terminal.expect("> "))
            running.receive(.interrupt(at: .now))
            terminal.type("draft")
            #expect(terminal.expect("draft"))
            running.receive(.terminate(SIGTERM))
            #expect(await result == .endOfInput)
            #expect(running.termination?.rawValue == 143)
            let next = await running.read { await editor.readLine(prompt: Prompt("> ")) }
            #expect(next == .endOfInput)
        }
    }
}
