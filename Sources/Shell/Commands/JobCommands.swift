import Foundation

/// The commands about what runs beside the prompt.
enum JobCommands {
    static let all: [Command] = [jobs, fg, wait, cancel]

    private struct View: Encodable, Sendable {
        var number: Int
        var line: String
        var state: String
        var exitCode: Int32?
        var startedAt: Date
        var seconds: Double

        init(_ job: Job, at now: Date) {
            number = job.number
            line = job.line
            state = job.state
            exitCode = job.status?.rawValue
            startedAt = job.startedAt
            seconds = job.seconds(at: now)
        }
    }

    private static let job = Command.Argument(
        name: "job",
        kind: .job,
        summary: "its number, as `jobs` lists it; the latest if not given",
        isOptional: true
    )

    private static let jobs = Command(
        name: "jobs",
        group: .shell,
        summary: "list what runs beside the prompt, and how what has ended did",
        details: "A line that ends in & becomes a job.",
        examples: [
            .init("ask 'Say hi.' & jobs", "starts a job and lists it"),
            .init("jobs --json", "the same for a program"),
        ],
        statuses: [],
        output: .object(["jobs": .list(.job)])
    ) { _, context in
        let now = context.shell.now()
        let views = context.jobs.all.map { View($0, at: now) }
        return CommandReport(["jobs": views]) { style in
            guard !views.isEmpty else { return "no jobs; a line that ends in & becomes one" }
            return Table(
                columns: [
                    .init(title: "job", alignment: .right), .init(title: "state"),
                    .init(title: "exit", alignment: .right), .init(title: "time", alignment: .right),
                    .init(title: "line", isElastic: true),
                ],
                rows: views.map { view in
                    [
                        String(view.number), view.state, view.exitCode.map { String($0) } ?? "–",
                        Figures.seconds(view.seconds), view.line,
                    ]
                }
            ).text(style)
        }
    }

    private static let fg = Command(
        name: "fg",
        group: .shell,
        summary: "go on with a job as if it had been typed without &",
        details: "Ctrl-C cancels the job then. Its exit code and $last become those of fg.",
        arguments: [job],
        examples: [
            .init("ask 'Say hi.' & fg", "waits for the answer; Ctrl-C cancels the question"),
            .init("ask 'Say hi.' & fg 1 && echo done", "goes on when the job has succeeded"),
        ],
        statuses: ExitStatus.ofWork,
        output: .job
    ) { invocation, context in
        let job = try latest(invocation, context)
        try context.output.talk.print(context.output.talk.style.dim(job.line.printable))
        let ended: Job?
        do {
            ended = try await context.jobs.end(of: job.number)
        } catch {
            context.jobs.cancel(job.number)
            // The prompt comes when nothing runs in front of it any more; this task itself may wait for nothing now.
            _ = await Task { try? await context.jobs.end(of: job.number) }.value
            throw error
        }
        let view = View(ended ?? job, at: context.shell.now())
        return CommandReport(view, status: ended?.status ?? .success, last: ended?.lastText) { _ in "" }
    }

    private static let wait = Command(
        name: "wait",
        group: .shell,
        summary: "wait until jobs have ended",
        details: "Ends with the exit code of the first job that failed. Ctrl-C ends the waiting, not the jobs.",
        arguments: [
            .init(
                name: "job",
                kind: .job,
                summary: "their numbers; all jobs if none is given",
                isOptional: true,
                isRepeating: true
            )
        ],
        examples: [
            .init("ask 'Say hi.' & ask 'Say ho.' & wait", "asks both at once and waits for both"),
            .init("ask 'Say hi.' & wait 1 && echo $last", "waits for one and prints what it handed on"),
        ],
        statuses: ExitStatus.ofWork,
        output: .object(["jobs": .list(.job)])
    ) { invocation, context in
        let given = try invocation.texts("job").map { try found($0, context).number }
        let now = context.shell.now
        guard !given.isEmpty else {
            let status = try await context.jobs.endOfAll()
            return CommandReport(["jobs": context.jobs.all.map { View($0, at: now()) }], status: status) { _ in "" }
        }
        var ended: [Job] = []
        for number in given { if let job = try await context.jobs.end(of: number) { ended.append(job) } }
        let status = ended.compactMap(\.status).first { $0 != .success } ?? .success
        let views = ended.map { View($0, at: now()) }
        return CommandReport(["jobs": views], status: status, last: ended.last?.lastText) { _ in "" }
    }

    private static let cancel = Command(
        name: "cancel",
        group: .shell,
        summary: "cancel a job; what it has made is kept",
        arguments: [job],
        examples: [
            .init("ask 'Say hi.' & cancel", "cancels the latest job"),
            .init("ask 'Say hi.' & cancel 1 --json", "cancels job 1 and says how it ended, for a program"),
        ],
        statuses: [.failure, .interrupted],
        output: .job
    ) { invocation, context in
        let job = try latest(invocation, context)
        context.jobs.cancel(job.number)
        let ended = try await context.jobs.end(of: job.number) ?? job
        return CommandReport(View(ended, at: context.shell.now())) { _ in "" }
    }

    // MARK: Which one

    private static func latest(_ invocation: Invocation, _ context: CommandContext) throws -> Job {
        if let text = invocation.text("job") { return try found(text, context) }
        guard let job = context.jobs.running.last ?? context.jobs.all.last else {
            throw Failure(code: "noJob", "No job runs.", next: "A line that ends in & becomes a job.")
        }
        return job
    }

    private static func found(_ text: String, _ context: CommandContext) throws -> Job {
        if let job = ValueKind.jobNumber(text).flatMap({ context.jobs[$0] }) { return job }
        let running = context.jobs.all.map { String($0.number) }
        throw Failure(
            code: "unknownJob",
            "There is no job \(text).",
            next: running.isEmpty
                ? "A line that ends in & becomes a job." : "There are: \(running.joined(separator: ", ")).",
            status: .usage
        )
    }
}
