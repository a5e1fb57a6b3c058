import Foundation
import OpenRouter
import Operations
import Production
import Resilience
import TestSupport
import Testing

@testable import Gateway
@testable import Shell

@Suite struct `Completion` {
    private func complete(_ line: String) -> Completions {
        let variables = Variables()
        variables["topic"] = "Coral reefs"
        variables.setAlias("cheap", Alias("models --sort price"))
        variables.setAbbreviation("st", "status")
        let gate = Gate(
            scope: .account,
            kind: .credits,
            message: "no credits",
            until: .distantFuture,
            call: "r-1"
        )
        let models = [
            Model(
                id: "google/gemini-2.5-flash",
                name: "Gemini",
                contextLength: 1_048_576,
                pricing: .init(prompt: USD("0.0000003"), completion: USD("0.0000025"))
            ),
            Model(
                id: "anthropic/claude-haiku-4.5",
                name: "Haiku",
                contextLength: 200_000,
                pricing: .init(prompt: USD("0.000001"), completion: nil)
            ),
        ]
        let names = KnownNames()
        names.replaceEpisodes([
            EpisodeStatus(
                slug: "coral-reefs",
                title: "Reefs",
                folder: URL(filePath: "/episodes/coral-reefs/"),
                brief: Brief(topic: "Coral reefs"),
                phases: [:],
                spent: .zero,
                verdict: nil,
                files: [],
                degradations: []
            )
        ])
        return Completer(
            table: .standard,
            variables: variables,
            names: names,
            use: WordUse(),
            models: { models },
            providers: {
                [.init(slug: "amazon-bedrock", name: "Amazon Bedrock"), .init(slug: "azure", name: "Azure")]
            },
            breakers: { [(.edge("api"), "open")] },
            gates: { [gate] },
            openEpisode: { nil },
            jobs: { [Job(number: 3, line: "produce x", startedAt: .distantPast)] },
            script: {
                Script(
                    title: "Reefs",
                    segments: [
                        .init(
                            id: "seg1",
                            title: "Polyps",
                            synopsis: "",
                            turns: [
                                .init(id: "t1", speaker: "Nora", text: "A reef is alive."),
                                .init(id: "t12", speaker: "Felix", text: "It is."),
                            ]
                        )
                    ]
                )
            },
            revision: { 3 },
            faults: [.init(name: "overloaded529", summary: "provider overloaded")],
            keys: { [("default", "inference"), ("backup", "standby")] }
        ).completions(line, line.unicodeScalars.count)
    }

    @Test(
        arguments: [
            ("prod", "produce"), ("keys remove ba", "backup"), ("keys revoke def", "default"), ("stat", "status"),
            ("status co", "coral-reefs"),
            ("  mode", "models"), ("status; fin", "finalize"),
            ("status && qa || vi", "view"), ("for x in a { ech", "echo"), ("produce x --form", "--format"),
            ("produce x --format deb", "debate"), ("produce x --format=deb", "--format=debate"),
            ("ask hi --model gem", "google/gemini-2.5-flash"), ("model haiku", "anthropic/claude-haiku-4.5"),
            ("model claudhaiku", "anthropic/claude-haiku-4.5"), ("echo $to", "$topic"), ("echo \"a $la", "$last"),
            ("help lang", "language"), ("view out", "outline"), ("set log", "log.level"), ("set log.level tr", "trace"),
            ("on-error c", "continue"), ("unset t", "topic"),
            ("budget set mo", "month"), ("models --sort pr", "price"), ("chaos cl", "clear"),
            ("chaos add over", "overloaded529"), ("chaos latency uni", "uniform:100ms-400ms"),
            ("chaos add overloaded529 --for ", "10s"), ("history --since 10", "10s"),
            ("fg ", "3"), ("time mod", "models"),
            ("time models --so", "--sort"), ("time --j", "--json"), ("res & stat", "status"), ("chea", "cheap"),
            ("cheap --so", "--sort"), ("lock t1 t12", "t12"), ("edit script --turn t", "t1"), ("edit scr", "script"),
            ("script --segment ", "seg1"), ("revert ", "3"), ("revert 3 out", "outline"), ("approve q", "qa"),
            ("produce x --until out", "outline"), ("estimate ou", "outline"), ("breakers is", "isolate"),
            ("breakers reset edge", "edge\\ api"), ("gates lift ", "g-87px"), ("unalias ", "cheap"), ("abbr s", "st"),
            ("diff --from ", "3"), ("!unam", "uname"), ("! unam", "uname"), ("models | unam", "uname"),
            ("ask hi --provider az", "azure"), ("ask hi --provider bedrock", "amazon-bedrock"),
            ("ask hi --provider azure,", "azure,amazon-bedrock"),
            ("ask hi --provider=azure,am", "--provider=azure,amazon-bedrock"),
            ("ask hi --provider nobody,az", "nobody,azure"),
        ]
    )
    func `finds the word that was begun`(line: String, expected: String) {
        #expect(complete(line).candidates.first?.text == expected)
    }

    @Test(arguments: ["ask hi", "produce x --minutes ", "!ls -", "nonsense --", "exit 1 "])
    func `offers nothing where anything may stand`(line: String) {
        let texts = complete(line).candidates.map(\.text)
        #expect(texts.allSatisfy { $0.hasPrefix("--") }, "\(texts)")
    }

    @Test func `every value that a command can take is described`() {
        let variables = Variables()
        variables["topic"] = ""
        let script = Script(
            title: "",
            segments: [
                .init(id: "s1", title: "", synopsis: "", turns: [.init(id: "t1", speaker: "Nora", text: "Hi.")])
            ]
        )
        let completer = Completer(
            table: .standard,
            variables: variables,
            names: KnownNames(),
            use: WordUse(),
            models: { [Model(id: "a/b", name: "B", contextLength: nil, pricing: .init(prompt: nil, completion: nil))] },
            providers: { [.init(slug: "chutes", name: "")] },
            breakers: { [(.model("a/b"), "open")] },
            openEpisode: { nil },
            jobs: { [] },
            script: { script },
            revision: { 2 }
        )
        for command in CommandTable.standard.commands {
            let kinds =
                command.arguments.map { ($0.kind, $0.summary) }
                + command.options.compactMap { option in
                    option.kind.map { ($0, option.summary) }
                }
            for (kind, summary) in kinds {
                for candidate in completer.values(kind, "", summary: summary, readsFolders: true) {
                    #expect(!candidate.description.isEmpty, "\(command.name): \(candidate.text)")
                }
            }
        }
        #expect(completer.completions("model a", 7).candidates.first?.description == "– → –, – context, breaker open")
        #expect(completer.completions("correct x --turn ", 17).candidates.first?.description == "Nora: Hi.")
    }

    @Test func `what is used most comes first, lately more than long ago`() {
        let use = WordUse()
        for line in ["models a", "model b", "models c"] { use.count(line) }
        let candidates = ["mode", "models", "model"].map { Candidate(text: $0) }
        #expect(Ranking(use: use.weights).ranked(candidates, typed: "mo").map(\.text) == ["models", "model", "mode"])
        for _ in 0..<2 { use.count("model x") }
        #expect(Ranking(use: use.weights).ranked(candidates, typed: "mo").map(\.text) == ["model", "models", "mode"])
        #expect(Ranking(use: [:]).ranked(candidates, typed: "mdoels").first?.text == "models")
    }

    @Test func `replaces the word and nothing else`() {
        #expect(complete("status; prod").replacing == 8..<12)
        #expect(complete("ask \"x $to").replacing == 7..<10)
        #expect(complete("produce x ").replacing == 10..<10)
    }

    @Test func `every candidate says what it is`() {
        for line in [
            "", "produce x --", "ask hi --model ", "help ", "echo $", "chaos ", "chaos add ", "lock ", "unlock ",
            "revert ",
        ] {
            let candidates = complete(line).candidates
            #expect(!candidates.isEmpty)
            for candidate in candidates { #expect(!candidate.description.isEmpty, "\(candidate.text)") }
        }
        #expect(complete("lock t12").candidates.first?.description == "Felix: It is.")
        #expect(complete("model gem").candidates.first?.description == "$0.30 → $2.50, 1.05M context")
        #expect(complete("model haiku").candidates.first?.description == "$1.00 → –, 200k context")
    }

    @Test func `an option that was given is not offered again, one that may be repeated is`() {
        let texts = complete("produce x --minutes 5 --source a --").candidates.map(\.text)
        #expect(!texts.contains("--minutes"))
        #expect(texts.contains("--source") && texts.contains("--json"))
    }

    @Test(.temporaryDirectory) func `completes file names, with blanks escaped`() throws {
        let folder = TemporaryDirectory.current
        try Data().write(to: folder.appending(path: "my notes.md"))
        try FileManager.default.createDirectory(at: folder.appending(path: "sub"), withIntermediateDirectories: false)
        let path = folder.path(percentEncoded: false)
        let note = complete("source \(path)my").candidates.first
        #expect(note?.text == "\(path)my\\ notes.md")
        #expect(note?.isComplete == true)
        let sub = complete("status > \(path)su").candidates.first
        #expect(sub?.text == "\(path)sub/")
        #expect(sub?.isComplete == false)
    }

    @Test func `answers for any line and any cursor`() {
        var generator = SeededGenerator(seed: 7)
        let pieces = ["'", "\"", "\\", "$", "{", "--", "=", "model ", "produce ", "|", ">", " ", "日本", "view "]
        for _ in 0..<2_000 {
            let line = (0..<Int.random(in: 0...8, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let cursor = Int.random(in: -1...(line.unicodeScalars.count + 2), using: &generator)
            let range = Completer(
                table: .standard,
                variables: Variables(),
                names: KnownNames(),
                use: WordUse(),
                models: { [] },
                openEpisode: { nil },
                jobs: { [] }
            ).completions(line, cursor).replacing
            #expect(range.upperBound <= max(line.unicodeScalars.count, cursor))
        }
    }
}
