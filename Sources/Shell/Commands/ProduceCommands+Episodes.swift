import Gateway
import Production

/// The commands that look at episodes and open them.
extension ProduceCommands {
    static let looks: [Command] = [status, view, open, recover, episodes]

    private static let status = Command(
        name: "status",
        group: .produce,
        summary: "show an episode: its state, what is stale and why, what is next",
        arguments: [
            .init(name: "episode", kind: .episode, summary: "the open one, if not given", isOptional: true)
        ],
        isRead: true,
        examples: [
            .init("status", "shows what is done, missing and stale, files and money"),
            .init("status coral-reefs --json", "another episode, for a program: with the hash of each file"),
        ],
        statuses: [.failure],
        output: .episode
    ) { invocation, context in
        let session = try await context.session()
        let name = invocation.text("episode")
        let found =
            if let name {
                try await suggesting("status", name, session) { try await session.status(of: name) }
            } else { try await session.status() }
        guard let status = found else {
            throw Failure(
                code: ProductionError.Code.noEpisode.rawValue,
                "No episode is open.",
                next: "`episodes` lists them, `open NAME` opens one, `produce TOPIC` makes one."
            )
        }
        return CommandReport(EpisodeView(status), last: status.slug) { EpisodeText.of(status, $0) }
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
        isRead: true,
        isVerbatim: true,
        printsArtefact: true,
        examples: [
            .init("view", "shows the script"),
            .init("view chapters.json > chapters.json", "copies a file out"),
        ],
        statuses: [.failure],
        output: .object(["name": .text, "mediaType": .text, "text": .text])
    ) { invocation, context in
        let artefact = try await context.session().artefact(invocation.text("artefact") ?? "script")
        return CommandReport(artefact) { style in
            // What goes into a file or a program goes there as it is.
            guard style.isTerminal, artefact.mediaType == "text/markdown" else { return artefact.text.printable }
            return MarkdownText(style).render(artefact.text)
        }
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
        let status = try await suggesting("open", slug, session) { try await session.open(slug) }
        return CommandReport(EpisodeView(status), last: status.slug) { EpisodeText.of(status, $0) }
    }

    /// Does some work on an episode that is named; where there is none of that name, the error tells the nearest one.
    private static func suggesting(
        _ command: String,
        _ slug: String,
        _ session: Session,
        _ work: () async throws -> EpisodeStatus
    ) async throws -> EpisodeStatus {
        do {
            return try await work()
        } catch let error as ProductionError where error.code == .unknownEpisode {
            var failure = Failure(error)
            let slugs = try await session.episodes().map(\.slug)
            if let nearest = Spelling.nearest(to: slug, among: slugs, limit: 1).first {
                failure.next = "Did you mean `\(command) \(nearest)`?"
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
            var lines = ["\(slug): \(Figures.count(recovery.restored.count, "file")) as made"]
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
        isRead: true,
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
}
