/// Which sources a script's turns cite, in order of first use.
struct Citations {
    /// A source with the moments, in whole seconds, at which it is used.
    struct Use {
        var source: Source
        var seconds: [Int]
    }

    private(set) var sources: [Use] = []
    /// The cited notes that have a quote, each with its source's number, counted from 1.
    private(set) var quotes: [(note: Note, number: Int)] = []
    /// Sources that no turn cites.
    private(set) var others: [Source] = []

    init(_ package: EpisodePackage) {
        let notes = Dictionary(package.research.notes.map { ($0.id, $0) }) { first, _ in first }
        let known = Dictionary(package.research.sources.map { ($0.id, $0) }) { first, _ in first }
        var numbers: [String: Int] = [:]
        var seen: Set<String> = []
        for (turn, span) in zip(package.script.turns, package.timeline.turns) {
            let second = span.startMilliseconds / 1_000
            for note in turn.notes.compactMap({ notes[$0] }) {
                guard let source = known[note.source] else { continue }
                if numbers[source.id] == nil {
                    sources.append(Use(source: source, seconds: []))
                    numbers[source.id] = sources.count
                }
                let number = numbers[source.id] ?? 1
                if sources[number - 1].seconds.last != second { sources[number - 1].seconds.append(second) }
                if seen.insert(note.id).inserted, !note.quote.isEmpty { quotes.append((note, number)) }
            }
        }
        others = package.research.sources.filter { numbers[$0.id] == nil }
    }
}
