import Foundation
import Gateway
import OpenRouter
import Operations
import Production

/// What can stand at the cursor, from the command table and from memory; the disk is read for file names, and for the
/// turns of the open episode.
struct Completer: Sendable {
    private static let mostCandidates = 200

    let table: CommandTable
    let variables: Variables
    let names: KnownNames
    let models: @Sendable () -> [Model]
    let openEpisode: @Sendable () -> String?
    let jobs: @Sendable () -> [Job]
    /// The script of the open episode as it is on the disk.
    var script: @Sendable () -> Script? = { nil }
    /// The number of the open episode's last revision.
    var revision: @Sendable () -> Int? = { nil }
    var faults: [SimulatorControl.Kind] = []

    /// The ways to complete the word before the cursor, best first.
    ///
    /// - Parameters:
    ///   - line: The text of the line.
    ///   - cursor: The cursor's place, in Unicode scalars.
    /// - Returns: The part of the line that is replaced, and by what.
    func completions(_ line: String, _ cursor: Int) -> Completions {
        let scalars = Array(line.unicodeScalars.prefix(max(0, cursor)))
        let source = SourceText(String(String.UnicodeScalarView(scalars)), name: "")
        let items = Lexer.items(of: source).items
        var words: [Word] = []
        var isFile = false
        var isProgram = false
        for item in items {
            switch item.token {
            case .word(let word):
                if word.keyword == "{" { words = [] } else { words.append(word) }
            case .redirect:
                isFile = true
                words = []
            case .pipe:
                isProgram = true
                words = []
            case .lineEnd, .semicolon, .and, .or, .ampersand:
                isFile = false
                isProgram = false
                words = []
            }
        }
        if isProgram || words.first?.startsProgram ?? false {
            // The words of a program are its own business, and are mostly files.
            guard words.count > 1 || (words.count == 1 && words[0].range.upperBound < scalars.count) else {
                return Completions(replacing: cursor..<cursor, candidates: [])
            }
            isFile = true
        }
        // The last word is the one at the cursor, unless a blank has ended it.
        var typed: Word?
        if let last = words.last, last.range.upperBound == scalars.count { typed = words.removeLast() }
        let range = (typed?.range.lowerBound ?? scalars.count)..<scalars.count
        let text = source.text(range)
        if let dollar = text.lastIndex(of: "$"), !text.hasPrefix("'") {
            let start = range.upperBound - text[dollar...].unicodeScalars.count
            let name = text[dollar...].dropFirst().drop { $0 == "{" }
            if name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
                return ranked(variableEntries(), String(text[dollar...]), start..<range.upperBound)
            }
        }
        let value = text.drop { $0 == "'" || $0 == "\"" }
        let entries = isFile ? files(String(value)) : self.entries(after: words, typing: String(value))
        return ranked(entries, String(value), range)
    }

    private typealias Entry = Candidate

    // MARK: What there is

    private func entries(after words: [Word], typing text: String) -> [Entry] {
        guard let first = words.first else { return commandEntries() }
        guard let name = first.literal, let command = command(named: name) else { return [] }
        if command.takesLine {
            let rest = words.dropFirst().drop { $0.keyword?.hasPrefix("--") ?? false }
            if !text.hasPrefix("-") || !rest.isEmpty { return entries(after: Array(rest), typing: text) }
        }
        var positional = 0
        var pending: ValueKind?
        var given: Set<String> = []
        for word in words.dropFirst() {
            if pending != nil {
                pending = nil
            } else if let option = word.keyword, option.hasPrefix("--") {
                let parts = option.dropFirst(2).split(separator: "=", maxSplits: 1)
                let declared = command.allOptions.first { parts.first.map(String.init) == $0.name }
                if let declared, !declared.isRepeating { given.insert(declared.name) }
                if parts.count == 1 { pending = declared?.kind }
            } else {
                positional += 1
            }
        }
        if let pending { return valueEntries(pending, text) }
        if text.hasPrefix("--"), let equals = text.firstIndex(of: "=") {
            let name = text[text.index(text.startIndex, offsetBy: 2)..<equals]
            let kind = command.allOptions.first { $0.name == name }?.kind
            let head = String(text[...equals])
            return kind.map { kind in
                valueEntries(kind, String(text[text.index(after: equals)...])).map { entry in
                    Entry(
                        text: head + entry.text,
                        display: entry.display,
                        description: entry.description,
                        isComplete: entry.isComplete
                    )
                }
            } ?? []
        }
        let options = command.allOptions.filter { !given.contains($0.name) }.map { option in
            let value = option.kind.map { " \($0.placeholder)" } ?? ""
            return Entry(text: "--\(option.name)", display: "--\(option.name)\(value)", description: option.summary)
        }
        if text.hasPrefix("-") { return options }
        let argument =
            positional < command.arguments.count
            ? command.arguments[positional] : command.arguments.last.flatMap { $0.isRepeating ? $0 : nil }
        let values = argument.map { valueEntries($0.kind, text) } ?? []
        return values.isEmpty && text.isEmpty ? options : values
    }

    /// The command of a name, also where the name is an alias.
    private func command(named name: String) -> Command? {
        if let alias = variables.aliases[name], !alias.isProgram, let first = alias.words.first?.literal, first != name
        {
            return table[first]
        }
        return table[name]
    }

    private func commandEntries() -> [Entry] {
        table.commands.map { Entry(text: $0.name, description: $0.summary) }
            + variables.aliases.sorted { $0.key < $1.key }
            .map { Entry(text: $0.key, description: "alias: \($0.value.text.printable)") }
    }

    private func valueEntries(_ kind: ValueKind, _ text: String) -> [Entry] {
        switch kind {
        case .choice(let words), .suggested(let words): words.map { Entry(text: $0) }
        case .verb(let verbs): verbs.map { Entry(text: $0.name, description: $0.summary) }
        case .fault: faults.map { Entry(text: $0.name, description: $0.summary) }
        case .model:
            models().map { model in
                let prices =
                    "\(Figures.perMillion(model.pricing.prompt)) → \(Figures.perMillion(model.pricing.completion))"
                return Entry(text: model.id, description: "\(prices), \(Figures.tokens(model.contextLength)) context")
            }
        case .episode: names.episodes.map { Entry(text: $0.slug, description: $0.title.printable) }
        case .show: names.shows.map { Entry(text: $0.slug, description: $0.title.printable) }
        case .artefact:
            ["script", "outline", "notes", "sources", "brief", "qa", "show-notes", "chapters", "transcript"]
                .map { Entry(text: $0) }
                + (openEpisode().flatMap { names.episode($0) }?.files ?? []).map {
                    Entry(text: $0, description: "file")
                }
        case .turn: script()?.turns.map { Entry(text: $0.id, description: "\($0.speaker): \($0.text)".printable) } ?? []
        case .segment:
            script()?.segments.map {
                Entry(text: $0.id, description: "\($0.title), \($0.turns.count) turns".printable)
            } ?? []
        case .revision:
            (revision().map { Array((1...$0).reversed()) } ?? []).map {
                Entry(text: String($0), description: "revision")
            }
        case .file: files(text)
        case .variable:
            variables.all.sorted { $0.key < $1.key }.map { Entry(text: $0.key, description: $0.value.printable) }
        case .command:
            commandEntries() + HelpTopic.allCases.map { Entry(text: $0.rawValue, description: $0.summary) }
        case .job: jobs().map { Entry(text: String($0.number), description: "\($0.state): \($0.line.printable)") }
        case .text, .integer, .share, .money, .duration, .cast, .program: []
        }
    }

    private func variableEntries() -> [Entry] {
        let own = variables.all.sorted { $0.key < $1.key }.map {
            Entry(text: "$\($0.key)", description: String($0.value.printable.prefix(60)), isComplete: false)
        }
        return own + [
            Entry(text: "$last", description: "what the last command handed on", isComplete: false),
            Entry(text: "$?", description: "exit code of the last command", isComplete: false),
        ]
    }

    /// Names in the folder that a path stands in; a folder's ends with `/` and invites to go on.
    private func files(_ typed: String) -> [Entry] {
        let slash = typed.lastIndex(of: "/")
        let folder = slash.map { String(typed[...$0]) } ?? ""
        let name = slash.map { typed[typed.index(after: $0)...] } ?? typed[...]
        let path = folder.isEmpty ? "." : (folder as NSString).expandingTildeInPath
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { name.hasPrefix(".") || !$0.hasPrefix(".") }.sorted().prefix(2_000).map { entry in
            var isFolder: ObjCBool = false
            _ = unsafe FileManager.default.fileExists(atPath: "\(path)/\(entry)", isDirectory: &isFolder)
            let isFolderName = isFolder.boolValue
            return Entry(
                text: folder + entry + (isFolderName ? "/" : ""),
                display: entry + (isFolderName ? "/" : ""),
                isComplete: !isFolderName
            )
        }
    }

    // MARK: Order

    /// Those that begin with what is typed, then those that contain it, then those that have its letters in order.
    private func ranked(_ entries: [Entry], _ typed: String, _ range: Range<Int>) -> Completions {
        let wanted = Array(typed.lowercased())
        var ranked: [(rank: Int, place: Int, entry: Entry)] = []
        for (place, entry) in entries.enumerated() {
            let text = entry.text.lowercased()
            let rank: Int
            if text.hasPrefix(typed.lowercased()) {
                rank = 0
            } else if text.contains(typed.lowercased()) {
                rank = 1
            } else if wanted.count > 1, Self.isSubsequence(wanted, of: text) {
                rank = 2
            } else {
                continue
            }
            ranked.append((rank, place, entry))
        }
        // Letters in order are a guess: it is of use only where nothing better is found.
        let best = ranked.map(\.rank).min() ?? 0
        let candidates =
            ranked
            .filter { $0.rank < 2 || best == 2 }
            .sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }
            .prefix(Self.mostCandidates)
            .map { Self.quoted($0.entry) }
        return Completions(replacing: range, candidates: candidates)
    }

    private static func isSubsequence(_ letters: [Character], of text: String) -> Bool {
        var rest = letters[...]
        for character in text where character == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }

    /// A candidate whose text stands for itself in a line.
    private static func quoted(_ entry: Entry) -> Entry {
        let special: Set<Character> = [" ", "\t", "'", "\"", "\\", "$", ";", "&", "|", ">", "#", "{", "}", "\n"]
        guard !entry.text.hasPrefix("$"), entry.text.contains(where: special.contains) else { return entry }
        var entry = entry
        entry.text = entry.text.map { special.contains($0) ? "\\\($0)" : "\($0)" }.joined()
        return entry
    }
}
