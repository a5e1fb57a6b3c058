import Foundation
public import Production

/// An episode as the checks see it.
public struct CheckedEpisode: Sendable {
    /// What it shall be.
    public var brief: Brief
    /// Its ground.
    public var research: Research
    /// Its plan.
    public var outline: Outline
    /// What is said.
    public var script: Script
    /// What it was put together from.
    var material: Material

    /// The formats that episodes are made in.
    public static let formats: [Format] = [.brief, .solo, .interview, .deepDive, .panel, .debate, .news]

    /// A good episode in every format and every language.
    public static let clean: [CheckedEpisode] = Material.all.flatMap { material in
        formats.map { CheckedEpisode(material, format: $0) }
    }

    /// `interview, en`.
    public var name: String { "\(brief.format.rawValue), \(brief.language)" }

    /// The places of the notes that turns cite.
    var citedNotes: [Int] {
        let cited = Set(script.turns.flatMap(\.notes))
        return research.notes.indices.filter { cited.contains(research.notes[$0].id) }
    }

    /// What the deterministic checks find.
    public var findings: [QualityReport.Finding] {
        QualityChecks.run(script, brief: brief, outline: outline, research: research).findings
    }

    /// A good episode of a format.
    init(_ material: Material, format: Format) {
        self.material = material
        let cast = format.defaultCast
        var segments: [Script.Segment] = []
        let length = material.facts.count / material.chapters.count
        for (chapter, title) in material.chapters.enumerated() {
            var lines: [(speaker: Int, text: String, notes: [String])] = []
            if chapter == 0 {
                lines.append((0, material.opening, []))
                lines.append((0, material.disclosure, []))
            }
            for index in (chapter * length)..<((chapter + 1) * length) {
                let (fact, note) = (material.facts[index], ["n\(index + 1)"])
                switch cast.count {
                case 1: lines.append((0, "\(fact.spoken) \(fact.remark)", note))
                case 2 where format == .interview:
                    lines += [
                        (0, fact.question, []), (1, fact.spoken, note), (index % 3 == 0 ? 0 : 1, fact.remark, []),
                    ]
                case 2:
                    let first = index % 2
                    lines += [(first, fact.question, []), (1 - first, fact.spoken, note), (first, fact.remark, [])]
                default:
                    let first = 1 + index % 2
                    lines += [(0, fact.question, []), (first, fact.spoken, note), (3 - first, fact.remark, [])]
                }
            }
            if chapter == material.chapters.count - 1 { lines.append((0, material.closing, [])) }
            let before = segments.reduce(0) { $0 + $1.turns.count }
            segments.append(
                Script.Segment(
                    id: "seg\(chapter + 1)",
                    title: title,
                    synopsis: material.facts[chapter * length].gist,
                    turns: lines.enumerated().map { offset, line in
                        Script.Turn(
                            id: "t\(before + offset + 1)",
                            speaker: cast[line.speaker].name,
                            text: line.text,
                            notes: line.notes
                        )
                    }
                )
            )
        }
        script = Script(title: material.title, segments: segments)
        let counts = segments.map { segment in segment.turns.reduce(0) { $0 + SpokenWords.count($1.text) } }
        let minutes = max(1, Int((Double(counts.reduce(0, +)) / 150).rounded()))
        brief = Brief(topic: material.topic, format: format, cast: cast, language: material.language, minutes: minutes)
        outline = Outline(
            title: material.title,
            promise: material.promise,
            segments: segments.enumerated().map { index, segment in
                .init(
                    id: segment.id,
                    title: segment.title,
                    goal: segment.synopsis,
                    beats: material.facts[(index * length)..<((index + 1) * length)].map(\.gist),
                    notes: ((index * length)..<((index + 1) * length)).map { "n\($0 + 1)" },
                    words: counts[index]
                )
            }
        )
        let half = (material.facts.count + 1) / 2
        let texts = [material.facts.prefix(half), material.facts.dropFirst(half)].map { $0.map(\.source) }
        // A third tells all of it in other words, so that what is said above all does not rest on one alone.
        let sources = (texts + [material.facts.map(\.gist)]).enumerated().map { index, texts in
            Source(
                id: "s\(index + 1)",
                kind: .text,
                title: "\(material.topic) \(index + 1)",
                location: "https://\(["one", "two", "three"][index]).example/\(material.language)",
                accessed: Date(timeIntervalSince1970: 1_795_478_400),
                digest: String(repeating: "0", count: 64),
                text: texts.joined(separator: "\n\n")
            )
        }
        research = Research(
            questions: material.facts.prefix(4).map(\.question),
            sources: sources,
            notes: material.facts.enumerated().map { index, fact in
                Note(id: "n\(index + 1)", source: index < half ? "s1" : "s2", quote: fact.quote, gist: fact.gist)
            }
                + material.facts.enumerated().map { index, fact in
                    let number = material.facts.count + index + 1
                    return Note(id: "n\(number)", source: "s3", quote: fact.gist, gist: fact.gist)
                }
        )
    }
}
