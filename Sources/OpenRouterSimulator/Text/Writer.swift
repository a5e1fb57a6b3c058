/// The simulated model: writes what a prompt asks for out of the prompt's own words.
struct Writer {
    private let call: ChatCall
    private let prompt: Prompt
    private let seed: UInt64

    init(_ call: ChatCall) {
        self.call = call
        prompt = Prompt(call.user)
        seed = call.digest
    }

    func answer() -> Answer {
        if call.searchesWeb { return search() }
        guard call.wantsJSON else { return Answer(plain()) }
        let value: JSON =
            switch call.schemaName {
            case "questions": questions()
            case "notes": notes()
            case "outline": outline()
            case "turns": TurnsWriter(prompt: prompt).turns()
            case "critique": ["faults": []]
            case "judgment": judgment()
            case "package": package()
            default: call.schema.map { walk($0, name: "value", depth: 0) } ?? ["answer": .string(plain())]
            }
        return Answer(value.text)
    }

    private var topic: String { prompt.topic }

    private func composer(_ purpose: String) -> Composer {
        Composer(topic: topic, material: call.user, seed: Digest(seed, purpose).value)
    }

    private func plain() -> String {
        var composer = composer("plain")
        let about = topic.count > 200 ? String(topic.prefix(200)) + "…" : topic
        let sentences = [composer.comment(), composer.comment(), composer.comment()].joined(separator: " ")
        return "This is a simulated answer; no model was asked. You said: “\(about)” \(sentences)"
    }

    private func search() -> Answer {
        let kinds = ["An overview", "A short history", "Questions and answers", "A closer look"]
        var annotations: [JSON] = []
        var text = "Simulated search results on \(topic):\n"
        for (index, kind) in kinds.enumerated() {
            let title = "\(kind): \(topic) (simulated)"
            let slug = Words.plain(topic).prefix(6).joined(separator: "-")
            let url = "https://example.com/simulated/\(slug)/\(index + 1)"
            let page = InventedPage(topic: topic, seed: Digest(call.digest, kind).value, part: index).text
            let start = text.utf8.count
            text += "\n- [\(title)](\(url))"
            annotations.append([
                "type": "url_citation",
                "url_citation": [
                    "url": .string(url), "title": .string(title), "content": .string(page), "start_index": .int(start),
                    "end_index": .int(text.utf8.count),
                ],
            ])
        }
        var answer = Answer(text)
        answer.annotations = annotations
        return answer
    }

    private func questions() -> JSON {
        let subject = topic
        let questions = [
            ("its beginners", "How did \(subject) begin?"),
            ("a historian", "Which people and places shaped \(subject)?"),
            ("those who use it", "What problem does \(subject) answer?"),
            ("those whom it changed", "What changed because of \(subject)?"),
            ("somebody who doubts it", "What is still disputed about \(subject)?"),
            ("a listener of today", "Why does \(subject) matter today?"),
        ]
        return [
            "questions": .array(
                questions.map { ["perspective": .string($0.0), "question": .string($0.1)] }
            )
        ]
    }

    /// Quotes are whole sentences of the sources, spread over each of them.
    private func notes() -> JSON {
        let perSource = prompt.sources.count <= 2 ? 12 : 8
        var notes: [JSON] = []
        for source in prompt.sources {
            let usable = Words.sentences(source.text).filter { sentence in
                (6...34).contains(Words.count(sentence)) && !sentence.contains("\n") && !sentence.contains("http")
            }
            let step = max(1, usable.count / perSource)
            for index in stride(from: 0, to: usable.count, by: step).prefix(perSource) {
                notes.append([
                    "source": .string(source.id), "quote": .string(usable[index]), "gist": .string(usable[index]),
                ])
            }
        }
        return ["notes": .array(notes)]
    }

    private func outline() -> JSON {
        let words = prompt.words ?? 750
        let titles = [
            "Where it starts", "The people and the problem", "How it works", "What changed", "The other side",
            "What the sources leave open", "Closer to home", "Loose ends", "The long view", "What to take along",
        ]
        let count = min(max(words / 300, 3), 10)
        let notes = prompt.notes
        let segments = (0..<count).map { index -> JSON in
            let mine = notes.indices.filter { $0 * count / max(1, notes.count) == index }.map { notes[$0] }
            let shared = mine.isEmpty && !notes.isEmpty ? [notes[index % notes.count]] : mine
            let title = index == count - 1 && count > 1 ? titles[titles.count - 1] : titles[index]
            let share = words / count + (index < words % count ? 1 : 0)
            let beats = shared.prefix(3).map { JSON.string($0.gist) }
            return [
                "title": .string(title), "goal": .string("Listeners can say what the sources tell about \(topic)."),
                "beats": .array(beats.isEmpty ? [.string(topic)] : beats),
                "notes": .array(shared.map { .string($0.id) }), "words": .int(share),
            ]
        }
        return [
            "title": .string("\(topic.prefix(80)) (simulated)"),
            "promise": .string("You will know what our sources say about \(topic), and what they leave open."),
            "segments": .array(segments),
        ]
    }

    private func judgment() -> JSON {
        var criteria = prompt["criteria"].split(separator: "\n").map { line in
            Words.trimmed(String(line.drop { $0 == "-" || $0 == " " }.prefix { $0 != ":" }))
        }
        let item = call.schema?["properties"]?["scores"]?["items"]?["properties"]?["criterion"]
        if let names = item?["enum"]?.array?.compactMap(\.string), !names.isEmpty { criteria = names }
        if criteria.isEmpty { criteria = ["coherence", "engagement", "informativeness", "faithfulness", "ending"] }
        let scores = criteria.enumerated().map { index, criterion -> JSON in
            [
                "criterion": .string(criterion), "value": .int(4 + Int(Digest(seed, String(index)).spread % 2)),
                "reason": .string("Simulated judgment: the text keeps to \(topic)."),
            ]
        }
        return ["scores": .array(scores)]
    }

    private func package() -> JSON {
        let nouns = Words.nouns(call.user).prefix(4).map { JSON.string($0) }
        return [
            "title": .string("\(topic.prefix(80)) (simulated)"),
            "description": .string(
                "A simulated episode on \(topic), written offline from the words of its sources. No model was asked, and "
                    + "nothing in it goes beyond the notes it cites."
            ),
            "hook": .string("What do the sources really say about \(topic)?"),
            "topics": .array([.string(String(topic.prefix(60)))] + nouns),
        ]
    }

    /// A value of the shape a schema asks for.
    private func walk(_ schema: JSON, name: String, depth: Int) -> JSON {
        if let choices = schema["enum"]?.array, !choices.isEmpty {
            return choices[Int(Digest(seed, name).spread % UInt64(choices.count))]
        }
        if let constant = schema["const"] { return constant }
        guard depth < 12 else { return nil }
        for member in ["anyOf", "oneOf", "allOf"] {
            if let first = schema[member]?.array?.first { return walk(first, name: name, depth: depth + 1) }
        }
        switch schema["type"]?.string ?? schema["type"]?.array?.first?.string {
        case "object":
            let members = (schema["properties"]?.object ?? [:]).map {
                ($0.key, walk($0.value, name: $0.key, depth: depth + 1))
            }
            return .object(Dictionary(members) { _, last in last })
        case "array":
            let count = max(schema["minItems"]?.int ?? 2, 1)
            let items = schema["items"] ?? ["type": "string"]
            return .array((0..<min(count, 20)).map { walk(items, name: "\(name) \($0 + 1)", depth: depth + 1) })
        case "integer", "number": return .int(schema["minimum"]?.int ?? 1)
        case "boolean": return true
        case "null": return nil
        default: return .string("\(name) (simulated) on \(topic.prefix(60))")
        }
    }
}
