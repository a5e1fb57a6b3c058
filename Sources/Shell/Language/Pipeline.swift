import Foundation
import Glibc
import OpenRouter

/// Programs of the system joined by pipes, each with its words as they are: no shell reads them.
struct Pipeline: Sendable {
    private let programs: [(path: String, words: [String])]
    private let environment: [String: String]
    private let isJob: Bool

    /// The programs, found on the `PATH`, so that nothing runs where one of them is missing.
    ///
    /// - Parameters:
    ///   - programs: The words of each, its name first.
    ///   - variables: What the programs see in their environment, besides that of this process.
    ///   - isJob: Whether they run beside what somebody types.
    /// - Throws: ``Failure`` with status 127 for a name that is no program, 126 for a file that is none.
    init(_ programs: [[String]], variables: Variables, isJob: Bool) throws {
        guard !programs.joined().contains(where: \.holdsKey) else { throw Self.keyInLine }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        self.programs = try programs.map { (try Self.path(of: $0.first ?? "", in: path), $0) }
        environment = Self.environment(variables)
        self.isJob = isJob
    }

    /// What programs see: the environment of this process, without keys that they were not given, and the variables.
    static func environment(_ variables: Variables) -> [String: String] {
        ProcessInfo.processInfo.environment.filter { !KeySource.variables.contains($0.key) }
            .merging(variables.all) { $1 }.merging(["last": variables.lastText]) { $1 }
    }

    /// Runs the programs and waits; cancelling the task ends them.
    ///
    /// - Parameters:
    ///   - output: What the last one writes to, and where all of them complain.
    ///   - body: What the first one reads; `nil` for this process's own input.
    /// - Returns: The status of the last part that failed, as bash has it with `pipefail`. That nobody reads what a part
    ///   writes any more is no failure.
    /// - Throws: ``Failure`` when the system has no pipe left, or a program cannot be started.
    func run(
        _ output: Output,
        feeding body: ((Sink) async -> Interpreter.Outcome)? = nil
    ) async throws -> Interpreter.Outcome {
        let feed = try body.map { _ in try PipeEnds() }
        // Where text does not go to a descriptor, it comes through here.
        let data = output.data.descriptor == nil ? try PipeEnds() : nil
        let talk = output.talk.descriptor == nil ? try PipeEnds() : nil
        let children = try start(output, feed: feed, data: data, talk: talk)
        return await withTaskCancellationHandler {
            async let isRead = data?.forward(to: output.data)
            async let isHeard = talk?.forward(to: output.talk)
            var fed: Interpreter.Outcome?
            if let body, let feed {
                let sink = Sink(descriptor: feed.writing, redactor: output.data.redactor) { .plain }
                fed = await body(sink)
                try? sink.end()
                close(feed.writing)
            }
            var ends: [ChildProcess.End] = []
            for child in children { ends.append(await child.end()) }
            if data == nil { output.screen?.noteOtherWriter() }
            let hasLostReader = await isRead == false
            _ = await isHeard
            if Task.isCancelled { return Interpreter.Outcome(status: .interrupted, ends: true) }
            var outcome = Self.outcome(fed, ends.map(\.status), hasLostReader: hasLostReader)
            // A job's programs have a group of their own, which no key reaches.
            outcome.hasDiedOfInterrupt = !isJob && ends.contains { $0.signal == SIGINT }
            return outcome
        } onCancel: {
            for child in children { child.terminate() }
        }
    }

    private func start(
        _ output: Output,
        feed: PipeEnds?,
        data: PipeEnds?,
        talk: PipeEnds?
    ) throws -> [ChildProcess] {
        // Once the programs have their copies, nobody else may hold these open.
        var handedOn = [feed?.reading, data?.writing, talk?.writing].compactMap(\.self)
        defer { for end in handedOn { close(end) } }
        var children: [ChildProcess] = []
        do {
            var streams = ChildProcess.Streams(input: feed?.reading, errors: talk?.writing ?? output.talk.descriptor)
            for (index, program) in programs.enumerated() {
                let link = index + 1 < programs.count ? try PipeEnds() : nil
                if let link { handedOn += [link.reading, link.writing] }
                streams.output = link?.writing ?? data?.writing ?? output.data.descriptor
                children.append(
                    try ChildProcess(
                        path: program.path,
                        words: program.words,
                        environment: environment,
                        streams: streams,
                        isJob: isJob
                    )
                )
                streams.input = link?.reading
            }
            return children
        } catch {
            for child in children { child.terminate() }
            for end in [feed?.writing, data?.reading, talk?.reading].compactMap(\.self) { close(end) }
            throw error
        }
    }

    private static func outcome(
        _ fed: Interpreter.Outcome?,
        _ statuses: [ExitStatus],
        hasLostReader: Bool
    ) -> Interpreter.Outcome {
        let brokenPipe = ExitStatus(rawValue: 128 + SIGPIPE)
        let parts = (fed.map { [$0.status] } ?? []) + statuses
        var outcome = Interpreter.Outcome(status: parts.last { $0 != .success && $0 != brokenPipe } ?? .success)
        // A program that has seen enough ends its own line only; where the last one cannot write, nobody reads at all.
        outcome.ends = fed.map { $0.ends && !$0.hasLostReader } ?? false
        if hasLostReader || statuses.last == brokenPipe {
            outcome.ends = true
            outcome.hasLostReader = true
        }
        return outcome
    }

    /// Words are seen by other users of the machine, and remembered by terminals.
    static var keyInLine: Failure {
        Failure(
            code: UsageError.Code.keyInLine.rawValue,
            "An API key stands in this line, and keys are never arguments.",
            kept: "Nothing was run.",
            next: "`keys add` takes a key without showing it; `keys revoke` replaces one that others have seen.",
            status: .usage
        )
    }

    /// The file of a program: the name itself where it is a path, otherwise the first on the `PATH`.
    static func path(of name: String, in path: String) throws -> String {
        let candidates =
            name.contains("/")
            ? [(name as NSString).expandingTildeInPath] : path.split(separator: ":").map { "\($0)/\(name)" }
        if !name.isEmpty {
            if let found = candidates.first(where: { unsafe access($0, X_OK) == 0 && isFile($0) }) { return found }
            if let file = candidates.first(where: isFile) {
                throw Failure(
                    code: "programNotExecutable",
                    "\(file.printable) may not be run.",
                    kept: "Nothing was run.",
                    next: "`!chmod +x FILE` makes a program of a script that has a #! line.",
                    status: .notExecutable
                )
            }
        }
        throw Failure(
            code: "programMissing",
            "There is no program called \(name.printable.debugDescription).",
            kept: "Nothing was run.",
            next: "Programs are found on the PATH; there are no patterns or shell functions: !sh -c '…' has them.",
            status: .notFound
        )
    }

    private static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
}
