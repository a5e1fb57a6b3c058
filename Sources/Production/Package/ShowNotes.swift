import Foundation

/// The notes that are published with an episode: what it is, who speaks, where what is, and what it rests on.
struct ShowNotes {
    private let package: EpisodePackage
    private let chapters: Chapters

    init(_ package: EpisodePackage, _ chapters: Chapters) {
        self.package = package
        self.chapters = chapters
    }

    var markdown: String {
        let text = package.text
        var blocks = ["# \(Markdown.escaped(text.title))", Markdown.escaped(text.hook)]
        blocks.append(contentsOf: speakers)
        blocks.append(contentsOf: list("In this episode", chapters.lines))
        blocks.append(contentsOf: list("Topics", text.topics))
        let quotes = cited.filter { !$0.0.quote.isEmpty }.prefix(5).map { note, number in
            "> “\(Markdown.escaped(note.quote))” \\[\(number)\\]"
        }
        if !quotes.isEmpty { blocks += ["## In the sources' words"] + quotes }
        blocks.append(contentsOf: sources)
        blocks.append(contentsOf: making)
        blocks += ["## Corrections", "None so far."]
        if let licence = text.licence { blocks.append("Licence: \(Markdown.escaped(licence))") }
        if let call = text.callToAction { blocks.append(Markdown.escaped(call)) }
        return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func list(_ title: String, _ items: [String]) -> [String] {
        items.isEmpty ? [] : ["## \(title)", items.map { "- \(Markdown.escaped($0))" }.joined(separator: "\n")]
    }

    private var speakers: [String] {
        let voices = package.brief.cast.map { "\($0.name) (\($0.role))" }
        return list("Who speaks", voices) + ["All voices are synthetic: they belong to no person."]
    }

    // MARK: Sources

    /// The sources that turns cite, in order of first use, each with the times at which.
    private var used: [(source: Source, times: [String])] {
        let notes = Dictionary(
            package.research.notes.map { ($0.id, $0.source) },
            uniquingKeysWith: { first, _ in first }
        )
        let withHours = package.timeline.durationMilliseconds >= 3_600_000
        var order: [String] = []
        var times: [String: [String]] = [:]
        for (turn, span) in zip(package.script.turns, package.timeline.turns) {
            for id in turn.notes.compactMap({ notes[$0] }) {
                if times[id] == nil { order.append(id) }
                let time = TimeStamp.clock(span.startMilliseconds / 1_000, withHours: withHours)
                if times[id]?.last != time { times[id, default: []].append(time) }
            }
        }
        return order.compactMap { id in
            package.research.sources.first { $0.id == id }.map { ($0, times[id] ?? []) }
        }
    }

    /// The notes that turns cite, in order of first use, each with its source's number.
    private var cited: [(Note, Int)] {
        let numbers = Dictionary(
            used.enumerated().map { ($1.source.id, $0 + 1) },
            uniquingKeysWith: { first, _ in first }
        )
        let notes = Dictionary(package.research.notes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<String> = []
        return package.script.turns.flatMap(\.notes).filter { seen.insert($0).inserted }.compactMap { id in
            guard let note = notes[id], let number = numbers[note.source] else { return nil }
            return (note, number)
        }
    }

    private var sources: [String] {
        let used = used
        let lines = used.enumerated().map { index, use in
            let read = use.source.accessed.formatted(.iso8601.year().month().day())
            return "\(index + 1). \(entry(use.source)), read \(read); used at \(use.times.joined(separator: ", "))"
        }
        let others = package.research.sources.filter { source in !used.contains { $0.source.id == source.id } }
        var blocks = lines.isEmpty ? [] : ["## Sources", lines.joined(separator: "\n")]
        if !others.isEmpty { blocks.append("Also read: \(others.map(entry).joined(separator: "; "))") }
        return blocks
    }

    private func entry(_ source: Source) -> String {
        "\(Markdown.escaped(source.title)), \(Markdown.link(source.location))"
    }

    // MARK: Honesty

    private var making: [String] {
        var lines = [EpisodeDescription.disclosure]
        switch package.report?.verdict {
        case .passed: lines.append("The automatic quality check passed.")
        case .rejected: lines.append("The automatic quality check rejected this script.")
        case .unjudged: lines.append("The script was checked by rules only; no judge could be reached.")
        case nil: lines.append("The script was not checked.")
        }
        lines += package.degradations.map { "Not made as asked: \($0)" }
        return list("How this episode was made", lines)
    }
}
