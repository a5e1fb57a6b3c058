/// Whether the script says things twice.
///
/// - Sequences of six words that were there before: 0…0.6 % in speech and short scripts, 5.8 % in a bad long one. Above 1 %
///   and twelve of them it warns, above 3 % and 24 it blocks: a short script may take up a sentence at its end.
/// - A passage of 25 words or more that comes again blocks, in a script of any length.
/// - Turns whose sequences of three words overlap by more than 0.6 (Jaccard); turns below eight words are left out.
/// - Stock openers: above 3 % of the turns and two, it warns.
///
/// In scripts without blanks a word is a character, and the sequences are ten and five long, the passage 45.
enum RepetitionChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        let ids = identifiers(subject.turns)
        phrases(subject, ids, &result)
        turns(subject, ids, &result)
        openers(subject, &result)
    }

    /// Numbers for words, so that sequences compare fast.
    private static func identifiers(_ turns: [CheckedScript.Turn]) -> [[UInt64]] {
        var known: [String: UInt64] = [:]
        return turns.map { turn in
            turn.words.map { word in
                if let id = known[word] { return id }
                let id = UInt64(known.count + 1)
                known[word] = id
                return id
            }
        }
    }

    /// The sequences of so many words, each as a number; two different ones are equal by chance once in 10¹⁹ pairs.
    private static func sequences(_ ids: [UInt64], of length: Int) -> [UInt64] {
        guard ids.count >= length else { return [] }
        return (0...(ids.count - length)).map { start in
            ids[start..<(start + length)].reduce(0x9E37_79B9_7F4A_7C15) { hash, id in
                let mixed = (hash ^ id) &* 0xBF58_476D_1CE4_E5B9
                return mixed ^ (mixed >> 29)
            }
        }
    }

    private static func phrases(_ subject: CheckedScript, _ ids: [[UInt64]], _ result: inout QualityChecks.Result) {
        let length = subject.isUnspaced ? 10 : 6
        let longest = subject.isUnspaced ? 45 : 25
        let grams = sequences(Array(ids.joined()), of: length)
        var seen: Set<UInt64> = []
        var repeated = 0
        var run = 0
        var best = (length: 0, end: 0)
        for (index, gram) in grams.enumerated() {
            if seen.insert(gram).inserted {
                run = 0
            } else {
                repeated += 1
                run += 1
                if run > best.length { best = (run, index) }
            }
        }
        result.ran("repetition.passage")
        let passage = best.length == 0 ? 0 : best.length + length - 1
        if passage >= longest {
            let start = best.end - best.length + 1
            result.found(
                "repetition.passage",
                .block,
                at: place(of: start, subject),
                "\(passage) words in a row were said before (limit \(longest - 1))",
                evidence: subject.words[start...].prefix(20).joined(separator: subject.isUnspaced ? "" : " ")
            )
        }
        result.ran("repetition.phrases")
        guard !grams.isEmpty else { return }
        let share = Double(repeated) / Double(grams.count)
        let isBad = share > 0.03 && repeated > 24
        guard isBad || (share > 0.01 && repeated > 12) else { return }
        result.found(
            "repetition.phrases",
            isBad ? .block : .warn,
            """
            \((share * 100).places(1)) % of the sequences of \(length) words were said before \
            (\(repeated) of \(grams.count); limit \(isBad ? 3 : 1) %)
            """
        )
    }

    private static func place(of word: Int, _ subject: CheckedScript) -> String? {
        var left = word
        for turn in subject.turns {
            if left < turn.words.count { return turn.turn.id }
            left -= turn.words.count
        }
        return nil
    }

    // MARK: Turns

    private static let similarity = 0.6

    /// Finds pairs without comparing all: two sets that overlap enough share one of their rarest members (prefix filter).
    ///
    /// Source: R. Bayardo et al., "Scaling Up All Pairs Similarity Search", WWW 2007.
    private static func turns(_ subject: CheckedScript, _ ids: [[UInt64]], _ result: inout QualityChecks.Result) {
        result.ran("repetition.turns")
        let (length, least) = subject.isUnspaced ? (5, 14) : (3, 8)
        let sets = ids.map { $0.count >= least ? Set(sequences($0, of: length)) : [] }
        var frequency: [UInt64: Int] = [:]
        for gram in sets.joined() { frequency[gram, default: 0] += 1 }
        var index: [UInt64: [Int]] = [:]
        for (turn, set) in sets.enumerated() where !set.isEmpty {
            let rarest = set.sorted { (frequency[$0] ?? 0, $0) < (frequency[$1] ?? 0, $1) }
            let prefix = rarest.prefix(set.count - Int((similarity * Double(set.count)).rounded(.up)) + 1)
            var compared: Set<Int> = []
            var twin: (turn: Int, similarity: Double)?
            search: for gram in prefix {
                for other in index[gram] ?? [] where compared.insert(other).inserted {
                    let both = sets[other].intersection(set).count
                    let value = Double(both) / Double(set.count + sets[other].count - both)
                    if value > similarity {
                        twin = (other, value)
                        break search
                    }
                }
            }
            // A twin's copies need not be found through the copies as well.
            guard let twin else {
                for gram in prefix { index[gram, default: []].append(turn) }
                continue
            }
            let (here, there) = (subject.turns[turn].turn, subject.turns[twin.turn].turn)
            result.found(
                "repetition.turns",
                .block,
                at: here.id,
                "the turn repeats \(there.id) (overlap \(twin.similarity.places(2)), limit \(similarity.places(2)))",
                evidence: here.text
            )
        }
    }

    // MARK: Openers

    private static let stock: Set<String> = [
        "exactly", "absolutely", "definitely", "totally", "precisely", "indeed", "wow", "fascinating", "great question",
        "good question", "that's fascinating", "that's right", "that's amazing", "that's incredible",
        "that's interesting",
        "you're right", "so true", "of course", "genau", "absolut", "exactement", "absolument", "exacto", "exactamente",
    ]

    private static func openers(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("repetition.openers")
        var count = 0
        var last: Script.Turn?
        for turn in subject.turns {
            let first = turn.words.first ?? ""
            let pair = turn.words.prefix(2).joined(separator: " ")
            guard stock.contains(first) || stock.contains(pair) else { continue }
            count += 1
            last = turn.turn
        }
        let share = Double(count) / Double(max(subject.turns.count, 1))
        guard share > 0.03, count > 2 else { return }
        result.found(
            "repetition.openers",
            .warn,
            at: last?.id,
            """
            \(count) of \(subject.turns.count) turns open with a stock phrase \
            (\((share * 100).places(1)) %, limit 3 %)
            """,
            evidence: last?.text
        )
    }
}
