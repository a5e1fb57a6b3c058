import Foundation
import Production

/// The commands that take an episode from one state to the next without asking a model.
enum StateCommands {
    static let all: [Command] = [new, approve, publish]

    private static let new = Command(
        name: "new",
        group: .produce,
        summary: "write the brief of a new episode, and spend nothing",
        details: """
            The brief waits for `approve brief`; the outline will wait as well. Change it with `edit brief`, go on with \
            `research` or `resume`.
            """,
        arguments: [.init(name: "topic", kind: .text(1...2_000), summary: "what the episode is about, in quotes")],
        options: [ProduceCommands.source] + BriefOptions.all + [BriefOptions.show],
        examples: [
            .init("new 'Deep sea vents' --minutes 6 --format interview", "makes a folder with brief.json"),
            .init(
                "new 'Coral reefs' --source reefs.md && approve brief && research",
                "and goes on with the first phase"
            ),
        ],
        statuses: [.failure],
        output: .episode
    ) { invocation, context in
        let session = try await context.session()
        let brief = try await BriefOptions.brief(topic: invocation.text("topic") ?? "", invocation, session)
        let status = try await session.create(brief, sources: invocation.texts("source"))
        return report(status, context)
    }

    private static let approve = Command(
        name: "approve",
        group: .produce,
        summary: "agree to the brief, the outline or the quality report as it is",
        details: """
            Costly work waits for it: research for the brief, the script for the outline; a report that rejects keeps an \
            episode from being published. What is changed afterwards waits again. `--yes` of the phases agrees beforehand.
            """,
        arguments: [
            .init(
                name: "what",
                kind: .choice(Approval.Subject.allCases.map(\.rawValue)),
                summary: "brief, outline or qa; what waits, if not given",
                isOptional: true
            )
        ],
        examples: [
            .init("approve outline", "lets the script be written"),
            .init("approve qa && finalize", "overrules a report that rejects"),
        ],
        statuses: [.failure],
        output: .object(["approved": .words(of: Approval.Subject.self), "episode": .episode])
    ) { invocation, context in
        let session = try await context.session()
        let (status, subject) = try await session.approve(
            invocation.text("what").flatMap(Approval.Subject.init)
        )
        context.names.add(status)
        let view = Approved(approved: subject.rawValue, episode: EpisodeView(status))
        return CommandReport(view, last: status.slug) { style in
            "the \(subject.rawValue) of \(style.bold(status.slug)) is approved"
                + (status.next.map { style.dim("\nnext: \($0)") } ?? "")
        }
    }

    private struct Approved: Encodable, Sendable {
        var approved: String
        var episode: EpisodeView
    }

    private static let publish = Command(
        name: "publish",
        group: .produce,
        summary: "note that listeners get the package of the open episode as it is",
        details: """
            Nothing may be stale, and the quality check must have passed or its report be approved. The feed of its show \
            is brought up to date. Nothing is uploaded: put the files that `status` marks `public` and the show's feed \
            on your server, below the show's address as they lie below the folder of the episodes. All others stay with \
            you: they hold whole sources, their places on your disk and what calls cost.
            """,
        examples: [
            .init("publish", "says what stands in the way, where something does"),
            .init("approve qa && publish --json", "the same for a program"),
        ],
        statuses: [.failure],
        output: .episode
    ) { _, context in
        report(try await context.session().publish(), context)
    }

    private static func report(_ status: EpisodeStatus, _ context: CommandContext) -> CommandReport {
        context.names.add(status)
        return CommandReport(EpisodeView(status), last: status.slug) { EpisodeText.of(status, $0) }
    }
}
