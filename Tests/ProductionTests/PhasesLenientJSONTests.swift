import OpenRouter
import Testing

@testable import Production

@Suite struct `Lenient JSON` {
    /// What models send instead of `{"turns":[{"speaker":"Nora","text":"Hello there."}]}`.
    private static let broken: [(String, String)] = [
        ("valid", #"{"turns":[{"speaker":"Nora","text":"Hello there."}]}"#),
        ("fence", "Here it is:\n```json\n{\"turns\":[{\"speaker\":\"Nora\",\"text\":\"Hello there.\"}]}\n```\nEnjoy!"),
        ("prose around", #"Sure! {"turns":[{"speaker":"Nora","text":"Hello there."}]} I hope [this] helps {you}."#),
        ("thought", #"<think>maybe {"turns":[]}?</think>{"turns":[{"speaker":"Nora","text":"Hello there."}]}"#),
        ("thought without its beginning", #"hm {"a":1}</think>{"turns":[{"speaker":"Nora","text":"Hello there."}]}"#),
        ("thought without its end", #"<think>I will write {"turns":[{"speaker":"Nora","text":"Hello there."}]}"#),
        ("trailing commas", #"{"turns":[{"speaker":"Nora","text":"Hello there.",},],}"#),
        ("single quotes", #"{'turns':[{'speaker':'Nora','text':'Hello there.'}]}"#),
        ("smart quotes", "{“turns”:[{“speaker”:“Nora”,“text”:“Hello there.”}]}"),
        ("keys without quotes", #"{turns:[{speaker:"Nora",text:"Hello there."}]}"#),
        ("missing brackets", #"{"turns":[{"speaker":"Nora","text":"Hello there."}"#),
        (
            "cut in the second turn",
            #"{"turns":[{"speaker":"Nora","text":"Hello there."},{"speaker":"Felix","text":"And I wou"#
        ),
        ("cut in a key", #"{"turns":[{"speaker":"Nora","text":"Hello there."},{"speak"#),
        ("bare list", #"[{"speaker":"Nora","text":"Hello there."}]"#),
        ("object for a list", #"{"turns":{"speaker":"Nora","text":"Hello there."}}"#),
        ("one object alone", #"{"speaker":"Nora","text":"Hello there."}"#),
        ("wrapped once more", #"{"result":{"turns":[{"speaker":"Nora","text":"Hello there."}]}}"#),
        ("another name for the list", #"{"dialogue":[{"speaker":"Nora","text":"Hello there."}]}"#),
        ("name as key", #"{"turns":[{"Nora":"Hello there."}]}"#),
        ("upper case keys", #"{"Turns":[{"Speaker":"Nora","Text":"Hello there."}]}"#),
        ("comments", "{\"turns\":[ // the first\n{\"speaker\":\"Nora\",/* who */\"text\":\"Hello there.\"}]}"),
        ("python", #"{"turns":[{"speaker":"Nora","text":"Hello there.","style":None,"final":True}]}"#),
        ("missing comma", "{\"turns\":[{\"speaker\":\"Nora\"\n\"text\":\"Hello there.\"}]}"),
        ("repeated key", #"{"turns":[{"speaker":"Nora","text":"Hello there.","text":"Again."}]}"#),
        ("wrong bracket", #"{"turns":[{"speaker":"Nora","text":"Hello there."]}"#),
        ("line break in a string", "{\"turns\":[{\"speaker\":\"Nora\",\"text\":\"Hello\nthere.\"}]}"),
        ("escaped", #"{"turns":[{"speaker":"Nora","text":"Hello\u0020there."}]}"#),
        ("byte order mark", "\u{FEFF}{\"turns\":[{\"speaker\":\"Nora\",\"text\":\"Hello there.\"}]}"),
        ("broken draft, then the answer", #"{"turns": oops } {"turns":[{"speaker":"Nora","text":"Hello there."}]}"#),
    ]

    @Test(arguments: broken)
    func `finds the turn`(name: String, text: String) throws {
        let turns = try AnswerForm<[TurnDraft]>.turns(cast: ["Nora", "Felix"]).value(in: text)
        let first = try #require(turns.first, "\(name)")
        #expect(first.speaker == "Nora", "\(name)")
        #expect(first.text.words.joined(separator: " ") == "Hello there.", "\(name)")
        #expect(turns.count == 1, "\(name)")
    }

    @Test(
        arguments: [
            ("quotes that were not escaped", #"{"text":"He said "no" and left."}"#, #"He said "no" and left."#),
            ("a quote before a comma", #"{"text":"He said "no", and left.","b":1}"#, #"He said "no", and left."#),
            ("an apostrophe", #"{'text':'It's late, isn't it?'}"#, "It's late, isn't it?"),
            ("an emoji in two halves", #"{"text":"ok \ud83d\ude00"}"#, "ok 😀"),
            ("half an emoji", #"{"text":"ok \ud83d end"}"#, "ok  end"),
            ("brackets", #"{"text":"a [b] {c}: d"}"#, "a [b] {c}: d"),
            ("a colon after a quote", #"{"text":"the so-called "rule": none"}"#, #"the so-called "rule": none"#),
        ] as [(String, String, String)]
    )
    func `keeps what stands in strings`(name: String, text: String, expected: String) {
        #expect(LenientJSON.values(in: text).first?.member("text") == .string(expected), "\(name)")
    }

    @Test func `one object a line is a list`() throws {
        let text = """
            {"speaker":"Nora","text":"One."}
            {"speaker":"Felix","text":"Two."}
            """
        let turns = try AnswerForm<[TurnDraft]>.turns(cast: ["Nora", "Felix"]).value(in: text)
        #expect(turns.map(\.text) == ["One.", "Two."])
    }

    @Test(arguments: [
        "", "   ", "no", "}{", "][", "{", "[", "{\"", "\\", "<think>", "[[[[", "{:}", "{,}", "[,]", "\"", "{\"a\":}",
    ])
    func `says so where there is nothing`(text: String) {
        #expect(throws: AnswerFault.self) { try AnswerForm<[TurnDraft]>.turns(cast: ["Nora"]).value(in: text) }
    }

    @Test func `survives nesting without end`() {
        for opening in ["[", "{\"a\":", "[{\"a\":"] {
            let text = String(repeating: opening, count: 2_000)
            #expect(throws: AnswerFault.self) { try AnswerForm<[QuestionDraft]>.questions.value(in: text) }
        }
    }

    @Test func `every cut and every lost character of an answer ends in turns or a fault`() {
        let whole =
            #"{"turns":[{"speaker":"Nora","text":"Hello \"there\".","notes":["n1"]},{"speaker":"Felix","text":"Yes: 7, 8 {9}."}]}"#
        let form = AnswerForm<[TurnDraft]>.turns(cast: ["Nora", "Felix"])
        for count in 0...whole.count {
            _ = try? form.value(in: String(whole.prefix(count)))
            _ = try? form.value(in: String(whole.suffix(count)))
            guard count < whole.count else { continue }
            let place = whole.index(whole.startIndex, offsetBy: count)
            for spoilt in ["", "\"", "}", "]", "\n", "\\", "'"] {
                _ = try? form.value(in: whole.replacingCharacters(in: place...place, with: spoilt))
            }
        }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: ClosedRange<String.Index>, with other: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: other)
        return copy
    }
}
