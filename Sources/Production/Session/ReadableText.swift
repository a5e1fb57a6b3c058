import Foundation

/// Files that programs read, as a person reads them: what `view` shows of outline, notes and sources.
enum ReadableText {
    /// The plan with its beats, lengths and notes.
    static func of(_ outline: Outline, notes: [Note]) -> String {
        let gists = Dictionary(notes.map { ($0.id, $0.gist) }) { first, _ in first }
        var blocks = ["# \(Markdown.escaped(outline.title))", Markdown.escaped(outline.promise)]
        var before = 0
        for segment in outline.segments {
            let minute = TimeStamp.clock(before * 60 / Int(Timeline.defaultPace), withHours: false)
            before += segment.words
            blocks.append("## \(Markdown.escaped(segment.title))")
            blocks.append(
                "\(segment.id), from about \(minute), \(segment.words) words: \(Markdown.escaped(segment.goal))"
            )
            if !segment.beats.isEmpty { blocks.append(list(segment.beats.map(Markdown.escaped))) }
            let cited = segment.notes.map { id in
                "> \(Markdown.escaped(id)): \(gists[id].map(Markdown.escaped) ?? "no such note")"
            }
            if !cited.isEmpty { blocks.append(cited.joined(separator: "\n")) }
        }
        let minutes = Double(before) / Timeline.defaultPace
        let count = outline.segments.count == 1 ? "1 segment" : "\(outline.segments.count) segments"
        blocks.append("\(count), \(before) words, about \(minutes.places(1)) minutes.")
        return blocks.joined(separator: "\n\n") + "\n"
    }

    /// The questions with whose they are, and the facts with the passages that they rest on.
    static func of(_ research: Research) -> String {
        let titles = Dictionary(research.sources.map { ($0.id, $0.title) }) { first, _ in first }
        var blocks = ["# Notes"]
        if !research.questions.isEmpty {
            let perspectives = research.perspectives ?? []
            let questions = research.questions.enumerated().map { index, question in
                let whose = index < perspectives.count ? perspectives[index] : ""
                return (whose.isEmpty ? "" : "*\(Markdown.escaped(whose))*: ") + Markdown.escaped(question)
            }
            blocks += ["## Questions", list(questions)]
        }
        for source in research.sources {
            let notes = research.notes.filter { $0.source == source.id }
            guard !notes.isEmpty else { continue }
            blocks.append("## \(Markdown.escaped("\(source.id): \(source.title)"))")
            for note in notes {
                let line = note.line.map { ", line \($0)" } ?? ""
                blocks.append("\(Markdown.escaped(note.id)): \(Markdown.escaped(note.gist))")
                blocks.append("> “\(Markdown.escaped(note.quote))”\(line)")
            }
        }
        let homeless = research.notes.filter { titles[$0.source] == nil }
        blocks += homeless.map { Markdown.escaped("\($0.id) (\($0.source), which is no source): \($0.gist)") }
        if !research.conflicts.isEmpty {
            blocks += ["## Where sources disagree", list(research.conflicts.map { Markdown.escaped($0.difference) })]
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    /// The ledger of the sources: what each is, how near it is to what it tells of, when it was read, and how its text begins.
    static func of(_ sources: [Source], notes: [Note]) -> String {
        var blocks = ["# Sources"]
        for source in sources {
            let count = notes.count { $0.source == source.id }
            let facts = [
                source.kind.rawValue, source.grade?.rawValue, "\(source.text.words.count) words",
                source.published.map { "published \($0.formatted(.iso8601.year().month().day()))" },
                "read \(source.accessed.formatted(.iso8601.year().month().day()))",
                count == 1 ? "1 note" : "\(count) notes",
            ]
            blocks.append("## \(Markdown.escaped("\(source.id): \(source.title)"))")
            blocks.append("\(Markdown.link(source.location))")
            blocks.append(facts.compactMap(\.self).joined(separator: ", "))
            blocks.append("> \(Markdown.escaped(String(source.text.prefix(240))))…")
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private static func list(_ items: [String]) -> String { items.map { "- \($0)" }.joined(separator: "\n") }
}
