import Foundation
import Gateway
import Glibc
import OpenRouter
import Operations
import Production

/// What can stand at the cursor, from the command table and from memory; the disk is read for file
/// names, and for the turns of the open episode.
///
/// Whatever a command declares can be completed, and every candidate says what it is.
struct Completer: Sendable {
    private static let mostCandidates = 200

    let table: CommandTable
    let variables: Variables
    let names: KnownNames
    let use: WordUse
    let models: @Sendable () -> [Model]
    /// Who may answer, as far as the service has told.
    var providers: @Sendable () -> [Provider] = { [] }
    /// The breakers that were asked so far, each with its state in words.
    var breakers: @Sendable () -> [(id: BreakerID, state: String)] = { [] }
    /// What keeps calls back.
    var gates: @Sendable () -> [Gate] = { [] }
    let openEpisode: @Sendable () -> String?
    let jobs: @Sendable () -> [Job]
    /// The script of the open episode as it is on the disk.
    var script: @Sendable () -> Script? = { nil }
    /// The number of the open episode's last revision.
    var revision: @Sendable () -> Int? = { nil }
    var faults: [SimulatorControl.Kind] = []
    /// The keys of the ring, by name, with what each is for.
    var keys: @Sendable () -> [(name: String, role: String)] = { [] }

    /// The ways to complete the word before the cursor, best first.
    ///
    /// - Parameters:
    ///   - line: The text of the line.
    ///   - cursor: The cursor's place, in Unicode scalars.
    ///   - readsFolders: Whether files may be looked for, which may take its time.
    /// - Returns: The part of the line that is replaced, and by what.
    func completions(_ line: String, _ cursor: Int, readsFolders: Bool = true) -> Completions {
        let point = point(line, cursor)
        let entries = entries(at: point, readsFolders: readsFolders)
        let ranked = Ranking(use: use.weights).ranked(entries, typed: point.typed)
        return Completions(replacing: point.range, candidates: ranked.prefix(Self.mostCandidates).map(Self.quoted))
    }

    /// Where the cursor stands.
    func point(_ line: String, _ cursor: Int) -> CompletionPoint {
        CompletionPoint(line, cursor, table: table, aliases: variables.aliases)
    }

    /// What the word before the cursor is written out as, where it is an abbreviation in place of a command.
    func expansion(_ line: String, _ cursor: Int) -> Expansion? {
        let abbreviations = variables.abbreviations
        let rest = line.unicodeScalars.dropFirst(cursor).first
        guard !abbreviations.isEmpty, rest?.properties.isWhitespace ?? true else { return nil }
        let point = point(line, cursor)
        guard case .command = point.place, let text = abbreviations[point.typed] else { return nil }
        return Expansion(replacing: point.range, text: text)
    }

    // MARK: What there is

    private func entries(at point: CompletionPoint, readsFolders: Bool) -> [Candidate] {
        switch point.place {
        case .command: return commands()
        case .variable: return variableReferences()
        case .program: return readsFolders ? Self.programs(point.typed) : []
        case .unknown: return []
        case .file: return readsFolders ? Self.files(point.typed) : []
        case .value(let kind, let option):
            return values(kind, point.typed, summary: option.summary, readsFolders: readsFolders)
        case .attached(let kind, let option, let head):
            let typed = String(point.typed.dropFirst(head.count))
            return values(kind, typed, summary: option.summary, readsFolders: readsFolders).map { entry in
                Candidate(
                    text: head + entry.text,
                    display: entry.display,
                    description: entry.description,
                    isComplete: entry.isComplete
                )
            }
        case .words(let command, let argument, _, let given):
            let options = command.allOptions.filter { !given.contains($0.name) }.map { option in
                let value = option.kind.map { " \($0.placeholder)" } ?? ""
                return Candidate(
                    text: "--\(option.name)",
                    display: "--\(option.name)\(value)",
                    description: option.summary
                )
            }
            if point.typed.hasPrefix("-") { return options }
            let values = argument.map { argument in
                self.values(argument.kind, point.typed, summary: argument.summary, readsFolders: readsFolders)
                    + argument.words.map { Candidate(text: $0, description: argument.summary) }
            }
            return (values ?? []).isEmpty && point.typed.isEmpty ? options : values ?? []
        }
    }

    private func commands() -> [Candidate] {
        table.commands.map { Candidate(text: $0.name, description: $0.summary) }
            + variables.aliases.sorted { $0.key < $1.key }
            .map { Candidate(text: $0.key, description: "alias: \($0.value.text.printable)") }
    }

    /// The values of a kind.
    ///
    /// - Parameters:
    ///   - kind: The kind.
    ///   - text: What is typed of one.
    ///   - summary: What the value is for; described with it are values that say nothing more about themselves.
    ///   - readsFolders: Whether files may be looked for.
    /// - Returns: All there are, in their usual order; none where anything may stand.
    func values(_ kind: ValueKind, _ text: String, summary: String, readsFolders: Bool) -> [Candidate] {
        switch kind {
        case .choice(let words), .suggested(let words): words.map { Candidate(text: $0, description: summary) }
        case .verb(let verbs): verbs.map { Candidate(text: $0.name, description: $0.summary) }
        case .distribution: Distribution.examples.map { Candidate(text: $0, description: $1) }
        case .duration: ["10s", "1m", "10m", "1h", "1d"].map { Candidate(text: $0, description: summary) }
        case .fault: faults.map { Candidate(text: $0.name, description: $0.summary) }
        case .model: modelEntries()
        case .providers: providerEntries(text)
        case .episode: names.episodes.map { Candidate(text: $0.slug, description: $0.title.printable) }
        case .show: names.shows.map { Candidate(text: $0.slug, description: $0.title.printable) }
        case .artefact: artefacts()
        case .turn:
            (readsFolders ? script() : nil)?.turns.map {
                Candidate(text: $0.id, description: "\($0.speaker): \($0.text)".printable)
            } ?? []
        case .segment:
            (readsFolders ? script() : nil)?.segments.map {
                Candidate(text: $0.id, description: "\($0.title), \($0.turns.count) turns".printable)
            } ?? []
        case .revision:
            (revision().map { Array((1...$0).reversed()) } ?? []).map {
                Candidate(text: String($0), description: "revision")
            }
        case .call:
            [Candidate(text: "last", description: "the latest call")]
                + names.calls.map { Candidate(text: $0.id, description: $0.summary.printable) }
        case .phase: phases()
        case .breaker:
            breakers().map { Candidate(text: $0.id.name, description: $0.state) } + modelEntries()
        case .gate: gates().map { Candidate(text: $0.id, description: $0.explanation.printable) }
        case .alias:
            variables.aliases.sorted { $0.key < $1.key }.map {
                Candidate(text: $0.key, description: $0.value.text.printable)
            }
        case .abbreviation:
            variables.abbreviations.sorted { $0.key < $1.key }.map {
                Candidate(text: $0.key, description: $0.value.printable)
            }
        case .key: readsFolders ? keys().map { Candidate(text: $0.name, description: "\($0.role) key") } : []
        case .setting:
            Setting.all.map { Candidate(text: $0.name, description: $0.summary) }
        case .file: readsFolders ? Self.files(text) : []
        case .variable:
            variables.all.sorted { $0.key < $1.key }.map {
                Candidate(text: $0.key, description: $0.value.isEmpty ? "empty" : $0.value.printable)
            }
        case .command:
            commands() + HelpTopic.allCases.map { Candidate(text: $0.rawValue, description: $0.summary) }
        case .job: jobs().map { Candidate(text: String($0.number), description: "\($0.state): \($0.line.printable)") }
        case .text, .integer, .number, .money, .cast, .program: []
        }
    }

    private func modelEntries() -> [Candidate] {
        let breakers = Dictionary(breakers().map { ($0.id, $0.state) }) { _, last in last }
        return models().map { model in
            let prices = "\(Figures.perMillion(model.pricing.prompt)) → \(Figures.perMillion(model.pricing.completion))"
            var parts = [prices, "\(Figures.tokens(model.contextLength)) context"]
            if let date = model.expirationDate { parts.append("ends \(date.prefix(10))") }
            if let state = breakers[.model(model.id)], state != "closed" { parts.append("breaker \(state)") }
            return Candidate(text: model.id, description: parts.joined(separator: ", "))
        }
    }

    /// The providers that can stand last in a list of which so much is typed; none stands there twice.
    private func providerEntries(_ typed: String) -> [Candidate] {
        let head = typed.lastIndex(of: ",").map { String(typed[...$0]) } ?? ""
        let listed = Configuration.list(head)
        return providers().filter { !listed.contains($0.slug) }.map { provider in
            Candidate(
                text: head + provider.slug,
                display: provider.slug.printable,
                description: provider.name.isEmpty ? "provider" : provider.name.printable
            )
        }
    }

    /// The phases, each with how it is in the open episode.
    private func phases() -> [Candidate] {
        let states = openEpisode().flatMap { names.episode($0) }?.states ?? [:]
        return Phase.allCases.map { phase in
            let state = states[phase].map { ", \($0.rawValue)" } ?? ""
            return Candidate(text: phase.rawValue, description: phase.summary + state)
        }
    }

    private func artefacts() -> [Candidate] {
        let usual = [
            ("script", "what is said, turn by turn"), ("outline", "the segments and what they are about"),
            ("notes", "facts with the passages they rest on"), ("sources", "where the facts come from"),
            ("brief", "what was asked for"), ("qa", "the report of the quality check"),
            ("show-notes", "the notes that are published"), ("chapters", "the chapters with their times"),
            ("transcript", "the words with their times"),
        ]
        return usual.map { Candidate(text: $0.0, description: $0.1) }
            + (openEpisode().flatMap { names.episode($0) }?.files ?? []).map {
                Candidate(text: $0, description: "file of the open episode")
            }
    }

    private func variableReferences() -> [Candidate] {
        variables.all.sorted { $0.key < $1.key }.map {
            Candidate(
                text: "$\($0.key)",
                description: $0.value.isEmpty ? "empty" : String($0.value.printable.prefix(60)),
                isComplete: false
            )
        } + [
            Candidate(text: "$last", description: "what the last command handed on", isComplete: false),
            Candidate(text: "$_", description: "the last word of the last command", isComplete: false),
            Candidate(text: "$?", description: "exit code of the last command", isComplete: false),
        ]
    }

    /// The programs on the `PATH` whose names begin so, or the files where a path is typed.
    private static func programs(_ typed: String) -> [Candidate] {
        guard !typed.isEmpty, !typed.contains("/") else { return files(typed) }
        var seen: Set<String> = []
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { name in
                guard name.hasPrefix(typed), seen.insert(name).inserted else { return false }
                return unsafe access("\(folder)/\(name)", X_OK) == 0
            }.sorted().map { Candidate(text: $0.printable, description: "program in \(folder)") }
        }
    }

    /// Names in the folder that a path stands in; a folder's ends with `/` and invites to go on.
    private static func files(_ typed: String) -> [Candidate] {
        let slash = typed.lastIndex(of: "/")
        let folder = slash.map { String(typed[...$0]) } ?? ""
        let name = slash.map { typed[typed.index(after: $0)...] } ?? typed[...]
        let path = folder.isEmpty ? "." : (folder as NSString).expandingTildeInPath
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { name.hasPrefix(".") || !$0.hasPrefix(".") }.sorted().prefix(2_000).map { entry in
            let facts = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(entry)")
            var isFolder: ObjCBool = false
            _ = unsafe FileManager.default.fileExists(atPath: "\(path)/\(entry)", isDirectory: &isFolder)
            let isFolderName = isFolder.boolValue
            let size = (facts?[.size] as? Int).map { Figures.bytes($0) } ?? "file"
            return Candidate(
                text: folder + entry + (isFolderName ? "/" : ""),
                display: entry.printable + (isFolderName ? "/" : ""),
                description: isFolderName ? "folder" : size,
                isComplete: !isFolderName
            )
        }
    }

    /// A candidate whose text stands for itself in a line.
    private static func quoted(_ entry: Candidate) -> Candidate {
        let special: Set<Character> = [" ", "\t", "'", "\"", "\\", "$", ";", "&", "|", ">", "#", "{", "}", "\n"]
        guard !entry.text.hasPrefix("$"), entry.text.contains(where: special.contains) else { return entry }
        var entry = entry
        entry.text = entry.text.map { special.contains($0) ? "\\\($0)" : "\($0)" }.joined()
        return entry
    }
}
