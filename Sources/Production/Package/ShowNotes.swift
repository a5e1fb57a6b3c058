import Foundation

/// The notes that are published with an episode: what it is, who speaks, where what is, and what it rests on.
struct ShowNotes {
    private let package: EpisodePackage
    private let chapters: Chapters
    private let phrases: NotesPhrases

    init(_ package: EpisodePackage, _ chapters: Chapters) {
        self.package = package
        self.chapters = chapters
        phrases = NotesPhrases(package.brief.language)
    }

    /// The notes, in the episode's language where its phrases are known.
    var document: NotesDocument {
        let text = package.text
        var notes = NotesDocument(title: text.title, language: package.brief.language)
        notes.blocks = [.heading(1, text.title), .paragraph([.text(text.hook)])]
        notes.add(
            phrases[.whoSpeaks],
            package.brief.cast.map { [.text("\(PlainLine.make($0.name)) (\(phrases.role($0.role)))")] }
        )
        notes.blocks.append(.paragraph([.text(phrases[.synthetic])]))
        notes.add(
            phrases[.inThisEpisode],
            chapters.stamps.map { [.time(seconds: $0.seconds, shown: $0.shown), .text(" \($0.title)")] }
        )
        notes.add(phrases[.topics], text.topics.map { [.text($0)] })
        let used = Citations(package)
        if !used.quotes.isEmpty { notes.blocks.append(.heading(2, phrases[.quotes])) }
        notes.blocks += used.quotes.prefix(5).map {
            .quote([.text("“\(PlainLine.make($0.note.quote))” [\($0.number)]")])
        }
        addSources(used, to: &notes)
        notes.add(phrases[.howMade], making.map { [.text($0)] })
        notes.blocks.append(.heading(2, phrases[.corrections]))
        let corrections = package.publication.corrections
        notes.blocks.append(
            corrections.isEmpty
                ? .paragraph([.text(phrases[.none])]) : .bullets(corrections.map { [.text($0.dated)] })
        )
        if let licence = text.licence { notes.blocks.append(.paragraph([.text("\(phrases[.licence]): \(licence)")])) }
        if let call = text.callToAction { notes.blocks.append(.paragraph([.text(call)])) }
        return notes
    }

    private func addSources(_ used: Citations, to notes: inout NotesDocument) {
        let withHours = package.timeline.durationMilliseconds >= 3_600_000
        let items = used.sources.map { use -> [NotesDocument.Inline] in
            let read = use.source.accessed.formatted(.iso8601.year().month().day())
            var line = entry(use.source) + [.text(", \(phrases[.read]) \(read); \(phrases[.usedAt]) ")]
            for (index, seconds) in use.seconds.enumerated() {
                if index > 0 { line.append(.text(", ")) }
                line.append(.time(seconds: seconds, shown: TimeStamp.clock(seconds, withHours: withHours)))
            }
            return line
        }
        if !items.isEmpty { notes.blocks += [.heading(2, phrases[.sources]), .numbers(items)] }
        guard !used.others.isEmpty else { return }
        var line: [NotesDocument.Inline] = [.text("\(phrases[.alsoRead]): ")]
        for (index, source) in used.others.enumerated() { line += (index > 0 ? [.text("; ")] : []) + entry(source) }
        notes.blocks.append(.paragraph(line))
    }

    private func entry(_ source: Source) -> [NotesDocument.Inline] {
        let day = source.published.map { ", \($0.formatted(.iso8601.year().month().day()))" } ?? ""
        let title = "\(PlainLine.make(source.title))\(day)"
        if Markup.isAddress(source.location) { return [.text("\(title), "), .link(source.location)] }
        // Where a file lies on the producer's machine is nobody's business.
        let name = source.location.split(separator: "/").last.map(String.init) ?? source.location
        return name.hasPrefix(source.title) ? [.text(title)] : [.text("\(title), \(PlainLine.make(name))")]
    }

    private var making: [String] {
        var lines = [phrases[.disclosure]]
        switch package.report?.verdict {
        case .passed: lines.append(phrases[.passed])
        case .rejected: lines.append(phrases[.rejected])
        case .unjudged: lines.append(phrases[.unjudged])
        case nil: lines.append(phrases[.unchecked])
        }
        return lines + package.degradations.map { "\(phrases[.notAsAsked]): \($0)" }
    }
}
