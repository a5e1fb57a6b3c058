import CTerminal
import Foundation
import Glibc
public import OpenRouter

/// Asks a person at the terminal for a secret, which the terminal does not show.
public struct TerminalSecret: Sendable {
    private let input: Int32
    private let talk: Sink

    /// A question to whoever sits at a terminal; `nil` where one of the two is none and nobody is there to answer.
    ///
    /// - Parameters:
    ///   - input: Where the secret is typed or pasted.
    ///   - talk: Where the question is written.
    public init?(input: Int32, talk: Sink) {
        guard isatty(input) == 1, talk.style.isTerminal else { return nil }
        self.input = input
        self.talk = talk
    }

    /// What is typed, empty where that is nothing.
    ///
    /// However it ends, and however the process does, the terminal shows again what is typed.
    ///
    /// - Throws: `CancellationError` when the asking task is cancelled, as by Ctrl-C.
    public func ask(_ question: String) async throws -> Secret {
        var modes = termios()
        guard unsafe tcgetattr(input, &modes) == 0 else {
            throw Failure(code: "noTerminal", "The terminal cannot be told to hide what is typed.")
        }
        let slot = terminal_save(input)
        defer {
            unsafe tcsetattr(input, TCSANOW, &modes)
            terminal_forget(slot)
        }
        var hidden = modes
        hidden.c_lflag &= ~tcflag_t(ECHO)
        hidden.c_lflag |= tcflag_t(ECHONL)
        // What was typed ahead was typed in sight, and was meant for something else.
        guard unsafe tcsetattr(input, TCSAFLUSH, &hidden) == 0 else {
            throw Failure(code: "noTerminal", "The terminal cannot be told to hide what is typed.")
        }
        terminal_set_editing(slot, true)
        try talk.write("\(question.printable) ")
        var answer: [UInt8] = []
        for await bytes in TerminalQuestion.line(from: input) { answer += bytes }
        try Task.checkCancellation()
        return Secret(String(decoding: answer, as: UTF8.self))
    }
}
