import Production
import Resilience

/// A way to spoil a good episode, which the deterministic checks alone have to notice.
public struct ScriptCorruption: Sendable {
    /// What is done, in a few words.
    public let name: String
    /// Spoils an episode; `false` where there is nothing of the kind to spoil.
    private let spoil: @Sendable (inout CheckedEpisode, inout any RandomNumberGenerator) -> Bool

    private init(
        _ name: String,
        _ spoil: @escaping @Sendable (inout CheckedEpisode, inout any RandomNumberGenerator) -> Bool
    ) {
        self.name = name
        self.spoil = spoil
    }

    /// A spoilt episode; `nil` where there is nothing of the kind to spoil in it.
    public func spoilt(_ episode: CheckedEpisode, seed: UInt64) -> CheckedEpisode? {
        var generator: any RandomNumberGenerator = SeededGenerator(seed: seed)
        var episode = episode
        return spoil(&episode, &generator) ? episode : nil
    }

    /// Changes the words of one turn, chosen at random among those that have something to change.
    private static func words(
        _ name: String,
        _ change: @escaping @Sendable (String, CheckedEpisode, inout any RandomNumberGenerator) -> String?
    ) -> ScriptCorruption {
        ScriptCorruption(name) { episode, generator in
            let places = episode.places.shuffled(using: &generator)
            for place in places {
                guard let text = change(episode[place].text, episode, &generator), text != episode[place].text else {
                    continue
                }
                episode[place].text = text
                return true
            }
            return false
        }
    }

    /// Changes a turn that cites a note.
    private static func cited(
        _ name: String,
        _ change: @escaping @Sendable (inout Script.Turn, inout any RandomNumberGenerator) -> Bool
    ) -> ScriptCorruption {
        ScriptCorruption(name) { episode, generator in
            for place in episode.places.shuffled(using: &generator) where !episode[place].notes.isEmpty {
                var turn = episode[place]
                guard change(&turn, &generator) else { continue }
                episode[place] = turn
                return true
            }
            return false
        }
    }

    /// Every way there is.
    public static let all: [ScriptCorruption] = numbers + names + ground + speech + shape + structure

    // MARK: Numbers

    private static let numbers: [ScriptCorruption] = [
        words("a figure with two places exchanged") { text, _, generator in
            changedNumber(in: text, &generator) { digits in
                for index in digits.indices.dropLast()
                where digits[index] != digits[index + 1] && digits[index + 1] != "0" {
                    var digits = digits
                    digits.swapAt(index, index + 1)
                    return digits
                }
                return nil
            }
        },
        words("a figure with another first place") { text, _, generator in
            changedNumber(in: text, &generator) { digits in
                [digits[0] == "9" ? "7" : Character("\((digits[0].wholeNumberValue ?? 0) + 1)")] + digits.dropFirst()
            }
        },
        words("a figure ten times as large") { text, _, generator in
            changedNumber(in: text, &generator) { $0.count > 3 ? nil : $0 + ["0"] }
        },
        words("a year of another note") { text, episode, generator in
            let all = Set(episode.script.turns.flatMap { years(in: $0.text) })
            guard let year = years(in: text).randomElement(using: &generator),
                let other = all.subtracting([year]).sorted().randomElement(using: &generator)
            else { return nil }
            return text.replacing(year, with: other)
        },
        words("a percentage of something that was a share of none") { text, _, generator in
            for (word, others) in [
                (" percent", " dollars"), (" Prozent", " Euro"), (" por ciento", " euros"), (" pour cent", " euros"),
                (" بالمئة", " دولار"), ("パーセント", "ドル"), (" metres", " miles"), (" mètres", " kilomètres"),
                ("キロメートル", "メートル"), (" céntimos", " por ciento"), (" centimes", " pour cent"), (" طن", " كيلومتر"),
            ] where text.contains(word) {
                return text.replacing(word, with: others)
            }
            return nil
        },
        words("a number in words") { text, _, generator in
            for (word, other) in [
                ("eighteen people", "eighty people"), ("sixteen years", "sixty years"), ("ocho años", "tres años"),
                ("einer Stunde", "zwölf Stunden"), ("مليار", "مليون"), ("مليون", "مليار"), ("8000万", "8000億"),
                ("7分", "70分"), ("2 مليار", "9 مليار"),
            ] where text.contains(word) {
                return text.replacing(word, with: other)
            }
            return nil
        },
        words("another month") { text, _, _ in
            for (word, other) in [
                ("July", "March"), ("November", "May"), ("Februar", "August"), ("juillet", "janvier"),
                ("octobre", "mars"),
                ("ديسمبر", "يناير"), ("10月", "3月"), ("4月", "8月"),
            ] where text.contains(word) {
                return text.replacing(word, with: other)
            }
            return nil
        },
    ]

    private static func changedNumber(
        in text: String,
        _ generator: inout any RandomNumberGenerator,
        _ change: ([Character]) -> [Character]?
    ) -> String? {
        let runs = text.ranges(of: /[0-9]+/)
        for run in runs.shuffled(using: &generator) where text[run].count > 1 || runs.count == 1 {
            if let changed = change(Array(text[run])) {
                return text.replacingCharacters(in: run, with: String(changed))
            }
        }
        return nil
    }

    private static func years(in text: String) -> [String] {
        text.matches(of: /\b(1[0-9]{3}|20[0-2][0-9])\b/).map { String($0.output.1) }
    }

    // MARK: Names

    private static let names: [ScriptCorruption] = [
        words("a name of another note") { text, episode, generator in
            for (right, wrong) in episode.material.names.shuffled(using: &generator) where text.contains(right) {
                return text.replacing(right, with: wrong)
            }
            return nil
        },
        words("a name that stands nowhere") { text, episode, _ in
            guard let (right, wrong) = episode.material.stranger, text.contains(right) else { return nil }
            return text.replacing(right, with: wrong)
        },
        words("a claim about a stranger") { text, episode, _ in
            guard let wrong = episode.material.stranger?.wrong, text.contains(/[0-9]/) else { return nil }
            let more = [
                "en": "It was \(wrong) who paid for it in 1791.", "de": "Bezahlt hat das \(wrong) im Jahr 1791.",
                "es": "Lo pagó \(wrong) en 1791.", "fr": "C'est \(wrong) qui l'a payé en 1791.",
            ][episode.brief.language]
            return more.map { "\(text) \($0)" }
        },
    ]

    // MARK: Ground

    private static let ground: [ScriptCorruption] = [
        words("a quotation with another word") { text, _, generator in
            for (open, close) in [("“", "”"), ("„", "“"), ("«", "»"), ("「", "」")] {
                guard let start = text.firstRange(of: open), let end = text[start.upperBound...].firstRange(of: close)
                else { continue }
                let inside = text[start.upperBound..<end.lowerBound]
                var parts = inside.split(separator: " ").map(String.init)
                if parts.count > 3 {
                    let place = Int.random(in: 1..<(parts.count - 1), using: &generator)
                    parts[place] = ["“": "shadow", "„": "niemals", "«": "nada"][open] ?? "x"
                    return text.replacing(inside, with: parts.joined(separator: " "))
                }
                guard open == "「" else { continue }
                return text.replacing(inside, with: inside.replacing("飛行機", with: "潜水艦").replacing("地上", with: "海底"))
            }
            return nil
        },
        ScriptCorruption("a note whose quote was altered") { episode, generator in
            guard let index = episode.citedNotes.randomElement(using: &generator) else { return false }
            episode.research.notes[index].quote += " 77"
            return true
        },
        ScriptCorruption("a note of a source that is not there") { episode, generator in
            guard let index = episode.citedNotes.randomElement(using: &generator) else { return false }
            episode.research.notes[index].source = "s9"
            return true
        },
        cited("a dead id") { turn, generator in
            turn.notes = ["n\(Int.random(in: 100...999, using: &generator))"]
            return true
        },
        cited("a dead id beside a good one") { turn, generator in
            turn.notes.append("n\(Int.random(in: 100...999, using: &generator))")
            return true
        },
        ScriptCorruption("no citations at all") { episode, _ in
            for place in episode.places { episode[place].notes = [] }
            return true
        },
        ScriptCorruption("citations that moved to other turns") { episode, _ in
            let places = episode.places.filter { !episode[$0].notes.isEmpty }
            let notes = places.map { episode[$0].notes }
            for (index, place) in places.enumerated() { episode[place].notes = notes[(index + 4) % notes.count] }
            return true
        },
        cited("a year that lost its citation") { turn, _ in
            guard turn.text.contains(/[0-9]{4}/) else { return false }
            turn.notes = []
            return true
        },
    ]

    // MARK: Speech

    private static func added(_ name: String, _ texts: [String]) -> ScriptCorruption {
        words(name) { text, _, generator in "\(text) \(texts.randomElement(using: &generator) ?? "")" }
    }

    private static func begun(_ name: String, _ texts: [String]) -> ScriptCorruption {
        words(name) { text, _, generator in "\(texts.randomElement(using: &generator) ?? "") \(text)" }
    }

    private static let speech: [ScriptCorruption] = [
        added("a stage direction", ["(laughs)", "[music fades]", "*chuckles*", "[pause]"]),
        added("Markdown", ["**Really!**", "__Yes.__", "See [here](there)."]),
        added(
            "an address",
            ["See https://example.com/a for more.", "www.example.com has it.", "Write to me@example.com."]
        ),
        begun("a speaker's name before the words", ["Nora:", "**Host 1:**", "Speaker 2:"]),
        added("a thought of the model", ["<think>They want numbers.</think>", "<|im_end|>"]),
        begun("an answer to the prompt", ["Sure! Here is the script:", "Here's the dialogue you asked for."]),
        added(
            "talk of a language model",
            ["As an AI language model, I cannot know.", "My training data ends before that."]
        ),
        added("a placeholder", ["{{speaker}} agrees.", "TODO: add a joke.", "[INSERT NAME] agrees."]),
        added("broken characters", ["Ã©tÃ©.", "Caf\u{FFFD}."]),
        added("a key", ["sk-or-v1-0123456789abcdef0123456789abcdef"]),
        words("strong language") { text, episode, _ in
            let word = [
                "en": "What the fuck.", "de": "So eine Scheiße.", "es": "Menuda mierda.", "fr": "Quelle merde.",
            ][episode.material.language]
            return word.map { "\(text) \($0)" }
        },
        words("a claimed life") { text, episode, _ in "\(text) \(episode.material.biography)" },
        words("a turn in another language") { _, episode, _ in episode.material.foreign },
        ScriptCorruption("a segment in another language") { episode, generator in
            let other = CheckedEpisode(
                episode.material.language == "en" ? .german : .english,
                format: episode.brief.format
            )
            let index = Int.random(in: 0..<episode.script.segments.count, using: &generator)
            for turn in episode.script.segments[index].turns.indices
            where turn < other.script.segments[index].turns.count {
                episode.script.segments[index].turns[turn].text = other.script.segments[index].turns[turn].text
            }
            return true
        },
        ScriptCorruption("another language ordered") { episode, _ in
            episode.brief.language =
                ["en": "de", "de": "nl", "es": "pt", "fr": "it", "ar": "he", "ja": "zh"][
                    episode.brief.language
                ] ?? "en"
            return true
        },
    ]

    // MARK: Shape

    private static let shape: [ScriptCorruption] = [
        ScriptCorruption("no disclosure") { episode, _ in
            guard let place = episode.places.first(where: { episode[$0].text == episode.material.disclosure }) else {
                return false
            }
            episode.script.segments[place.segment].turns.remove(at: place.turn)
            return true
        },
        ScriptCorruption("the disclosure at the end") { episode, _ in
            guard let place = episode.places.first(where: { episode[$0].text == episode.material.disclosure }) else {
                return false
            }
            let turn = episode.script.segments[place.segment].turns.remove(at: place.turn)
            let last = episode.script.segments.count - 1
            episode.script.segments[last].turns.insert(turn, at: episode.script.segments[last].turns.count - 1)
            return true
        },
        ScriptCorruption("a paragraph in a loop") { episode, generator in
            let long = episode.places.filter { SpokenWords.count(episode[$0].text) > 12 }
            guard let place = long.randomElement(using: &generator) else { return false }
            let text = episode[place].text
            episode[place].text = Array(repeating: text, count: 4).joined(separator: " ")
            return true
        },
        ScriptCorruption("a turn said twice") { episode, generator in
            let long = episode.places.filter { SpokenWords.count(episode[$0].text) > 12 }
            guard let place = long.randomElement(using: &generator) else { return false }
            var turn = episode[place]
            turn.id = "t900"
            episode.script.segments[place.segment].turns.insert(turn, at: place.turn + 1)
            return true
        },
        ScriptCorruption("a segment said twice") { episode, generator in
            let index = Int.random(in: 0..<episode.script.segments.count, using: &generator)
            var again = episode.script.segments[index].turns
            for turn in again.indices { again[turn].id += "b" }
            episode.script.segments[index].turns += again
            return true
        },
        ScriptCorruption("another plan") { episode, _ in
            let others = Material.all.filter { $0.language != episode.material.language }
            for index in episode.outline.segments.indices {
                let facts = others[index % others.count].facts
                episode.outline.segments[index].beats = facts.prefix(3).map(\.question)
            }
            return true
        },
        ScriptCorruption("an ending that breaks off") { episode, _ in
            guard let place = episode.places.last else { return false }
            let text = episode[place].text
            episode[place].text = String(text.prefix(text.count * 2 / 3)).trimmingEnd()
            return true
        },
        ScriptCorruption("half of it missing") { episode, _ in
            for index in episode.script.segments.indices {
                let turns = episode.script.segments[index].turns
                episode.script.segments[index].turns = Array(turns.prefix((turns.count + 1) / 2 - 1))
            }
            return true
        },
        ScriptCorruption("three times as long as asked") { episode, _ in
            let words = episode.script.turns.reduce(0) { $0 + SpokenWords.count($1.text) }
            episode.brief.minutes = max(1, words / 450)
            return words > 300
        },
    ]

    // MARK: Structure

    private static let structure: [ScriptCorruption] = [
        words("no words in a turn") { _, _, _ in "…" },
        ScriptCorruption("two turns of the same id") { episode, generator in
            let places = episode.places.shuffled(using: &generator)
            episode[places[0]].id = episode[places[1]].id
            return true
        },
        ScriptCorruption("a speaker who is not in the cast") { episode, generator in
            guard let place = episode.places.randomElement(using: &generator) else { return false }
            episode[place].speaker = ["Norah", "Person1", "Host", "Félix"].randomElement(using: &generator) ?? "Host"
            return true
        },
        ScriptCorruption("a member of the cast who never speaks") { episode, _ in
            guard let last = episode.brief.cast.last, episode.brief.cast.count > 1 else { return false }
            for place in episode.places where episode[place].speaker == last.name {
                episode[place].speaker = episode.brief.cast[0].name
            }
            return true
        },
        ScriptCorruption("a segment that is not written") { episode, generator in
            episode.script.segments.remove(at: Int.random(in: 0..<episode.script.segments.count, using: &generator))
            return true
        },
        ScriptCorruption("a segment without turns") { episode, generator in
            let index = Int.random(in: 0..<episode.script.segments.count, using: &generator)
            episode.script.segments[index].turns = []
            return true
        },
        ScriptCorruption("a segment that no model wrote") { episode, generator in
            let index = Int.random(in: 0..<episode.script.segments.count, using: &generator)
            episode.script.segments[index].degradation = "template: no model answered"
            return true
        },
    ]
}

extension CheckedEpisode {
    /// Where a turn stands.
    struct Place: Hashable, Sendable {
        var segment: Int
        var turn: Int
    }

    var places: [Place] {
        script.segments.indices.flatMap { segment in
            script.segments[segment].turns.indices.map { Place(segment: segment, turn: $0) }
        }
    }

    subscript(place: Place) -> Script.Turn {
        get { script.segments[place.segment].turns[place.turn] }
        set { script.segments[place.segment].turns[place.turn] = newValue }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }

    /// Without blanks and marks at its end.
    fileprivate func trimmingEnd() -> String {
        var text = self
        while let last = text.last, !last.isLetter, !last.isNumber { text.removeLast() }
        return text
    }
}
