import Foundation
import Production

/// The commands by which a person changes what an episode says.
enum EditCommands {
    static let all: [Command] = [edit, lock, unlock]

    private static let report: JSONShape = .object([
        "episode": .text, "file": .text, "isChanged": .flag, "revision": .optional(.integer), "changed": .list(.text),
        "findings": .list(.finding), "stale": .stale, "next": .optional(.text),
    ])

    private static let edit = Command(
        name: "edit",
        group: .produce,
        summary: "change brief, notes, outline or script of the open episode in your editor",
        details: """
            The editor is $VISUAL or $EDITOR; a script is shown as Fountain, all else as JSON. The text is checked, and \
            refused with lines and reasons where it is wrong: then the file stays, and the next `edit` goes on with it.
            """,
        arguments: [
            .init(
                name: "what",
                kind: .choice(Editable.allCases.map(\.rawValue)),
                summary: "brief, notes, outline or script"
            )
        ],
        options: [
            .init(name: "from", kind: .file, summary: "take this file instead, JSON or .fountain"),
            .init(name: "turn", kind: .turn, summary: "script: the turn that gets new words, with --say"),
            .init(name: "say", kind: .text(1...5_000), summary: "script: the turn's new words"),
            .init(name: "discard", kind: nil, summary: "drop a text that was not taken over, and begin anew"),
        ],
        runsEditor: true,
        examples: [
            .init("edit outline", "opens the plan; what depends on a change becomes stale"),
            .init("edit script --turn t4 --say 'It was announced in 1948.'", "gives a turn new words and checks it"),
        ],
        statuses: [.failure, .interrupted],
        output: report
    ) { invocation, context in
        let subject = invocation.text("what").flatMap(Editable.init) ?? .script
        let (turn, words) = (invocation.text("turn"), invocation.text("say"))
        guard (turn == nil) == (words == nil), turn == nil || subject == .script else {
            throw Failure(
                code: "missingValue",
                "--turn and --say belong together, and to the script.",
                next: "For example: edit script --turn t4 --say 'It was announced in 1948.'",
                status: .usage
            )
        }
        let session = try await context.session()
        if let turn, let words {
            return result(
                try await session.changeTurns([turn], action: "edit \(turn)") { $0.text = words },
                context
            )
        }
        if let path = invocation.text("from") {
            let data = try read(path)
            let form: Editable.Form = path.hasSuffix(".fountain") ? .fountain : .json
            return result(try await session.replace(subject, by: data, as: form), context)
        }
        let editor = try EditorProgram(context)
        let report = try await session.edit(subject, anew: invocation.has("discard")) { file, isOld in
            if isOld { try context.output.talk.print("going on with the text of before; --discard drops it") }
            try await editor.edit(file, context)
        }
        return result(report, context)
    }

    private static func read(_ path: String) throws -> Data {
        do {
            return try GivenFile.contents(of: path, mostBytes: 20_000_000)
        } catch {
            throw Failure(
                code: "fileFailed",
                "The file \(path.printable) \(error.explanation).",
                kept: "Nothing was changed.",
                next: "Check the path."
            )
        }
    }

    private static let turns = Command.Argument(
        name: "turn",
        kind: .turn,
        summary: "the turns, such as t4",
        isRepeating: true
    )

    private static let lock = Command(
        name: "lock",
        group: .produce,
        summary: "keep turns of the script as they are, whatever is written anew around them",
        arguments: [turns],
        examples: [
            .init("lock t4 t5", "keeps two turns"),
            .init("lock t4 && script --fresh --yes", "writes everything else anew"),
        ],
        statuses: [.failure],
        output: report
    ) { invocation, context in try await setLock(true, invocation, context) }

    private static let unlock = Command(
        name: "unlock",
        group: .produce,
        summary: "let turns of the script be written anew again",
        arguments: [turns],
        examples: [
            .init("unlock t4", "takes a lock off"),
            .init("unlock t4 t5 --json", "the same for a program"),
        ],
        statuses: [.failure],
        output: report
    ) { invocation, context in try await setLock(false, invocation, context) }

    private static func setLock(
        _ isLocked: Bool,
        _ invocation: Invocation,
        _ context: CommandContext
    ) async throws -> CommandReport {
        let ids = invocation.texts("turn")
        let action = "\(isLocked ? "lock" : "unlock") \(ids.joined(separator: " "))"
        return result(
            try await context.session().changeTurns(ids, action: action) { $0.isLocked = isLocked },
            context
        )
    }

    private static func result(_ report: EditReport, _ context: CommandContext) -> CommandReport {
        if let status = context.openSession?.openEpisode { context.names.add(status) }
        return CommandReport(report, last: report.episode) { style in
            guard report.isChanged else { return "\(report.file) is as it was" }
            var lines = [
                "\(style.bold(report.file)) changed"
                    + (report.changed.isEmpty ? "" : ": \(report.changed.joined(separator: ", "))")
                    + (report.revision.map { " (revision \($0))" } ?? "")
            ]
            lines += report.findings.map { finding in
                let mark = finding.severity == .block ? style.red("blocks:") : style.yellow("look at:")
                return "\(mark) \((finding.place.map { "\($0): " } ?? "").printable)\(finding.message.printable)"
            }
            lines += report.stale.map { "\(style.yellow("stale:")) \($0.phase.rawValue), \($0.reason.printable)" }
            if let next = report.next { lines.append(style.dim("next: \(next)")) }
            return lines.joined(separator: "\n")
        }
    }
}
