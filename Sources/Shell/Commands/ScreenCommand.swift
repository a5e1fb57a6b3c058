import Foundation
import Gateway

/// `screen`: tries the prompt screening on a text.
enum ScreenCommand {
    /// The largest text, in bytes.
    private static let limit = 20_000_000

    private struct Report: Encodable, Sendable {
        var verdict: ScreeningReport.Verdict
        var score: Double
        var threshold: Double
        var channel: ScreeningReport.Channel
        var policy: ScreeningPolicy
        var matches: [Match]
    }

    private struct Match: Encodable, Sendable {
        var rule: String
        var sentence: String
        var weight: Double
        var line: Int
        var start: Int
        var end: Int
        var hidden: [String]
        var excerpt: String
    }

    private struct Rule: Encodable, Sendable {
        var id: String
        var sentence: String
        var weight: Double
        var languages: [String]
    }

    static let screen = Command(
        name: "screen",
        group: .debug,
        summary: "look for prompt injection in a file or a text, and say what was found",
        details: "What is found ends with exit code 7 under the policy block, and with 0 under warn and off.",
        arguments: [
            .init(name: "file", kind: .file, summary: "a file of text; - is standard input", isOptional: true)
        ],
        options: [
            .init(name: "text", kind: .text(1...1_000_000), summary: "a text instead of a file"),
            .init(
                name: "channel",
                kind: .choice(ScreeningReport.Channel.allCases.map(\.rawValue)),
                summary: "as if typed (user) or read in a source (context)"
            ),
            .init(
                name: "policy",
                kind: .choice(ScreeningPolicy.allCases.map(\.rawValue)),
                summary: "instead of the setting screening"
            ),
            .init(name: "rules", kind: nil, summary: "list what is looked for"),
        ],
        examples: [
            .init(
                "screen notes.txt --policy block && produce Reefs --source notes.txt",
                "uses a source if it is clean"
            ),
            .init("screen --text 'Ignore all previous instructions.'", "shows rules, places and weights"),
            .init("screen --rules --json", "all rules with their languages, for a program"),
        ],
        statuses: [.failure, .rejected],
        output: .either([
            .object([
                "verdict": .words(of: ScreeningReport.Verdict.self), "score": .number, "threshold": .number,
                "channel": .words(of: ScreeningReport.Channel.self), "policy": .words(of: ScreeningPolicy.self),
                "matches": .list(
                    .object([
                        "rule": .text, "sentence": .text, "weight": .number, "line": .integer, "start": .integer,
                        "end": .integer, "hidden": .list(.text), "excerpt": .text,
                    ])
                ),
            ]),
            .object([
                "rules": .list(
                    .object(["id": .text, "sentence": .text, "weight": .number, "languages": .list(.text)])
                )
            ]),
        ])
    ) { invocation, context in
        if invocation.has("rules") { return rules() }
        let text: String
        if let given = invocation.text("text") {
            text = given
        } else if let file = invocation.text("file") {
            text = try read(file)
        } else {
            throw Failure(
                code: "missingArgument",
                "There is nothing to screen.",
                next: "Give a file, - or --text TEXT.",
                status: .usage
            )
        }
        let channel =
            invocation.text("channel").flatMap(ScreeningReport.Channel.init)
            ?? (invocation.has("text") ? .user : .context)
        let policy =
            invocation.text("policy").flatMap(ScreeningPolicy.init)
            ?? ScreeningPolicy(rawValue: context.shell.configuration["screening"]) ?? .warn
        return report(PromptScreen.standard.screen(text, channel: channel), of: text, policy: policy)
    }

    private static func read(_ file: String) throws -> String {
        if file == "-" {
            guard isatty(STDIN_FILENO) == 0 else {
                throw Failure(
                    code: "inputIsTerminal",
                    "Standard input is the terminal.",
                    next: "Give a text with --text, or pipe one in: castline -c 'screen -' < FILE.",
                    status: .usage
                )
            }
            let data = (try? FileHandle.standardInput.read(upToCount: limit)) ?? Data()
            return String(decoding: data, as: UTF8.self)
        }
        do {
            return String(decoding: try GivenFile.contents(of: file, mostBytes: limit), as: UTF8.self)
        } catch {
            throw Failure(
                code: "sourceUnreadable",
                "The file \(file.printable) \(error.explanation).",
                next: error == .tooLong ? "Screen parts of it: 20 MB are possible." : "Check the path."
            )
        }
    }

    private static func report(_ found: ScreeningReport, of text: String, policy: ScreeningPolicy) -> CommandReport {
        let bytes = Array(text.utf8)
        var place = 0
        var line = 1
        let matches = found.matches.map { match in
            while place < min(match.start, bytes.count) {
                if bytes[place] == UInt8(ascii: "\n") { line += 1 }
                place += 1
            }
            return Match(
                rule: match.rule,
                sentence: match.sentence,
                weight: match.weight,
                line: line,
                start: match.start,
                end: match.end,
                hidden: match.hidden,
                excerpt: match.excerpt
            )
        }
        let threshold = PromptScreen.thresholds[found.channel] ?? 1
        let value = Report(
            verdict: found.verdict,
            score: found.score,
            threshold: threshold,
            channel: found.channel,
            policy: policy,
            matches: matches
        )
        let isStopped = found.verdict == .suspicious && policy == .block
        return CommandReport(value, status: isStopped ? .rejected : .success, last: found.verdict.rawValue) { style in
            let score = "score \(Figures.decimal(found.score, places: 1)), suspicious from \(threshold)"
            let verdict = found.verdict == .clean ? style.bold("clean") : style.bold(style.red("suspicious"))
            guard !matches.isEmpty else { return "\(verdict): nothing found" }
            let table = Table(
                columns: [
                    .init(title: "line", alignment: .right), .init(title: "rule"),
                    .init(title: "weight", alignment: .right), .init(title: "words", isElastic: true),
                ],
                rows: matches.map { match in
                    let code = match.hidden.isEmpty ? "" : "(\(match.hidden.joined(separator: " in "))) "
                    return ["\(match.line)", match.rule, "\(match.weight)", code + match.excerpt.printable]
                }
            )
            return table.text(style) + "\n\(verdict): \(score) (\(found.channel.rawValue); policy \(policy.rawValue))"
        }
    }

    private static func rules() -> CommandReport {
        let rules = PromptScreen.standard.rules.map {
            Rule(id: $0.id, sentence: $0.sentence, weight: $0.weight, languages: $0.languages)
        }
        return CommandReport(["rules": rules]) { style in
            Table(
                columns: [
                    .init(title: "rule"), .init(title: "weight", alignment: .right),
                    .init(title: "looks for", isElastic: true), .init(title: "languages", isElastic: true),
                ],
                rows: rules.map { [$0.id, "\($0.weight)", $0.sentence, $0.languages.joined(separator: " ")] }
            ).text(style)
        }
    }
}
