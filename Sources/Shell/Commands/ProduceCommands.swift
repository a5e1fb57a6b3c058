import Foundation
import Gateway
import OpenRouter
import Production

/// The commands that make episodes.
enum ProduceCommands {
    static let all: [Command] = [produce] + phases + [resume, correct] + looks

    static let strict = Command.Option(
        name: "strict",
        kind: nil,
        summary: "exit code 4 when something was not made as asked"
    )
    static let fresh = Command.Option(
        name: "fresh",
        kind: nil,
        summary: "ask anew: without it, what was answered before is used again"
    )
    static let source = Command.Option(
        name: "source",
        kind: .file,
        summary: "file or URL to work from, not the web; may be repeated",
        isRepeating: true
    )
    static let until = Command.Option(
        name: "until",
        kind: .phase,
        summary: "the last phase that runs, such as outline"
    )
    static let audio: [Command.Option] = [
        .init(name: "audio", kind: nil, summary: "make an MP3 as well"),
        .init(
            name: "engine",
            kind: .choice(SpeechEngineKind.allCases.map(\.rawValue)),
            summary: "who speaks with --audio; flite if not given"
        ),
    ]

    static func engine(_ invocation: Invocation) -> SpeechEngineKind? {
        guard invocation.has("audio") || invocation.has("engine") else { return nil }
        return invocation.text("engine").flatMap(SpeechEngineKind.init) ?? .flite
    }

    static let paid: [ExitStatus] = [.failure, .budget, .degraded, .authentication, .upstream, .interrupted]
    static let topicLength = 1...2_000

    private static let produce = Command(
        name: "produce",
        group: .produce,
        summary: "make a whole episode: research, outline, script, qa, finalize",
        arguments: [.init(name: "topic", kind: .text(topicLength), summary: "what the episode is about, in quotes")],
        options: [source] + BriefOptions.all + [BriefOptions.show, until] + audio.prefix(1) + [strict],
        examples: [
            .init(
                "produce \"The history of the transistor\" --minutes 5 --yes",
                "searches the web, writes, checks, packs"
            ),
            .init("produce 'Coral reefs' --source reefs.md --format interview", "works from a file of yours"),
        ],
        statuses: paid + [.rejected],
        output: .phases,
        worstCase: worstCase(of: Phase.allCases)
    ) { invocation, context in
        let session = try await context.session()
        let brief = try await BriefOptions.brief(topic: invocation.text("topic") ?? "", invocation, session)
        let reports = try await context.withProgress(session) {
            try await session.produce(
                brief,
                sources: invocation.texts("source"),
                audio: invocation.has("audio") ? .flite : nil,
                until: phase(invocation),
                agreement: context.agreement(invocation, unattended: .order)
            )
        }
        return try await result(of: reports, invocation, session, context)
    }

    private static let resume = Command(
        name: "resume",
        group: .produce,
        summary: "go on with an episode where it stopped, to the end",
        details: """
            Phases that are missing or stale run. Whatever was answered before, also by a run that was killed, is neither \
            asked nor paid for again. What waits for an approval goes on waiting, unless --yes agrees to it.
            """,
        arguments: [
            .init(name: "episode", kind: .episode, summary: "its folder; the open one if not given", isOptional: true)
        ],
        options: [until, strict],
        examples: [
            .init("resume coral-reefs", "after a crash, a Ctrl-C, a spent budget or an edit"),
            .init("open coral-reefs; resume --json", "the same for a program"),
        ],
        statuses: paid + [.rejected],
        output: .phases,
        worstCase: worstCase(of: [.outline, .script, .qa, .finalize])
    ) { invocation, context in
        let session = try await context.session()
        if let slug = invocation.text("episode") { try await session.open(slug) }
        let reports = try await context.withProgress(session) {
            try await session.resume(
                until: phase(invocation),
                agreement: context.agreement(invocation, unattended: .none)
            )
        }
        return try await result(of: reports, invocation, session, context)
    }

    private static let correct = Command(
        name: "correct",
        group: .produce,
        summary: "put right what a finalized episode says, under the same guid",
        details: """
            The statement appears with its date in notes, description, transcripts and feed. With --turn and --say a turn \
            of the script gets new words, the script is checked again, and everything made from it is made anew.
            """,
        arguments: [
            .init(name: "statement", kind: .text(1...500), summary: "what was wrong and what is right, in quotes")
        ],
        options: [
            .init(name: "turn", kind: .turn, summary: "the turn to change, such as t12"),
            .init(name: "say", kind: .text(1...5_000), summary: "the turn's new words"), strict,
        ],
        examples: [
            .init("correct 'The radio cost 49.95 dollars, not 95.'", "publishes the statement"),
            .init(
                "correct 'The year was 1948.' --turn t4 --say 'It was announced in 1948.'",
                "and changes what is said"
            ),
        ],
        statuses: paid + [.rejected],
        output: .phases
    ) { invocation, context in
        let (turn, words) = (invocation.text("turn"), invocation.text("say"))
        guard (turn == nil) == (words == nil) else {
            throw Failure(
                code: "missingValue",
                "--turn and --say belong together.",
                next: "For example: correct 'The year was 1948.' --turn t4 --say 'It was announced in 1948.'",
                status: .usage
            )
        }
        let session = try await context.session()
        let change: (turn: String, text: String)? = turn.flatMap { turn in words.map { (turn, $0) } }
        let reports = try await context.withProgress(session) {
            try await session.correct(invocation.text("statement") ?? "", change: change)
        }
        return try await result(of: reports, invocation, session, context)
    }

    // MARK: What phases have in common

    /// The worst case of phases: of a new brief where a topic is given, otherwise of the open episode's.
    static func worstCase(
        of phases: [Phase]
    ) -> @Sendable (Invocation, CommandContext) async throws -> USD? {
        { invocation, context in
            let session = try await context.session()
            let command = invocation.command
            var brief = try await session.status()?.brief
            if command.arguments.contains(where: { $0.name == "topic" }), let topic = invocation.text("topic") {
                brief = try await BriefOptions.brief(topic: topic, invocation, session)
            } else if command.options.contains(where: { $0.name == "minutes" }) {
                brief = brief.map { BriefOptions.applied(invocation, to: $0, in: session) }
            }
            guard let brief else { return nil }
            let isAsked = command.options.contains { $0.name == "engine" }
            let isNew = command.arguments.contains { $0.name == "topic" }
            let speaking = isAsked ? engine(invocation) : isNew ? nil : await session.speaking()
            return try await session.worstCase(of: phases, for: brief, speaking: speaking)
        }
    }

    static func phase(_ invocation: Invocation) -> Phase {
        invocation.text("until").flatMap(Phase.init) ?? .finalize
    }

    static func revise(_ invocation: Invocation, _ session: Session) async throws {
        guard BriefOptions.areGiven(in: invocation), let status = try await session.status() else { return }
        let brief = BriefOptions.applied(invocation, to: status.brief, in: session)
        if brief != status.brief { try await session.revise(brief) }
    }

    static func result(
        of reports: [PhaseReport],
        _ invocation: Invocation,
        _ session: Session,
        _ context: CommandContext,
        showsReport: Bool = false
    ) async throws -> CommandReport {
        // Another episode may have been opened while this one was worked on in a job.
        let open = try await session.status()
        let slug = reports.last?.episode ?? open?.slug ?? ""
        let status = open?.slug == slug ? open : nil
        if let status { context.names.add(status) }
        let degradations = reports.flatMap(\.degradations)
        // Where nothing was done, what stands in the way is a verdict of before.
        let verdict =
            reports.last { $0.verdict != nil }?.verdict
            ?? (reports.isEmpty && status?.waitsFor == .qa ? status?.verdict : nil)
        let exit: ExitStatus
        if verdict == .rejected {
            exit = .rejected
        } else if invocation.has("strict"), !degradations.isEmpty || verdict == .unjudged {
            exit = .degraded
        } else {
            exit = .success
        }
        let outcome = PhaseOutcome(
            episode: slug,
            folder: session.episodesFolder.appending(path: slug, directoryHint: .isDirectory).path(
                percentEncoded: false
            ),
            phases: reports,
            cost: reports.reduce(.zero) { $0 + $1.cost },
            verdict: verdict,
            isDegraded: !degradations.isEmpty,
            exitCode: exit.rawValue,
            next: status?.next,
            report: verdict == nil ? nil : try await session.qualityReport(of: slug)
        )
        return CommandReport(outcome, status: exit, last: outcome.episode) {
            outcome.text($0, showsReport: showsReport)
        }
    }
}
