import Gateway
import OpenRouter
import Production
import Synchronization

/// What a running command may use.
struct CommandContext: Sendable {
    let interpreter: Interpreter
    /// Where the command stands.
    let place: Interpreter.Place
    let output: Output
    /// Whether `--json` was given: then nothing but one object goes to `output.data`.
    let isJSON: Bool
    let ending: Ending

    var shell: ShellContext { interpreter.context }
    var variables: Variables { interpreter.variables }
    var table: CommandTable { interpreter.table }
    var names: KnownNames { interpreter.names }
    var history: History { interpreter.history }
    var jobs: Jobs { interpreter.jobs }

    /// Whether somebody types at a prompt.
    var isTyped: Bool { interpreter.printAbove != nil }
    /// Whether rows may be replaced on the terminal: not by a job, and not where someone wants only lines.
    var isInPlace: Bool { !interpreter.isJob && !isJSON && shell.configuration["plain"] != "on" }
    /// The session where there is one already: no waiting.
    var openSession: Session? { interpreter.sessions.current }

    /// Where the commands that this one carries out write: with `--json` their data is talk, and one object tells how
    /// they ended; where all commands answer with JSON, theirs are lines before it.
    var lineOutput: Output {
        isJSON && !shell.wantsJSON ? Output(data: output.talk, talk: output.talk) : output
    }

    /// Ends what a command that carries out others stands in, where one of them has asked for that.
    ///
    /// - Throws: `CancellationError` after an interrupt, ``OutputClosedError`` where nobody reads any more.
    func endIfAsked(_ outcome: Interpreter.Outcome) throws {
        guard outcome.ends else { return }
        if outcome.hasLostReader { throw OutputClosedError() }
        if outcome.status == .interrupted { throw CancellationError() }
        ending.request()
    }

    /// The session, opened by the first command that needs it.
    func session() async throws -> Session { try await interpreter.sessions.session() }

    /// The session's gateway.
    func gateway() async throws -> Gateway { try await session().gateway }

    /// An error in the middle of a phase, with what there is of the episode and how to go on.
    private func keepingEpisode(_ error: any Error, of session: Session) -> any Error {
        let midway: Set<ProductionError.Code> = [.unusableAnswer, .noSources, .folderNotWritable]
        let isMidway = (error as? ProductionError).map { midway.contains($0.code) } ?? true
        guard isMidway, let status = session.openEpisode,
            let next = Phase.allCases.first(where: { status.state(of: $0) != .done })
        else { return error }
        var failure = Failure(error)
        guard failure.status != .usage else { return failure }
        let kept = "The episode \(status.slug) is kept; `open \(status.slug) && \(next.rawValue)` goes on with it."
        failure.kept = [failure.kept, kept].compactMap(\.self).joined(separator: " ")
        return failure
    }

    /// Does some work of a session and tells of it as it goes.
    func withProgress<Output>(_ session: Session, _ work: () async throws -> Output) async throws -> Output {
        let view = ProgressView(
            sink: output.talk,
            showsNotices: interpreter.printAbove == nil,
            now: interpreter.context.now
        )
        let events = session.events()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await event in events { view.show(event) }
            }
            // Events that were published before the work ended are still read after the cancellation.
            do {
                let output = try await work()
                group.cancelAll()
                try await group.waitForAll()
                return output
            } catch {
                group.cancelAll()
                try await group.waitForAll()
                throw keepingEpisode(error, of: session)
            }
        }
    }
}

/// Whether a command has asked to end the shell.
final class Ending: Sendable {
    private let state = Mutex(false)

    var isRequested: Bool { state.withLock(\.self) }

    func request() { state.withLock { $0 = true } }
}
