import Testing

@testable import Production

@Suite struct `Answers without JSON` {
    @Test func `lists become questions`() {
        let text = "Here are some questions:\n1. When was it built?\n2) Who built it first?\n- **Why does it matter?**"
        #expect(
            AnswerForm<[QuestionDraft]>.questions.readPlain(text)?.map(\.question)
                == ["When was it built?", "Who built it first?", "Why does it matter?"]
        )
    }

    @Test func `questions tell whose they are, or do not`() throws {
        let form = AnswerForm<[QuestionDraft]>.questions
        let text = #"{"questions":[{"perspective":"divers","question":"What do they see?"},"Who pays for it?"]}"#
        #expect(
            try form.value(in: text) == [
                QuestionDraft(perspective: "divers", question: "What do they see?"),
                QuestionDraft(perspective: "", question: "Who pays for it?"),
            ]
        )
    }

    @Test func `turns that say nothing of their own are dropped`() throws {
        let form = AnswerForm<[Script.Turn]>.spoken(by: ["Nora"], notes: ["n2"])
        let turns = ["What is said.", "n2", "It was cold.", "[N2]"].map { #"{"speaker":"Nora","text":"\#($0)"}"# }
        #expect(try form.value(in: "{\"turns\":[\(turns.joined(separator: ","))]}").map(\.text) == ["It was cold."])
    }

    @Test func `an outline of too few segments is asked for again, and then taken`() throws {
        let form = AnswerForm<OutlineDraft>.outline(atLeast: 3)
        let text = #"{"title":"T","promise":"P","segments":[{"title":"One part of it","goal":"g","beats":["n1"]}]}"#
        #expect(throws: AnswerFault.self) { try form.value(in: text) }
        #expect(form.readPlain(text)?.segments.count == 1 && form.readPlain(text)?.title == "T")
    }

    @Test func `an example that was copied is no answer`() throws {
        let form = AnswerForm<[QuestionDraft]>.questions
        #expect(throws: AnswerFault.self) { try form.value(in: form.example) }
        #expect(throws: AnswerFault.self) { try form.value(in: "Sure:\n```json\n\(form.example)\n```") }
        #expect(try form.value(in: #"{"questions":["When was the first one built?","Where is it now?"]}"#).count == 2)
        let turns = AnswerForm<[TurnDraft]>.turns(cast: ["Nora"])
        #expect(throws: AnswerFault.self) { try turns.value(in: turns.example) }
        let scores = AnswerForm<[QualityReport.Score]>.judgment(criteria: ["coherence"])
        #expect(try scores.value(in: scores.example).count == 1)
    }

    @Test func `pieces of JSON that cannot be read are no items`() {
        let text = "{\n  \"title\": \"Reefs\",\n  \"segments\": [\n    {\n    \"Who built the reefs?\",\n  ]"
        #expect(AnswerForm<[QuestionDraft]>.questions.readPlain(text)?.map(\.question) == ["Who built the reefs?"])
        #expect(AnswerForm<OutlineDraft>.outline.readPlain(text)?.segments.isEmpty ?? true)
    }

    @Test func `quotations become notes`() throws {
        let text =
            "1. s2: It was early | \"The first one ran in 1947\"\n2. The source says “it was very small indeed” too."
        let notes = try #require(AnswerForm<[NoteDraft]>.notes.readPlain(text))
        #expect(notes.map(\.quote) == ["The first one ran in 1947", "it was very small indeed"])
        #expect(notes.map(\.source) == ["s2", ""])
    }

    @Test func `lines with names become turns`() throws {
        let text = "Title: A talk\n\n**NORA:** Hello there.\nAnd welcome.\nFelix (expert): Thank you.\nAnna: Who am I?"
        let turns = try #require(AnswerForm<[TurnDraft]>.turns(cast: ["Nora", "Felix"]).readPlain(text))
        #expect(turns.map(\.speaker) == ["Nora", "Felix"])
        #expect(turns.first?.text == "Hello there. And welcome.")
    }

    @Test(
        arguments: [
            ("nora", "Nora Lind"), ("NORA LIND", "Nora Lind"), ("Dr. Nora Lind", "Nora Lind"),
            ("Felix (expert)", "Felix"),
            ("Fel", "Felix"), ("Lind", "Nora Lind"), ("Host", nil), ("Fe", nil), ("", nil), ("Nora and Felix", nil),
        ] as [(String, String?)]
    )
    func `names match one member of the cast or none`(written: String, expected: String?) {
        #expect(CastMatch.name(written, in: ["Nora Lind", "Felix"]) == expected)
    }

    @Test(
        arguments: [
            ("Nora: Hello.", "Hello.", nil),
            ("**Nora:** Hello.", "Hello.", nil),
            ("[laughs] That is **really** good.", "That is really good.", "laughs"),
            ("(softly) It was late (about nine) that day.", "It was late (about nine) that day.", "softly"),
            ("See [the page](https://example.com/x) for more.", "See the page for more.", nil),
            ("It began in 1947 [n1, n2].", "It began in 1947.", nil),
            ("## Now then\n- one", "Now then one", nil),
            ("She said: wait.", "She said: wait.", nil),
            ("*chuckles* Well, *that* is new.", "Well, that is new.", "chuckles"),
        ] as [(String, String, String?)]
    )
    func `only words are spoken`(written: String, spoken: String, style: String?) throws {
        let draft = TurnDraft(speaker: "Nora", text: written)
        let clean = try #require(TurnCleaning.cleaned(draft, cast: ["Nora", "Felix"]))
        #expect(clean.text == spoken)
        #expect(clean.style == style)
    }

    @Test(arguments: ["", "  ", "[music]", "...", "Nora:"])
    func `turns without words are dropped`(written: String) {
        #expect(TurnCleaning.cleaned(TurnDraft(speaker: "Nora", text: written), cast: ["Nora"]) == nil)
    }

    @Test func `a stranger is a fault, and dropped in the end`() throws {
        let text =
            #"{"turns":[{"speaker":"Nora","text":"Hello.","notes":["[n1]","n9"]},{"speaker":"Anna","text":"Hi."}]}"#
        let form = AnswerForm<[Script.Turn]>.spoken(by: ["Nora", "Felix"], notes: ["n1"])
        #expect(throws: AnswerFault("Anna is not in the cast; the speakers are Nora, Felix")) {
            try form.value(in: text)
        }
        let turns = try #require(form.readPlain(text))
        #expect(turns == [Script.Turn(id: "", speaker: "Nora", text: "Hello.", notes: ["n1"])])
    }

    @Test func `scores are whole numbers of known criteria`() throws {
        let form = AnswerForm<[QualityReport.Score]>.judgment(criteria: ["coherence", "ending"])
        let text =
            #"{"scores":[{"criterion":"Coherence","value":"4/5","reason":"t1"},{"criterion":"ending","score":2},{"criterion":"x","value":9}]}"#
        #expect(try form.value(in: text).map(\.value) == [4, 2])
        #expect(throws: AnswerFault.self) { try form.value(in: #"{"scores":[{"criterion":"ending","value":7}]}"#) }
    }
}
