import Foundation
import Production

/// The commands that look at what an episode was, and go back to it.
enum RevisionCommands {
    static let all: [Command] = [revisions, undo, revert, diff]

    private static let artefact = Command.Argument(
        name: "artefact",
        kind: .artefact,
        summary: "brief, notes, outline, script or a file's name",
        isOptional: true
    )

    private static let revisions = Command(
        name: "revisions",
        group: .produce,
        summary: "list every state that the open episode has had, newest first",
        isRead: true,
        examples: [
            .init("revisions", "shows what was done, and which files it changed"),
            .init("revisions --json", "the same for a program"),
        ],
        statuses: [.failure],
        output: .object(["revisions": .list(.revision)])
    ) { _, context in
        let revisions = try await Array(context.session().revisions().reversed())
        return CommandReport(["revisions": revisions]) { style in
            guard !revisions.isEmpty else { return "nothing was changed since revisions are kept" }
            return Table(
                columns: [
                    .init(title: "", alignment: .right), .init(title: "at"), .init(title: "what"),
                    .init(title: "files", isElastic: true),
                ],
                rows: revisions.map { revision in
                    [
                        "\(revision.number)", revision.at.formatted(.iso8601), revision.action.printable,
                        revision.files.count > 4
                            ? "\(revision.files[0]) and \(revision.files.count - 1) more"
                            : revision.files.joined(separator: " "),
                    ]
                }
            ).text(style)
        }
    }

    private static let undo = Command(
        name: "undo",
        group: .produce,
        summary: "take back the last change of the open episode, files and approvals",
        details: """
            Every phase, edit, approval and hand edit is a change. Undone again, the one before is taken back. Nothing is \
            lost: `revisions` lists all states, `revert N` goes to any. What calls cost stays spent.
            """,
        examples: [
            .init("undo", "makes the files what they were"),
            .init("undo && status", "and shows how far the episode is"),
        ],
        statuses: [.failure],
        output: .object(["revision": .revision, "episode": .episode])
    ) { _, context in
        let (status, revision) = try await context.session().undo()
        return report(status, revision, context)
    }

    private static let revert = Command(
        name: "revert",
        group: .produce,
        summary: "make the open episode, or one of its files, what it was in a revision",
        details: "`revisions` lists them. Going back is a change itself, which `undo` takes back.",
        arguments: [.init(name: "revision", kind: .revision, summary: "its number"), artefact],
        examples: [
            .init("revert 5 script", "brings back the script of revision 5, and nothing else"),
            .init("revert 3", "brings back all files and approvals of then"),
        ],
        statuses: [.failure],
        output: .object(["revision": .revision, "episode": .episode])
    ) { invocation, context in
        let session = try await context.session()
        let file = try invocation.text("artefact").map { try session.file(named: $0) }
        let (status, revision) = try await session.revert(to: invocation.integer("revision") ?? 0, file: file)
        return report(status, revision, context, file)
    }

    private static func report(
        _ status: EpisodeStatus,
        _ revision: Revision,
        _ context: CommandContext,
        _ file: EpisodeFile? = nil
    ) -> CommandReport {
        context.names.add(status)
        let view = Restored(revision: revision, episode: EpisodeView(status))
        let subject = file.map { "\($0.name) of " } ?? ""
        let isGone = file.map { file in !status.files.contains { $0.name == file.name } } ?? false
        return CommandReport(view, last: String(revision.number)) { style in
            "\(subject)\(style.bold(status.slug)) is as in revision \(revision.number) (\(revision.action.printable))"
                + (isGone ? ", which has none; " : "; ") + "this is revision \(status.revision ?? 0)"
                + (status.next.map { style.dim("\nnext: \($0)") } ?? "")
        }
    }

    private struct Restored: Encodable, Sendable {
        var revision: Revision
        var episode: EpisodeView
    }

    private static let diff = Command(
        name: "diff",
        group: .produce,
        summary: "show what was changed in the open episode, turn by turn and line by line",
        details: """
            Without revisions: what a person has changed by hand since the last one, or else what the last one changed.
            """,
        arguments: [artefact],
        options: [
            .init(name: "from", kind: .revision, summary: "the revision before"),
            .init(name: "to", kind: .revision, summary: "the revision after; the files as they are if not given"),
        ],
        isRead: true,
        examples: [
            .init("diff", "shows the last change"),
            .init("diff script --from 2", "shows all that has become of the script since revision 2"),
        ],
        statuses: [.failure],
        output: .object([
            "files": .list(
                .object([
                    "file": .text, "from": .optional(.integer), "to": .optional(.integer),
                    "lines": .list(.object(["change": .words(["added", "removed"]), "text": .text])),
                ])
            )
        ])
    ) { invocation, context in
        let session = try await context.session()
        let changes = try await session.changes(
            in: try invocation.text("artefact").map { try session.file(named: $0) },
            from: invocation.integer("from"),
            to: invocation.integer("to")
        )
        let files = changes.map { change in
            FileDifference(change, TextDifference(from: change.before, to: change.after, by: .lines))
        }
        return CommandReport(["files": files]) { style in
            guard !files.isEmpty else { return "nothing was changed" }
            return files.map { file in
                let from = file.from.map { "revision \($0)" } ?? "nothing"
                let to = file.to.map { "revision \($0)" } ?? "now"
                return "\(style.bold(file.file))  \(from) → \(to)\n\(file.difference.text(style))"
            }.joined(separator: "\n")
        }
    }

    private struct FileDifference: Encodable, Sendable {
        var file: String
        var from: Int?
        var to: Int?
        var lines: [TextDifference.Line]
        var difference: TextDifference

        init(_ change: FileChange, _ difference: TextDifference) {
            (file, from, to) = (change.file, change.from, change.to)
            lines = difference.lines.filter { $0.change != .same }
            self.difference = difference
        }

        private enum CodingKeys: String, CodingKey { case file, from, to, lines }
    }
}
