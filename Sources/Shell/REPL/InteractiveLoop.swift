import CTerminal
import Foundation
import Gateway
import OpenRouter
import Production

/// Reads a line, runs it, and again, until somebody leaves.
struct InteractiveLoop: Sendable {
    let interpreter: Interpreter
    let running: RunningCommand
    let output: Output
    let editor: LineEditor
    let use: WordUse
    /// A file of commands that runs before the first prompt, where there is one.
    let startupFile: URL?
    let clock = ContinuousClock()
    private let start = ContinuousClock.now

    /// Runs until Ctrl-D, `exit` or the end of the process.
    func run() async -> ExitStatus {
        prepareHistory()
        greet()
        await runStartupFile()
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await warmUp() }
            let status = await readLines()
            group.cancelAll()
            return status
        }
    }

    /// Makes the folder of the history, for the owner alone; without it lines stay in memory.
    private func prepareHistory() {
        guard let folder = interpreter.context.historyFile?.deletingLastPathComponent() else { return }
        try? FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// Runs the startup file; what fails in it is told, and the prompt comes all the same.
    private func runStartupFile() async {
        guard let path = startupFile?.path(percentEncoded: false), FileManager.default.fileExists(atPath: path) else {
            return
        }
        _ = await running.run { [interpreter, output] in
            do {
                return await interpreter.run(Interpreter.Frame(source: try ScriptFile.read(path)), output: output)
            } catch {
                return interpreter.finish(error, isJSON: false, output)
            }
        }
    }

    /// Tells a notice, or counts it where there are too many to read, or keeps it for the next prompt.
    ///
    /// - Returns: Whether the count is to be told when the second is over.
    private func tell(notice text: String) -> Bool {
        let holds = interpreter.context.configuration["notices"] == "hold"
        let decision = interpreter.notices.take(
            output.talk.redactor.redacted(text),
            at: interpreter.context.now(),
            start.duration(to: clock.now),
            holds: holds
        )
        if decision == .tell { tell(NoticeText.of(text, output.talk.style)) }
        return decision == .countFirst
    }

    /// Tells how many notices were not told.
    private func tell(untold count: Int) {
        guard count > 0 else { return }
        tell(NoticeText.of("\(count) more: `notices` lists them", output.talk.style))
    }

    /// Tells what was kept for this prompt.
    private func tellHeldNotices() {
        let (texts, more) = interpreter.notices.takeHeld()
        for text in texts { tell(NoticeText.of(text, output.talk.style)) }
        tell(untold: more)
    }

    /// Tells something on a line of its own: above the prompt, or between the lines of what runs.
    private func tell(_ text: String) { editor.printAbove(output.talk.redactor.redacted(text)) }

    /// Says what a person must know before the first prompt, and to somebody new how to get help and how to leave.
    private func greet() {
        guard !interpreter.context.isQuiet else { return }
        let style = output.talk.style
        var lines: [String] = []
        if interpreter.history.isNew {
            lines.append(style.dim("Castline: help says what there is, Tab completes, Ctrl-D or exit leaves."))
        }
        if let greeting = interpreter.context.greeting { lines.append(greeting.printable) }
        try? output.talk.print(DisplayWidth.fitted(lines.joined(separator: "\n"), to: style.width))
    }

    /// Opens the session once the prompt stands, for completion and notices.
    ///
    /// What fails here fails again, and is told, when a command needs it.
    private func warmUp() async {
        for line in interpreter.history.readAhead(10_000).suffix(1_000) { use.count(line) }
        // Whoever types at once is not kept waiting by it.
        try? await clock.sleep(for: .milliseconds(150))
        guard !Task.isCancelled, let session = try? await interpreter.sessions.session() else { return }
        let events = session.events()
        if let episodes = try? await session.episodes() { interpreter.names.replaceEpisodes(episodes) }
        _ = try? await session.gateway.models(refresh: false)
        _ = try? await session.gateway.providers()
        for record in ((try? await session.gateway.requests(limit: 50)) ?? []).reversed() {
            interpreter.names.addCall(record)
        }
        await withDiscardingTaskGroup { group in
            for await event in events {
                if case .callSettled(let record) = event { interpreter.names.addCall(record) }
                guard let text = NoticeText.of(event), tell(notice: text) else { continue }
                group.addTask {
                    guard (try? await clock.sleep(for: .seconds(1))) != nil else { return }
                    tell(untold: interpreter.notices.untold())
                }
            }
        }
    }

    private func readLines() async -> ExitStatus {
        let prompter = Prompter()
        var money = await prompter.money(of: interpreter.sessions.current)
        while true {
            let session = interpreter.sessions.current
            let status = interpreter.variables.lastStatus
            tellHeldNotices()
            let prompt = prompter.prompt(
                session?.openEpisode,
                money,
                isPrivate: interpreter.history.isPrivate,
                last: status,
                output.data.style
            )
            switch await running.read({ [editor] in await editor.readLine(prompt: prompt) }) {
            case .endOfInput:
                if let termination = running.termination { return termination }
                if interpreter.jobs.mayLeave() { return .success }
                editor.printAbove("Jobs still run: `jobs` lists them; Ctrl-D again cancels them and leaves.")
            case .interrupted: interpreter.variables.lastStatus = .interrupted
            case .line(let text):
                guard text.contains(where: { !$0.isWhitespace }) else { continue }
                if !leaves(text) { interpreter.jobs.forgetWarning() }
                let entry = interpreter.history.append(text, episode: session?.openEpisode?.slug)
                use.count(text)
                var before = money
                if before == nil { before = await prompter.money(of: session) }
                let start = clock.now
                let (heard, come) = (running.interrupts, terminal_interrupts())
                let outcome = await running.run(since: editor.lineEnd) { [interpreter, output] in
                    await interpreter.run(Interpreter.Frame(source: SourceText(text, name: "")), output: output)
                }
                if outcome.hasDiedOfInterrupt {
                    await running.hearInterrupt(after: heard, hasCome: terminal_interrupts() > come)
                }
                if outcome.status == .interrupted { editor.noteInterrupted() }
                ring(after: start.duration(to: clock.now))
                money = await prompter.money(of: interpreter.sessions.current)
                // Money is known for the day and the store: what other shells spent meanwhile is in it.
                let cost = money.map { $0.spentToday - (before?.spentToday ?? $0.spentToday) } ?? .zero
                interpreter.history.finish(
                    entry,
                    status: Int(outcome.status.rawValue),
                    duration: start.duration(to: clock.now),
                    cost: cost > .zero ? cost : nil
                )
                if let termination = running.termination { return termination }
                if outcome.ends, outcome.status != .interrupted { return outcome.status }
            }
        }
    }

    /// Rings the bell where somebody has waited long for the prompt, and may look elsewhere.
    private func ring(after duration: Duration) {
        if interpreter.isLong(duration), output.talk.style.isTerminal { output.screen?.ring() }
    }

    /// Whether a line is only `exit`, by any of its names.
    private func leaves(_ text: String) -> Bool {
        let word = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return interpreter.table[word]?.name == "exit"
    }
}
