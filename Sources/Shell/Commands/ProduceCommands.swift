import Foundation
import Gateway
import OpenRouter
import Production

/// The commands that make episodes.
enum ProduceCommands {
    static let all: [Command] = [
        produce, research, outline, script, qa, finalize, resume, correct, status, view, open, recover, episodes,
    ]

    private static let strict = Command.Option(
        name: "strict",
        kind: nil,
        summary: "exit code 4 when something was not made as asked"
    )
    private static let fresh = Command.Option(
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
    private static let until = Command.Option(
        name: "until",
        kind: .choice(Phase.allCases.map(\.rawValue)),
        summary: "the last phase that runs, such as outline"
    )
    private static let audio: [Command.Option] = [
        .init(name: "audio", kind: nil, summary: "make an MP3 as well"),
        .init(
            name: "engine",
            kind: .choice(SpeechEngineKind.allCases.map(\.rawValue)),
            summary: "who speaks with --audio; flite if not given"
        ),
    ]

    private static func engine(_ invocation: Invocation) -> SpeechEngineKind? {
        guard invocation.has("audio") || invocation.has("engine") else { return nil }
        return invocation.text("engine").flatMap(SpeechEngineKind.init) ?? .flite
    }

    private static let paid: [ExitStatus] = [.failure, .budget, .degraded, .authentication, .upstream, .interrupted]
    private static let topicLength = 1...2_000

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

    private static let research = Command(
        name: "research",
        group: .produce,
        summary: "find sources and take notes, for a new topic or the open episode",
        arguments: [
            .init(
                name: "topic",
                kind: .text(topicLength),
                summary: "makes a new episode; without it the open one is researched again",
                isOptional: true
            )
        ],
        options: [source] + BriefOptions.all + [BriefOptions.show, fresh, strict],
        examples: [
            .init(
                "research 'Coral reefs' --source reefs.md --source more",
                "notes from a file and a folder"
            ),
            .init("research 'Coral reefs' --minutes 8", "searches the web"),
        ],
        statuses: paid,
        output: .phases,
        worstCase: worstCase(of: [.research])
    ) { invocation, context in
        let session = try await context.session()
        let sources = invocation.texts("source")
        var brief: Brief?
        if let topic = invocation.text("topic") {
            brief = try await BriefOptions.brief(topic: topic, invocation, session)
        } else {
            try await revise(invocation, session)
        }
        let ordered = brief
        let report = try await context.withProgress(session) {
            if ordered == nil {
                try await session.pass(before: .research, context.agreement(invocation, unattended: .none))
            }
            return try await session.research(sources: sources, into: ordered, isFresh: invocation.has("fresh"))
        }
        return try await result(of: [report], invocation, session, context)
    }

    private static let outline = Command(
        name: "outline",
        group: .produce,
        summary: "write the plan of the script: segments with notes and words",
        details: """
            Options change the brief of the episode. The outline waits for an approval: see it with `view outline`, change \
            it with `edit outline`, agree to it with `approve outline`.
            """,
        options: BriefOptions.all + [fresh, strict],
        examples: [
            .init("outline", "plans from the notes"),
            .init("outline --minutes 12 --fresh && view outline", "plans it longer and anew"),
        ],
        statuses: paid,
        output: .phases,
        worstCase: worstCase(of: [.outline])
    ) { invocation, context in
        let session = try await context.session()
        try await revise(invocation, session)
        let report = try await context.withProgress(session) {
            try await session.outline(isFresh: invocation.has("fresh"))
        }
        return try await result(of: [report], invocation, session, context)
    }

    private static let script = Command(
        name: "script",
        group: .produce,
        summary: "write the script of the outline, and first an outline where none is current",
        details: """
            Segments whose plan and notes have not changed stay, and locked turns always do. The outline must be \
            approved: --yes does that too.
            """,
        options: [
            .init(
                name: "segment",
                kind: .segment,
                summary: "write this segment anew; may be repeated",
                isRepeating: true
            )
        ] + BriefOptions.all + [fresh, strict],
        examples: [
            .init("script", "writes what is missing or stale"),
            .init("script --segment seg2", "writes one segment anew"),
        ],
        statuses: paid,
        output: .phases,
        worstCase: worstCase(of: [.outline, .script])
    ) { invocation, context in
        let session = try await context.session()
        try await revise(invocation, session)
        let segments = invocation.texts("segment")
        let isFresh = invocation.has("fresh")
        let reports = try await context.withProgress(session) {
            var reports: [PhaseReport] = []
            if let status = try await session.status(), status.state(of: .outline) != .done {
                reports.append(try await session.outline(isFresh: isFresh && segments.isEmpty))
            }
            try await session.pass(before: .script, context.agreement(invocation, unattended: .none))
            // A segment that is named is wanted otherwise than it is.
            reports.append(try await session.script(anew: segments, isFresh: isFresh || !segments.isEmpty))
            return reports
        }
        return try await result(of: reports, invocation, session, context)
    }

    private static let qa = Command(
        name: "qa",
        group: .produce,
        summary: "check the script of the open episode, and have it judged",
        options: [
            .init(name: "no-judge", kind: nil, summary: "only what needs no model; the verdict is at best unjudged"),
            fresh,
            strict,
        ],
        examples: [
            .init("qa", "exit code 7 when a check rejects the script"),
            .init("qa || view qa", "shows the report where it was rejected"),
            .init("qa --no-judge", "checks an edit at once, without a network"),
        ],
        statuses: paid + [.rejected],
        output: .phases,
        worstCase: worstCase(of: [.qa])
    ) { invocation, context in
        let session = try await context.session()
        let report = try await context.withProgress(session) {
            try await session.qa(isJudged: !invocation.has("no-judge"), isFresh: invocation.has("fresh"))
        }
        return try await result(of: [report], invocation, session, context)
    }

    private static let finalize = Command(
        name: "finalize",
        group: .produce,
        summary: "write the publishing package of the open episode",
        details: """
            The package holds show notes, chapters, transcripts, and the item of the feed; a show's feed is brought up to \
            date. With --audio the turns are spoken and mixed to an MP3, and what is spoken already is not spoken again.
            """,
        options: audio + [fresh, strict],
        examples: [
            .init("finalize", "writes show notes, chapters, transcripts"),
            .init("finalize --audio", "and an MP3, spoken by the program flite"),
            .init("open coral-reefs && finalize --strict", "exit code 4 when something is degraded"),
        ],
        statuses: paid,
        output: .phases,
        worstCase: worstCase(of: [.finalize])
    ) { invocation, context in
        let session = try await context.session()
        let engine = engine(invocation)
        let report = try await context.withProgress(session) {
            try await session.finalize(audio: engine, isFresh: invocation.has("fresh"))
        }
        return try await result(of: [report], invocation, session, context)
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

    private static let status = Command(
        name: "status",
        group: .produce,
        summary: "show the open episode: its state, what is stale and why, what is next",
        examples: [
            .init("status", "shows what is done, missing and stale, files and money"),
            .init("status --json", "the same for a program, with the hash of each file"),
        ],
        statuses: [.failure],
        output: .episode
    ) { _, context in
        let session = try await context.session()
        guard let status = try await session.status() else {
            throw Failure(
                code: ProductionError.Code.noEpisode.rawValue,
                "No episode is open.",
                next: "`episodes` lists them, `open NAME` opens one, `produce TOPIC` makes one."
            )
        }
        return CommandReport(EpisodeView(status), last: status.slug) { EpisodeText.of(status, $0) }
    }

    private static let open = Command(
        name: "open",
        group: .produce,
        summary: "open an episode, for the phases and `view` to work on",
        arguments: [.init(name: "episode", kind: .episode, summary: "the name of its folder")],
        examples: [
            .init("open coral-reefs", "opens it and shows how far it is"),
            .init("open coral-reefs; script; qa", "writes and checks its script anew"),
        ],
        statuses: [.failure],
        output: .episode
    ) { invocation, context in
        let session = try await context.session()
        let slug = invocation.text("episode") ?? ""
        do {
            let status = try await session.open(slug)
            return CommandReport(EpisodeView(status), last: status.slug) { EpisodeText.of(status, $0) }
        } catch let error as ProductionError where error.code == .unknownEpisode {
            var failure = Failure(error)
            let slugs = try await session.episodes().map(\.slug)
            if let nearest = Spelling.nearest(to: slug, among: slugs, limit: 1).first {
                failure.next = "Did you mean `open \(nearest)`?"
            }
            throw failure
        }
    }

    private static let recover = Command(
        name: "recover",
        group: .produce,
        summary: "list the files of an episode anew where its manifest is broken",
        arguments: [.init(name: "episode", kind: .episode, summary: "the name of its folder")],
        examples: [
            .init("recover coral-reefs", "keeps the broken manifest aside and lists the files anew"),
            .init("recover coral-reefs && status", "and shows how far the episode is"),
        ],
        statuses: [.failure],
        output: .object([
            "restored": .list(.text), "unknown": .list(.text), "phases": .list(.words(of: Phase.self)),
            "setAside": .optional(.text),
        ])
    ) { invocation, context in
        let slug = invocation.text("episode") ?? ""
        let recovery = try await context.session().recover(slug)
        return CommandReport(recovery, last: slug) { _ in
            var lines = ["\(slug): \(recovery.restored.count) files are as they were made"]
            if !recovery.unknown.isEmpty {
                lines.append("nothing is known of \(recovery.unknown.joined(separator: ", ")): they count as edited")
            }
            if let name = recovery.setAside { lines.append("the broken manifest is kept as \(name)") }
            return lines.joined(separator: "\n").printable
        }
    }

    private static let episodes = Command(
        name: "episodes",
        group: .produce,
        summary: "list the episodes and how far they are",
        examples: [
            .init("episodes", "lists them by name"),
            .init("episodes --json", "the same for a program"),
        ],
        statuses: [.failure],
        output: .object(["episodes": .list(.episode)])
    ) { _, context in
        let session = try await context.session()
        let episodes = try await session.episodes()
        context.names.replaceEpisodes(episodes)
        let current = session.openEpisode?.slug
        return CommandReport(["episodes": episodes.map { EpisodeView($0) }]) { style in
            guard !episodes.isEmpty else { return "no episodes yet; `produce TOPIC` makes one" }
            return Table(
                columns: [
                    .init(title: ""), .init(title: "episode", isElastic: true), .init(title: "title", isElastic: true),
                ] + Phase.allCases.map { Table.Column(title: $0.rawValue) } + [
                    .init(title: "verdict"), .init(title: "spent", alignment: .right),
                ],
                rows: episodes.map { episode in
                    [episode.slug == current ? "*" : "", episode.slug, episode.title]
                        + Phase.allCases.map { episode.state(of: $0).rawValue }
                        + [episode.verdict?.rawValue ?? "–", Figures.money(episode.spent)]
                }
            ).text(style)
        }
    }

    private static let view = Command(
        name: "view",
        group: .produce,
        summary: "show a file of the open episode",
        arguments: [
            .init(
                name: "artefact",
                kind: .artefact,
                summary: "script if not given; also outline, notes, sources, qa, chapters … or a file's name",
                isOptional: true
            )
        ],
        examples: [
            .init("view", "shows the script"),
            .init("view chapters.json > chapters.json", "copies a file out"),
        ],
        statuses: [.failure],
        output: .object(["name": .text, "mediaType": .text, "text": .text])
    ) { invocation, context in
        let artefact = try await context.session().artefact(invocation.text("artefact") ?? "script")
        return CommandReport(artefact) { _ in artefact.text.printable }
    }

    // MARK: What phases have in common

    /// The worst case of phases: of a new brief where a topic is given, otherwise of the open episode's.
    private static func worstCase(
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
            return try await session.worstCase(of: phases, for: brief)
        }
    }

    private static func phase(_ invocation: Invocation) -> Phase {
        invocation.text("until").flatMap(Phase.init) ?? .finalize
    }

    private static func revise(_ invocation: Invocation, _ session: Session) async throws {
        guard BriefOptions.areGiven(in: invocation), let status = try await session.status() else { return }
        let brief = BriefOptions.applied(invocation, to: status.brief, in: session)
        if brief != status.brief { try await session.revise(brief) }
    }

    private static func result(
        of reports: [PhaseReport],
        _ invocation: Invocation,
        _ session: Session,
        _ context: CommandContext
    ) async throws -> CommandReport {
        // Another episode may have been opened while this one was worked on in a job.
        let slug = reports.last?.episode ?? ""
        if let status = try await session.status(), status.slug == slug { context.names.add(status) }
        let degradations = reports.flatMap(\.degradations)
        let verdict = reports.last { $0.verdict != nil }?.verdict
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
            exitCode: exit.rawValue
        )
        return CommandReport(outcome, status: exit, last: outcome.episode) { outcome.text($0) }
    }
}
