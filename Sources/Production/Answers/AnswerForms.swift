import OpenRouter

/// A question as a model wrote it.
struct QuestionDraft: Hashable, Sendable {
    /// Whose question it is; empty where the model does not tell.
    var perspective: String
    var question: String
}

/// A note as a model wrote it, before its quote was looked up.
struct NoteDraft: Hashable, Sendable {
    var source: String
    var quote: String
    var gist: String
}

/// A turn as a model wrote it, before its speaker was matched.
struct TurnDraft: Hashable, Sendable {
    var speaker: String
    var text: String
    var style: String?
    var notes: [String] = []

    /// The words of the example that models are shown.
    static let example: String = "what is said"
}

/// An outline as a model wrote it, before its budgets were set right.
struct OutlineDraft: Hashable, Sendable {
    struct Segment: Hashable, Sendable {
        var title: String
        var goal: String
        var beats: [String]
        var notes: [String]
        var words: Int?
    }

    var title: String
    var promise: String
    var segments: [Segment]
}

/// What surrounds an episode where it is published.
struct PackageDraft: Hashable, Sendable {
    var title: String
    var description: String
    var hook: String
    var topics: [String]
}

extension AnswerForm where Value == [QuestionDraft] {
    static var questions: AnswerForm {
        AnswerForm(
            name: "questions",
            schema: .objectSchema([
                "questions": .listSchema(.objectSchema(["perspective": .stringSchema, "question": .stringSchema]))
            ]),
            example: """
                {"questions":[{"perspective":"its makers","question":"When was the first one built?"},\
                {"perspective":"those who bought it","question":"Who used it, and for what?"}]}
                """,
            read: { fields throws(AnswerFault) in
                let questions = fields.list("questions", elementHas: ["question"]).compactMap { element in
                    (element.member("question")?.text ?? element.text).map {
                        QuestionDraft(perspective: element.member("perspective")?.text ?? "", question: $0)
                    }
                }
                guard !questions.isEmpty else { throw AnswerFault("the list of questions is empty") }
                return questions
            },
            readPlain: { text in
                let lines = PlainAnswer.items(in: text).filter { $0.words.count >= 3 }
                return lines.isEmpty ? nil : lines.map { QuestionDraft(perspective: "", question: $0) }
            }
        )
    }
}

extension AnswerForm where Value == [NoteDraft] {
    static var notes: AnswerForm {
        AnswerForm(
            name: "notes",
            schema: .objectSchema([
                "notes": .listSchema(
                    .objectSchema(["source": .stringSchema, "quote": .stringSchema, "gist": .stringSchema])
                )
            ]),
            example:
                #"{"notes":[{"source":"s1","quote":"words copied exactly from the source","gist":"the fact in one sentence"}]}"#,
            read: { fields throws(AnswerFault) in
                let notes = fields.list("notes", elementHas: ["quote"]).compactMap { element -> NoteDraft? in
                    guard let quote = (element.member("quote") ?? element.member("text"))?.text else { return nil }
                    return NoteDraft(
                        source: element.member("source")?.text ?? "",
                        quote: quote,
                        gist: (element.member("gist") ?? element.member("fact"))?.text ?? quote
                    )
                }
                guard !notes.isEmpty else { throw AnswerFault("no note has a quote") }
                return notes
            },
            readPlain: { text in
                let notes = PlainAnswer.items(in: text).flatMap(PlainAnswer.notes(in:))
                return notes.isEmpty ? nil : notes
            }
        )
    }
}

extension AnswerForm where Value == OutlineDraft {
    static var outline: AnswerForm { outline(atLeast: 1) }

    /// An outline of so many segments at least; fewer are asked for once more, and then taken.
    static func outline(atLeast count: Int) -> AnswerForm {
        let segment = JSONValue.objectSchema([
            "title": .stringSchema, "goal": .stringSchema, "beats": .listSchema(.stringSchema),
            "notes": .listSchema(.stringSchema), "words": .integerSchema,
        ])
        return AnswerForm(
            name: "outline",
            schema: .objectSchema([
                "title": .stringSchema, "promise": .stringSchema, "segments": .listSchema(segment),
            ]),
            example:
                #"{"title":"…","promise":"…","segments":[{"title":"…","goal":"…","beats":["…"],"notes":["n1"],"words":250}]}"#,
            read: { fields throws(AnswerFault) in
                let outline = Self.draft(in: fields)
                guard !outline.segments.isEmpty else { throw AnswerFault("the list of segments is empty") }
                guard outline.segments.count >= count else {
                    throw AnswerFault("of the segments there are \(outline.segments.count), and \(count) is the least")
                }
                return outline
            },
            readPlain: { text in
                let few = Self.draft(in: AnswerFields(LenientJSON.values(in: text)))
                guard few.segments.isEmpty else { return few }
                let titles = PlainAnswer.items(in: text).filter { $0.words.count <= 14 }
                guard titles.count >= 2 else { return nil }
                return OutlineDraft(
                    title: "",
                    promise: "",
                    segments: titles.map { .init(title: $0, goal: $0, beats: [], notes: [], words: nil) }
                )
            }
        )
    }

    private static func draft(in fields: AnswerFields) -> OutlineDraft {
        let whole = fields.object(with: "segments")
        return OutlineDraft(
            title: whole?.member("title")?.text ?? "",
            promise: whole?.member("promise")?.text ?? "",
            segments: fields.list("segments", elementHas: ["beats", "goal"]).compactMap(segment)
        )
    }

    private static func segment(_ value: JSONValue) -> OutlineDraft.Segment? {
        guard let title = (value.member("title") ?? value.member("name"))?.text else { return nil }
        return OutlineDraft.Segment(
            title: title,
            goal: (value.member("goal") ?? value.member("description"))?.text ?? title,
            beats: value.member("beats")?.texts ?? [],
            notes: value.member("notes")?.texts ?? [],
            words: value.member("words")?.wholeNumber
        )
    }
}

extension AnswerForm where Value == [TurnDraft] {
    /// Turns of a cast: its names are an enumeration in the schema, and stand in the example.
    static func turns(cast: [String]) -> AnswerForm {
        let turn = JSONValue.objectSchema([
            "speaker": .object(["type": "string", "enum": .array(cast.map(JSONValue.string))]),
            "text": .stringSchema,
            "style": .object(["type": ["string", "null"]]),
            "notes": .listSchema(.stringSchema),
        ])
        let name = JSONValue.string(cast.first ?? "").compactText
        return AnswerForm(
            name: "turns",
            schema: .objectSchema(["turns": .listSchema(turn)]),
            example: #"{"turns":[{"speaker":\#(name),"text":"\#(TurnDraft.example)","style":null,"notes":["n1"]}]}"#,
            read: { fields throws(AnswerFault) in
                let turns = fields.list("turns", elementHas: ["speaker", "text"]).flatMap(Self.turns)
                guard !turns.isEmpty else { throw AnswerFault("no turn has a speaker and a text") }
                return turns
            },
            readPlain: { text in
                let turns = PlainAnswer.turns(in: text, cast: cast)
                return turns.isEmpty ? nil : turns
            }
        )
    }

    private static func turns(_ value: JSONValue) -> [TurnDraft] {
        if let text = (value.member("text") ?? value.member("line"))?.text {
            return [
                TurnDraft(
                    speaker: (value.member("speaker") ?? value.member("name"))?.text ?? "",
                    text: text,
                    style: value.member("style")?.text,
                    notes: value.member("notes")?.texts ?? []
                )
            ]
        }
        // `{"Nora": "what she says"}`, as small models like to write.
        guard case .object(let members) = value, members.count == 1, let only = members.first,
            let text = only.value.text, !["speaker", "name", "text", "style", "notes"].contains(only.key.lowercased())
        else { return [] }
        return [TurnDraft(speaker: only.key, text: text)]
    }
}

extension AnswerForm where Value == [QualityReport.Score] {
    static func judgment(criteria: [String]) -> AnswerForm {
        let score = JSONValue.objectSchema([
            "criterion": .object(["type": "string", "enum": .array(criteria.map(JSONValue.string))]),
            "reason": .stringSchema,
            "value": .integerSchema,
        ])
        return AnswerForm(
            name: "judgment",
            schema: .objectSchema(["scores": .listSchema(score)]),
            example: #"{"scores":[{"criterion":"coherence","reason":"one sentence","value":4}]}"#,
            read: { fields throws(AnswerFault) in
                var scores: [QualityReport.Score] = []
                for element in fields.list("scores", elementHas: ["criterion"]) {
                    guard let name = element.member("criterion")?.text?.lowercased(),
                        let criterion = criteria.first(where: { $0 == name }),
                        let value = (element.member("value") ?? element.member("score"))?.wholeNumber,
                        (1...5).contains(value), !scores.contains(where: { $0.criterion == criterion })
                    else { continue }
                    scores.append(
                        .init(criterion: criterion, value: value, reason: element.member("reason")?.text ?? "")
                    )
                }
                guard scores.count * 2 > criteria.count else {
                    throw AnswerFault("scores of 1 to 5 are needed for: \(criteria.joined(separator: ", "))")
                }
                return scores
            },
            readPlain: { _ in nil }
        )
    }
}

extension AnswerForm where Value == [Critique.Patch] {
    /// Faults with other words for their turns; a script without faults is an answer as well.
    static var critique: AnswerForm {
        let fault = JSONValue.objectSchema([
            "turn": .stringSchema, "fault": .stringSchema, "text": .stringSchema, "notes": .listSchema(.stringSchema),
        ])
        return AnswerForm(
            name: "critique",
            schema: .objectSchema(["faults": .listSchema(fault)]),
            example: #"{"faults":[{"turn":"t7","fault":"says 1957 where n3 says 1947","text":"…","notes":["n3"]}]}"#,
            read: { fields throws(AnswerFault) in
                fields.list("faults", elementHas: ["turn", "text"]).compactMap { element in
                    guard let turn = element.member("turn")?.text?.trimmedOrNil, let text = element.member("text")?.text
                    else { return nil }
                    return Critique.Patch(
                        turn: turn.lowercased(),
                        fault: Prompt.oneLine(element.member("fault")?.text ?? ""),
                        text: text,
                        notes: element.member("notes")?.texts ?? []
                    )
                }
            },
            readPlain: { _ in nil }
        )
    }
}

extension AnswerForm where Value == PackageDraft {
    static var package: AnswerForm {
        AnswerForm(
            name: "package",
            schema: .objectSchema([
                "title": .stringSchema, "description": .stringSchema, "hook": .stringSchema,
                "topics": .listSchema(.stringSchema),
            ]),
            example: #"{"title":"…","description":"…","hook":"…","topics":["…"]}"#,
            read: { fields throws(AnswerFault) in
                guard let whole = fields.object(with: "title"), let title = whole.member("title")?.text else {
                    throw AnswerFault("there is no title")
                }
                guard let description = whole.member("description")?.text else {
                    throw AnswerFault("there is no description")
                }
                return PackageDraft(
                    title: title,
                    description: description,
                    hook: whole.member("hook")?.text ?? "",
                    topics: whole.member("topics")?.texts ?? []
                )
            },
            readPlain: { _ in nil }
        )
    }
}

extension JSONValue {
    fileprivate static var stringSchema: JSONValue { .object(["type": "string"]) }
    fileprivate static var integerSchema: JSONValue { .object(["type": "integer"]) }

    fileprivate static func listSchema(_ element: JSONValue) -> JSONValue {
        .object(["type": "array", "items": element])
    }

    /// An object all of whose members are required and that has no others, as strict schemas must say.
    fileprivate static func objectSchema(_ properties: [String: JSONValue]) -> JSONValue {
        .object([
            "type": "object", "properties": .object(properties), "additionalProperties": false,
            "required": .array(properties.keys.sorted().map(JSONValue.string)),
        ])
    }
}
