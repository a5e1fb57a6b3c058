/// Looks for prompt injection in a text: words that speak to the model instead of being what it works on.
///
/// The text is folded (compatibility forms, accents, look-alikes, invisible signs), what is encoded in it is decoded, and
/// phrases of concepts are looked for: a verb of disregarding with an object of instructions, a role that is taken over, a
/// prompt or a password that is asked for. Each rule that applies adds its weight to the score of the passage, once.
///
/// No rule sees an ordinary wish that stands in a source. Against those the defence is that sources are fenced data, calls
/// that read them have no tools, and answers are checked. A text *about* prompt injection is suspicious too: what follows is
/// the operator's to decide, see ``ScreeningPolicy``.
///
/// The time is linear in the length of the text; what is decoded is bounded in depth, number and size.
public struct PromptScreen: Sendable {
    /// The screen with all rules; it is compiled at the first use, in some milliseconds.
    public static let standard = PromptScreen(rules: ScreeningRules.all)

    /// What it looks for.
    public let rules: [ScreeningRule]
    private let grammar: PhraseGrammar
    private let disguises = DisguisedWords()

    /// The score from which a text is suspicious: a source that speaks to machines at all is so sooner than a person.
    public static let thresholds: [ScreeningReport.Channel: Double] = [.user: 1, .context: 0.7]
    /// Codes within codes are followed so deep.
    private static let depth = 3
    /// Bytes that are decoded for each byte of the text, and besides.
    private static let decodedBytes = (each: 2, more: 65_536)
    /// Weights are added up over so many bytes: of what is typed a page, of sources a passage.
    private static let span: [ScreeningReport.Channel: Int] = [.user: 4_096, .context: 700]
    /// Codes that are undone for a text as a whole.
    private static let recodings: Set<String> = ["rot13", "caesar", "reversed", "percent", "entities", "escapes"]
    /// Words of a window, and from one window to the next.
    private static let window = (words: 63, step: 32)

    init(rules: [ScreeningRule]) {
        self.rules = rules
        grammar = PhraseGrammar(phrases: rules.map(\.phrases), classes: Concepts.all)
    }

    /// Screens a text.
    ///
    /// - Parameters:
    ///   - text: Of any length; the time is some 0.3 ms for 4 KB, twice that where attacks stand one behind the other.
    ///   - channel: Where it comes from.
    /// - Returns: What was found.
    public func screen(_ text: String, channel: ScreeningReport.Channel) -> ScreeningReport {
        var search = Search(budget: text.utf8.count * Self.decodedBytes.each + Self.decodedBytes.more)
        let bytes = Array(text.utf8)
        look(in: bytes, at: nil, hidden: [], &search)
        search.finds.sort { ($0.start, $0.rule, $0.end) < ($1.start, $1.rule, $1.end) }
        let score = score(of: search.finds, span: Self.span[channel] ?? 0)
        let matches = search.finds.map { find in
            let rule = rules[find.rule]
            return ScreeningReport.Match(
                rule: rule.id,
                sentence: rule.sentence,
                weight: rule.weight,
                start: find.start,
                end: find.end,
                hidden: find.hidden,
                excerpt: find.excerpt
            )
        }
        return ScreeningReport(
            channel: channel,
            score: score,
            verdict: score >= Self.thresholds[channel] ?? 1 ? .suspicious : .clean,
            matches: matches
        )
    }

    // MARK: Looking

    private struct Find {
        var rule: Int
        var start: Int
        var end: Int
        var hidden: [String]
        var excerpt: String
    }

    private struct Search {
        var finds: [Find] = []
        /// How many more bytes may be decoded.
        var budget: Int

        init(budget: Int) { self.budget = budget }
    }

    private func look(in bytes: [UInt8], at place: Range<Int>?, hidden: [String], _ search: inout Search) {
        var reader = TextReader(table: grammar.table, disguises: disguises)
        let text = reader.read(bytes)
        let before = search.finds.count
        func find(_ rule: Int, _ range: Range<Int>) {
            let end = min(range.upperBound, bytes.count)
            let start = min(range.lowerBound, end)
            search.finds.append(
                Find(
                    rule: rule,
                    start: place?.lowerBound ?? start,
                    end: place?.upperBound ?? end,
                    hidden: hidden,
                    excerpt: Self.excerpt(bytes[start..<end])
                )
            )
        }
        match(text, find)
        for form in ScreeningRules.forms {
            guard let range = form.look(text) else { continue }
            find(form.rule, range)
        }
        if !hidden.isEmpty, search.finds.count > before, let place {
            find(ScreeningRules.hiddenRule, 0..<min(bytes.count, place.count))
        }
        guard hidden.count < Self.depth else { return }
        let isRecoded = hidden.contains { Self.recodings.contains($0) }
        for piece in pieces(of: text, bytes, isRecoded: isRecoded) {
            guard piece.bytes.count <= search.budget else { continue }
            search.budget -= piece.bytes.count
            look(in: piece.bytes, at: place ?? piece.place, hidden: hidden + [piece.code], &search)
        }
    }

    /// Everything in a text that can be read in another way.
    private func pieces(of text: ScreenedText, _ bytes: [UInt8], isRecoded: Bool) -> [HiddenText] {
        var pieces = HiddenText.all(in: bytes)
        if let place = text.tagPlace, text.tags.count >= 4 {
            pieces.append(HiddenText(code: "tags", bytes: text.tags, place: place))
        }
        // Reading all of a text in another way is done once: a second time would only undo it.
        guard !isRecoded else { return pieces }
        for (shift, words) in text.shifted.enumerated() where words.count >= 2 {
            let place = Self.surroundings(of: words.place, in: bytes)
            let plain = bytes[place].map { DisguisedWords.shifted($0, by: 26 - shift) }
            pieces.append(HiddenText(code: shift == 13 ? "rot13" : "caesar", bytes: plain, place: place))
        }
        if text.reversed.count >= 2 {
            let place = Self.surroundings(of: text.reversed.place, in: bytes)
            let plain = String(String(decoding: bytes[place], as: UTF8.self).reversed())
            pieces.append(HiddenText(code: "reversed", bytes: Array(plain.utf8), place: place))
        }
        return pieces
    }

    /// A place with the 200 bytes on both sides, between whole characters.
    private static func surroundings(of place: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        func isInside(_ place: Int) -> Bool { place < bytes.count && bytes[place] & 0xC0 == 0x80 }
        var start = max(0, place.lowerBound - 200)
        var end = min(bytes.count, place.upperBound + 200)
        while start > 0, isInside(start) { start -= 1 }
        while isInside(end) { end += 1 }
        return start..<end
    }

    /// Looks for all phrases, window by window.
    private func match(_ text: ScreenedText, _ find: (Int, Range<Int>) -> Void) {
        let words = text.words
        var window = grammar.makeWindow()
        var touched: [Int32] = []
        var seen: [Int32] = Array(repeating: -1, count: grammar.phrases.count)
        var first = 0
        while first < words.count {
            let last = min(first + Self.window.words, words.count)
            // The place before the first word of a text is the end of a sentence.
            window.begins = first == 0 || words[first - 1].isStop ? 1 : 0
            window.stops = 0
            window.number += 1
            for (offset, word) in words[first..<last].enumerated() {
                let bit: UInt64 = 1 << UInt64(offset)
                if word.isStop {
                    window.stops |= bit
                    window.begins |= bit << 1
                    continue
                }
                if word.beginsLine { window.begins |= bit }
                for list in [word.lists.0, word.lists.1, word.lists.2] where list >= 0 {
                    for symbol in grammar.table.symbols(list) {
                        if window.places[Int(symbol)] == 0 { touched.append(symbol) }
                        window.places[Int(symbol)] |= bit
                    }
                }
            }
            for symbol in touched {
                for phrase in grammar.phrasesBySymbol[Int(symbol)] where seen[Int(phrase)] != Int32(first) {
                    seen[Int(phrase)] = Int32(first)
                    let root = grammar.phrases[Int(phrase)].root
                    let ends = grammar.ends(of: root, from: .max, in: &window)
                    if ends != 0 { report(phrase, ends, &window, words[first..<last], find) }
                }
            }
            for symbol in touched { window.places[Int(symbol)] = 0 }
            touched.removeAll(keepingCapacity: true)
            first = last == words.count ? words.count : first + Self.window.step
        }
    }

    /// Finds where a phrase begins that ends at one of the places; the shortest for each end, at most four.
    private func report(
        _ phrase: Int32,
        _ ends: UInt64,
        _ window: inout PhraseGrammar.Window,
        _ words: ArraySlice<ScreenedText.Word>,
        _ find: (Int, Range<Int>) -> Void
    ) {
        let phrase = grammar.phrases[Int(phrase)]
        var ends = ends
        var taken = 0
        while ends != 0, taken < 4 {
            let end = ends.trailingZeroBitCount
            let start = latestStart(of: phrase.root, endingAt: end, &window)
            let first = words[words.startIndex + min(start, words.count - 1)]
            let last = words[words.startIndex + min(max(end - 1, start), words.count - 1)]
            find(Int(phrase.rule), Int(first.start)..<max(Int(last.end), Int(first.start)))
            // What begins there ends in several places; one is enough.
            ends &= ~(grammar.ends(of: phrase.root, from: 1 << UInt64(start), in: &window) | 1 << UInt64(end))
            taken += 1
        }
    }

    /// The latest word that a phrase may begin with to end at a place, by halving: where a set of beginnings leads to is the
    /// union of where each of them does.
    private func latestStart(of root: Int32, endingAt end: Int, _ window: inout PhraseGrammar.Window) -> Int {
        var candidates = 0...max(end, 0)
        while candidates.count > 1 {
            let middle = candidates.lowerBound + candidates.count / 2
            let upper = (UInt64.max << UInt64(middle)) & (UInt64.max >> UInt64(63 - candidates.upperBound))
            let isUpper = grammar.ends(of: root, from: upper, in: &window) & (1 << UInt64(end)) != 0
            candidates = isUpper ? middle...candidates.upperBound : candidates.lowerBound...(middle - 1)
        }
        return candidates.lowerBound
    }

    // MARK: Weighing

    /// The largest sum of weights within the span, each rule once.
    private func score(of finds: [Find], span: Int) -> Double {
        var best = 0.0
        var counted: Set<Int> = []
        for (index, first) in finds.enumerated() {
            counted.removeAll(keepingCapacity: true)
            var sum = 0.0
            for find in finds[index...] {
                guard find.start - first.start <= span else { break }
                if counted.insert(find.rule).inserted { sum += rules[find.rule].weight }
            }
            best = max(best, sum)
            // A typed text is one passage nearly always; then the first sum is the whole.
            if let last = finds.last, last.start - first.start <= span { break }
        }
        return (best * 1_000).rounded() / 1_000
    }

    /// What stands there on one line, with one blank for each stretch of them; of more than 160 signs the first 159.
    ///
    /// Blanks are told by their values: to ask Unicode's tables for each character would take longer than the search.
    private static func excerpt(_ bytes: ArraySlice<UInt8>) -> String {
        var line = String.UnicodeScalarView()
        var count = 0
        var isApart = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            guard !isBlank(scalar.value) else {
                isApart = count > 0
                continue
            }
            if isApart { line.append(" ") }
            count += isApart ? 2 : 1
            isApart = false
            line.append(scalar)
            if count > 160 { return String(line.prefix(159)) + "…" }
        }
        return String(line)
    }

    /// Whether a scalar has the property White_Space.
    ///
    /// Source: The Unicode Character Database, PropList.txt.
    private static func isBlank(_ value: UInt32) -> Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}
