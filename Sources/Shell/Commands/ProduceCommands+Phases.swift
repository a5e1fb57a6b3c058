import Foundation
import OpenRouter
import Production

/// The commands of the phases.
extension ProduceCommands {
    static let phases: [Command] = [research, outline, script, qa, finalize]

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
        details: """
            What stops the episode is shown first, then what a person should look at, each with its place and the words in \
            question; then how many claims stand in the notes cited with them. `view qa` has every claim with its quotes, and \
            --json the same for a program.
            """,
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
        return try await result(of: [report], invocation, session, context, showsReport: true)
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
}
