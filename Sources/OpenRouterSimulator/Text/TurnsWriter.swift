/// Writes the turns of one segment: facts from its notes, talk around them, and no fact from anywhere else.
struct TurnsWriter {
    private struct Turn {
        var speaker: String
        var sentences: [String]
        var notes: [String]

        var words: Int { sentences.reduce(0) { $0 + Words.count($1) } }
    }

    let prompt: Prompt

    /// Where this segment stands among those of the outline.
    private var place: (index: Int, count: Int, position: String) {
        let segment = prompt.json("segment")
        let all = prompt.json("outline")?["segments"]?.array ?? []
        let index =
            all.firstIndex { $0["title"] == segment?["title"] && $0["words"] == segment?["words"] }
            ?? all.firstIndex { $0["title"] == segment?["title"] } ?? 0
        let isLast = index == all.count - 1
        let position = segment?["position"]?.string ?? (index == 0 ? "first" : isLast ? "last" : "middle")
        return (index, max(1, all.count), position)
    }

    /// Notes this segment is the first of the outline to use; later ones only talk around them.
    private func ownNotes(before index: Int) -> [Prompt.Note] {
        let wanted = prompt.json("segment")?["notes"]?.array?.compactMap(\.string) ?? prompt.notes.map(\.id)
        let earlier = (prompt.json("outline")?["segments"]?.array ?? []).prefix(index)
        let used = Set(earlier.flatMap { $0["notes"]?.array?.compactMap(\.string) ?? [] })
        return prompt.notes.filter { wanted.contains($0.id) && !used.contains($0.id) }
    }

    func turns() -> JSON {
        let place = place
        let words = max(30, prompt.words ?? prompt.json("segment")?["words"]?.int ?? 200)
        let material = prompt.notes.map(\.gist).joined(separator: "\n")
        let episode = Digest(0, prompt["outline"], prompt.topic).value
        let earlier = (prompt.json("outline")?["segments"]?.array ?? []).prefix(place.index)
        var composer = Composer(
            topic: prompt.topic,
            material: material,
            seed: episode,
            wordsBefore: earlier.reduce(0) { $0 + ($1["words"]?.int ?? 0) },
            factsBefore: earlier.reduce(0) { $0 + ($1["notes"]?.array?.count ?? 0) }
        )
        var generator = SplitMix(Digest(episode, String(place.index)).value)
        let cast = prompt.cast
        var speaker = place.index % cast.count
        var facts = ownNotes(before: place.index)[...]
        let closing = place.position == "last" ? self.closing : []
        let budget = words - closing.reduce(0) { $0 + Words.count($1) }
        var turns: [Turn] = []
        var count = 0
        var sentencesToNextFact = 0
        while count < budget {
            var turn = Turn(speaker: cast[speaker], sentences: [], notes: [])
            if turns.isEmpty {
                for sentence in (place.position == "first" ? opening : []) + wanted(in: place.index, of: place.count) {
                    composer.remember(sentence)
                    turn.sentences.append(sentence)
                }
            }
            let size = min(Int.random(in: 19...33, using: &generator), budget - count)
            while turn.words < size {
                if sentencesToNextFact <= 0, let note = facts.first {
                    facts = facts.dropFirst()
                    let remaining = max(1, facts.count + 1)
                    sentencesToNextFact = max(0, (budget - count) / remaining / 11 - 1)
                    turn.sentences.append(composer.fact(note.gist))
                    turn.notes.append(note.id)
                } else {
                    sentencesToNextFact -= 1
                    let asks = turn.words > size - 10 && Bool.random(using: &generator)
                    turn.sentences.append(asks ? composer.question() : composer.comment())
                }
            }
            count += turn.words
            turns.append(turn)
            speaker = (speaker + 1) % cast.count
        }
        if !closing.isEmpty { turns.append(Turn(speaker: cast[speaker], sentences: closing, notes: [])) }
        return ["turns": .array(turns.map(TurnsWriter.json))]
    }

    private var topic: String { prompt.topic.count <= 80 ? prompt.topic : "today's subject" }

    private var opening: [String] {
        [
            "What do the sources really say about \(topic)?",
            "This conversation is simulated, so every fact in it is a note we can show you.",
        ]
    }

    /// The points to cover fall to the segments in turn.
    private func wanted(in segment: Int, of count: Int) -> [String] {
        let frames = ["You asked for this", "One more point you wanted", "As was promised", "Nor do we forget"]
        return prompt.points(of: "must-cover").enumerated().filter { $0.offset % count == segment }.map {
            index,
            point in
            "\(frames[index % frames.count]): \(point)\(point.last.map { ".!?".contains($0) } ?? false ? "" : ".")"
        }
    }

    private var closing: [String] {
        [
            "That was \(topic), with the open questions left honestly open."
        ] + prompt.points(of: "call-to-action").map { "\($0)\($0.last.map { ".!?".contains($0) } ?? false ? "" : ".")" }
            + [
                "Thank you for listening, and until next time."
            ]
    }

    private static func json(_ turn: Turn) -> JSON {
        [
            "speaker": .string(turn.speaker), "text": .string(turn.sentences.joined(separator: " ")), "style": nil,
            "notes": .array(turn.notes.map(JSON.string)),
        ]
    }
}
