import ArgumentParser
import CTerminal
import Foundation
import Gateway
import OpenRouter
import Operations
import Shell

/// The program: a shell on a terminal, a line with `-c`, a file of commands, or commands on standard input.
@main
struct Castline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "castline",
        abstract: "Produces podcast episodes through OpenRouter, in a shell that keeps the line running.",
        discussion: """
            Without arguments it starts the shell; 'help' there lists the commands. Without a key it works on an \
            embedded simulator and says so. The key comes from --key-file, OPENROUTER_API_KEY, the setting key-command, \
            the file 'key' in the configuration folder, or 'keys add'; never from an argument.
            """,
        version: "0.1.0",
        subcommands: [RunCommand.self, SimulateCommand.self, ManCommand.self],
        defaultSubcommand: RunCommand.self
    )

    static func main() async {
        // Keys are in memory, and what is written is nobody else's.
        terminal_forbid_core()
        umask(0o077)
        do {
            var command = try parseAsRoot(words)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            // One number for every mistake in words, in the shell and outside it.
            if exitCode(for: error) == .validationFailure {
                RunCommand.complain(message(for: error))
                Foundation.exit(ExitStatus.usage.rawValue)
            }
            exit(withError: error)
        }
    }
}

extension Castline {
    /// The arguments, with the `+e` of other shells as the option that it is.
    private static var words: [String] {
        let words = CommandLine.arguments.dropFirst()
        let options = words.prefix { $0.hasPrefix("-") || $0 == "+e" }
        return options.map { $0 == "+e" ? "--keep-going" : $0 } + words.dropFirst(options.count)
    }
}

/// Runs commands: typed, given with `-c`, in a file, or piped in.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Start the shell, or run a line or a file of commands (the default).",
        usage: "castline [OPTIONS] [-c LINE | -f FILE | FILE] [ARGUMENTS …]"
    )

    @Option(name: .customShort("c"), help: "Run this line and exit; what follows it is $1, $2 …")
    var line: String?

    @Option(name: .customShort("f"), help: "Run this file of commands, as FILE does without -f.", completion: .file())
    var file: String?

    @Flag(name: .customShort("n"), help: "Only check the line or file: what is wrong, and what it may cost.")
    var checks = false

    @Flag(name: .customShort("i"), help: "Go on at the prompt after the line or file.")
    var staysInteractive = false

    @Flag(name: .customShort("x"), help: "Tell each command before it runs.")
    var traces = false

    @Flag(name: .customShort("e"), help: "Stop at the first error, as it does anyway.")
    var stops = false

    @Flag(help: "Go on after errors, as +e does.")
    var keepGoing = false

    @Flag(name: [.customShort("q"), .long], help: "Leave out what is said before the first prompt.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Tell of each call that ends; -vv of each step, as the setting log.level does.")
    var verbose: Int

    @Flag(help: "Use no colours, as NO_COLOR does.")
    var noColor = false

    @Flag(help: "Answer every command with JSON.")
    var json = false

    @Flag(name: .customLong("norc"), help: "Leave out rc.cast, which otherwise runs before the first prompt.")
    var leavesOutStartupFile = false

    @Flag(name: .customLong("private"), help: "Keep what is typed off the disk: history stays in memory.")
    var isPrivate = false

    @Option(help: "Where the API is: OpenRouter or any OpenAI-compatible server.")
    var baseUrl: String?

    @Option(help: "File that holds the API key, mode 0600.", completion: .file())
    var keyFile: String?

    @Option(help: "Folder that holds the episodes.", completion: .directory)
    var episodes: String?

    @Argument(parsing: .captureForPassthrough, help: "A file of commands, and its $1, $2 …")
    var arguments: [String] = []

    func validate() throws {
        guard line == nil || file == nil else { throw ValidationError("-c and -f do not go together") }
        guard !stops || !keepGoing else { throw ValidationError("-e and --keep-going do not go together") }
        guard line == nil, file == nil, let first = arguments.first, first.hasPrefix("-"), first != "-" else { return }
        // What is passed on to a file takes these too.
        if ["--help", "-h"].contains(first) { throw CleanExit.helpRequest(self) }
        let options = [
            "--base-url", "--key-file", "--episodes", "--json", "--norc", "--private", "--help", "--version",
            "--keep-going", "--quiet", "--no-color", "--verbose", "-c", "-e", "-f", "-n", "-i", "-q", "-v", "-x",
        ]
        let nearest = Spelling.nearest(to: first, among: options, limit: 1).first
        throw ValidationError("there is no option \(first)\(nearest.map { "; did you mean \($0)?" } ?? "")")
    }

    func run() async throws {
        var environment = ProcessInfo.processInfo.environment
        if noColor { environment["NO_COLOR"] = "1" }
        let options = [
            "base-url": baseUrl, "key-file": keyFile, "episodes": episodes, "log.level": logLevel?.rawValue,
        ].compactMapValues(\.self)
        do {
            let installation = try Installation(
                options: options,
                environment: environment,
                signals: try TerminalSignals()
            )
            var context = installation.context
            context.wantsJSON = json
            context.isQuiet = quiet
            let status = await run(CommandShell(context), environment)
            await installation.close()
            throw ExitCode(status.rawValue)
        } catch let error as ConfigurationError {
            Self.complain("\(error)")
            throw ExitCode(ExitStatus.usage.rawValue)
        } catch let error as KeyError {
            Self.complain([error.message, error.next].compactMap(\.self).joined(separator: ". "))
            throw ExitCode(ExitStatus.usage.rawValue)
        }
    }

    /// What `-v` asks for; `nil` leaves it to the settings.
    private var logLevel: LogLevel? { verbose == 0 ? nil : verbose == 1 ? .debug : .trace }

    private func run(_ shell: CommandShell, _ environment: [String: String]) async -> ExitStatus {
        if traces { shell.trace() }
        if isPrivate { shell.keepHistoryPrivate() }
        if keepGoing { shell.goOnAfterErrors() }
        let isTerminal = isatty(STDIN_FILENO) == 1
        if line != nil || file != nil || !arguments.isEmpty || !isTerminal {
            let status = await runText(shell)
            guard staysInteractive, isTerminal else { return status }
        }
        return await shell.runInteractive(environment: environment, readsStartupFile: !leavesOutStartupFile)
    }

    /// Runs, or only checks, the line, the file, or else the standard input.
    private func runText(_ shell: CommandShell) async -> ExitStatus {
        let words = (file.map { [$0] } ?? []) + arguments
        if line == nil, let file = words.first, file != "-" {
            let rest = Array(words.dropFirst())
            return checks
                ? await shell.checkFile(file, arguments: rest) : await shell.runFile(file, arguments: rest)
        }
        let text: String
        if let line {
            text = line
        } else {
            text = String(decoding: (try? FileHandle.standardInput.readToEnd()) ?? Data(), as: UTF8.self)
        }
        let name = line == nil ? "stdin" : "-c"
        let rest = line == nil ? Array(words.dropFirst()) : words
        return checks
            ? await shell.checkScript(text, file: name, arguments: rest)
            : await shell.runScript(text, file: name, arguments: rest)
    }

    static func complain(_ message: String) {
        FileHandle.standardError.write(Data("castline: \(Redactor().redacted(message.printable))\n".utf8))
    }
}
