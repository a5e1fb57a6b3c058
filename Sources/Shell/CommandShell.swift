import Foundation
import Gateway
import OpenRouter
import Operations
import Production
import Resilience

/// The shell: runs lines, texts and files of commands on one session.
public struct CommandShell: Sendable {
    let interpreter: Interpreter
    private let output: Output
    private let running = RunningCommand()
    private let use = WordUse()

    /// A shell with all commands.
    public init(_ context: ShellContext) {
        self.init(context, table: .standard)
    }

    init(_ context: ShellContext, table: CommandTable) {
        let history = History(
            path: context.historyFile?.path(percentEncoded: false),
            session: context.sessionName,
            now: { [now = context.now] in Int64(now().timeIntervalSince1970 * 1000) }
        )
        interpreter = Interpreter(table: table, context: context, history: history)
        output = context.output
        let background = context.configuration["background"]
        if background != "auto" { output.screen?.isLight = background == "light" }
    }

    /// Tells each command on standard error before it runs, as `set -x` does.
    public func trace() { interpreter.variables.isTracing = true }

    /// Goes on after a command that fails, as `on-error continue` does.
    public func goOnAfterErrors() { interpreter.variables.stopsOnError = false }

    /// Keeps the lines that are typed off the disk, as `history --private on` does.
    public func keepHistoryPrivate() { interpreter.history.isPrivate = true }

    /// Runs a text of commands, and waits for the jobs it has started.
    ///
    /// - Parameters:
    ///   - text: The commands.
    ///   - name: What the text is called in messages, such as `-c` or `stdin`.
    ///   - arguments: `$1`, `$2` … in it.
    /// - Returns: 0, or the status of the first statement that failed, or else of the first job that did.
    public func runScript(_ text: String, file name: String, arguments: [String] = []) async -> ExitStatus {
        let frame = Interpreter.Frame(source: SourceText(text, name: name), arguments: arguments)
        return await supervised {
            await running.run { [interpreter, output] in
                var outcome = await interpreter.run(frame, output: output)
                if outcome.ends { return outcome }
                let jobs = (try? await interpreter.jobs.endOfAll()) ?? .interrupted
                if outcome.status == .success { outcome.status = jobs }
                return outcome
            }
        }
    }

    /// Runs a file of commands.
    ///
    /// - Returns: As ``runScript(_:file:arguments:)``; 2 when the file cannot be read.
    public func runFile(_ path: String, arguments: [String] = []) async -> ExitStatus {
        await withFile(path) { await runScript($0, file: path, arguments: arguments) }
    }

    /// Says what is wrong with a text, without running any of it.
    ///
    /// - Returns: 0, or 2 where something is wrong.
    public func checkScript(_ text: String, file name: String, arguments: [String] = []) async -> ExitStatus {
        let frame = Interpreter.Frame(source: SourceText(text, name: name), arguments: arguments)
        return await supervised { await ScriptCheck(interpreter: interpreter, frame: frame).run(output) }
    }

    /// Says what is wrong with a file, without running any of it.
    ///
    /// - Returns: 0, or 2 where something is wrong or the file cannot be read.
    public func checkFile(_ path: String, arguments: [String] = []) async -> ExitStatus {
        await withFile(path) { await checkScript($0, file: path, arguments: arguments) }
    }

    private func withFile(_ path: String, _ body: (String) async -> ExitStatus) async -> ExitStatus {
        do {
            let source = try ScriptFile.read(path)
            return await body(source.text(0..<source.scalars.count))
        } catch {
            return interpreter.finish(error, isJSON: interpreter.context.wantsJSON, output).status
        }
    }

    /// Reads lines from a person at the terminal and runs them, until Ctrl-D or `exit`.
    ///
    /// - Parameters:
    ///   - environment: `TERM` tells the editor what it draws on.
    ///   - readsStartupFile: Whether `rc.cast` of the configuration folder runs first.
    /// - Returns: 0 after Ctrl-D, otherwise what `exit` was told.
    public func runInteractive(environment: [String: String], readsStartupFile: Bool = true) async -> ExitStatus {
        let configuration = editorConfiguration(environment)
        do {
            let editor = try LineEditor(configuration: configuration)
            var interpreter = interpreter
            let redactor = output.talk.redactor
            interpreter.printAbove = { editor.printAbove(redactor.redacted($0)) }
            interpreter.keyboard = (configuration.input, { editor.typeAhead($0) })
            let loop = InteractiveLoop(
                interpreter: interpreter,
                running: running,
                output: output,
                editor: editor,
                use: use,
                startupFile: readsStartupFile ? interpreter.context.configuration.places.startupFile : nil
            )
            let status = await supervised { Interpreter.Outcome(status: await loop.run()) }
            editor.close()
            return status
        } catch {
            let failure = Failure(code: "noTerminal", "The terminal cannot be used: \(error).")
            try? output.talk.print(failure.text(output.talk.style))
            return failure.status
        }
    }

    /// What the editor is made of, as the settings have it.
    private func editorConfiguration(_ environment: [String: String]) -> LineEditor.Configuration {
        let settings = interpreter.context.configuration
        let kind = TerminalKind(environment: environment)
        let sessions = interpreter.sessions
        let models: @Sendable () -> [Model] = { sessions.current?.gateway.cachedModels() ?? [] }
        let openEpisode: @Sendable () -> String? = { sessions.current?.openEpisode?.slug }
        let completer = Completer(
            table: interpreter.table,
            variables: interpreter.variables,
            names: interpreter.names,
            use: use,
            models: models,
            providers: { sessions.current?.gateway.cachedProviders() ?? [] },
            breakers: { sessions.current?.gateway.breakersInWords ?? [] },
            gates: { sessions.current?.gateway.closedGates ?? [] },
            openEpisode: openEpisode,
            jobs: { [jobs = interpreter.jobs] in jobs.all },
            script: { sessions.current?.openScript() },
            revision: { sessions.current?.openEpisode?.revision },
            faults: interpreter.context.faults,
            keys: { [ring = interpreter.context.keyRing, account = settings.baseURL] in
                let entries = (try? ring?.entries()) ?? []
                return entries.filter { $0.account == account }.map { ($0.name, $0.role.rawValue) }
            }
        )
        let suggester = Suggester(history: interpreter.history, completer: completer, openEpisode: openEpisode)
        let highlighter = Highlighter(table: interpreter.table, variables: interpreter.variables) { name in
            let known = models()
            return known.isEmpty ? nil : known.contains { $0.id == name }
        }
        var configuration = LineEditor.Configuration(
            programName: "castline",
            terminal: settings["plain"] != "on" && kind.canEdit ? kind.name : "dumb",
            history: interpreter.history,
            completer: { completer.completions($0, $1) },
            isComplete: { CommandParser.isComplete($0) }
        )
        configuration.screen = output.screen
        configuration.interrupt = { [running] in running.receive(.interrupt(at: .now)) }
        configuration.handsKeysOn = { [table = interpreter.table, variables = interpreter.variables] in
            KeyboardUse(table: table, aliases: variables.aliases).isHandedOn(by: $0)
        }
        configuration.highlighter = { highlighter.highlights($0) }
        configuration.expander = { [history = interpreter.history] in
            completer.expansion($0, $1) ?? HistoryReference.expansion($0, $1, in: history)
        }
        configuration.suggester = { suggester.hint(for: $0) }
        configuration.look = LineEditor.Look(
            isColoured: output.data.style.isColoured,
            highlights: settings["editor.highlight"] == "on",
            hints: settings["editor.hints"] == "on",
            menu: settings["editor.menu"] == "on",
            usesVi: settings["editor.keys"] == "vi"
        )
        let isTold = environment["COLORFGBG"] != nil || settings["background"] != "auto"
        configuration.asksForBackground = configuration.look.isColoured && kind.answers && !isTold
        configuration.editorProgram = { [variables = interpreter.variables] in
            EditorProgram(Pipeline.environment(variables))
        }
        return configuration
    }

    /// Listens to signals while something runs.
    private func supervised(_ body: () async -> Interpreter.Outcome) async -> ExitStatus {
        await withTaskGroup(of: Void.self) { group in
            if let signals = interpreter.context.signals {
                group.addTask { [running, output] in
                    for await signal in signals.stream {
                        // The terminal has echoed ^C: what comes next begins a line of its own.
                        if case .interrupt = signal, running.isRunning, output.talk.style.isTerminal {
                            try? output.talk.write("\n")
                        }
                        if signal == .resume { output.screen?.showAgain() }
                        running.receive(signal)
                    }
                }
            }
            group.addTask { [interpreter] in await interpreter.jobs.run() }
            let outcome = await body()
            output.screen?.flush()
            group.cancelAll()
            return running.termination ?? outcome.status
        }
    }
}

extension Gateway {
    /// The breakers, each with how it is.
    fileprivate var breakersInWords: [(id: BreakerID, state: String)] {
        breakerStates.map { ($0.id, $0.snapshot.state == .halfOpen ? "half-open" : $0.snapshot.state.rawValue) }
    }
}

extension CommandTable {
    /// All commands of the shell.
    static let standard = CommandTable(
        [
            ProduceCommands.all + StateCommands.all + RevisionCommands.all + EditCommands.all,
            ShowCommands.all,
            ModelCommands.all,
            MoneyCommands.all,
            DebugCommands.all,
            ChaosCommands.all,
            CacheCommands.all,
            WatchCommands.all,
            [ScreenCommand.screen],
            JobCommands.all,
            LiveCommands.all,
            LanguageCommands.all,
            ShellCommands.all,
            ProtectionCommands.all,
            KeyCommands.all,
            DoctorCommand.all,
        ].flatMap(\.self)
    )
}
