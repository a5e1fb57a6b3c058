/// Whether the episode begins and ends as one, on the clock of the planned times.
///
/// - `shape.hook`: within 30 s a first sentence has ended and the topic was touched, else it warns.
/// - `shape.promise`: within 90 s a third of the promise's content words were said, else it warns.
/// - `shape.disclosure`: within 60 s a sentence says that the episode is made by artificial intelligence or that its voices are
///   synthetic, else it blocks.
/// - `shape.ending`: the last sentence is whole, else it blocks. `shape.sign-off`: somebody says goodbye or thanks within the
///   last 60 words, else it warns; only in languages whose phrases are known.
///
/// Content words are compared by their first five letters, so that inflection does not matter; in scripts without blanks
/// pairs of characters stand for words.
enum ShapeChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        hook(subject, &result)
        promise(subject, &result)
        disclosure(subject, &result)
        ending(subject, &result)
    }

    // MARK: Opening

    private static func hook(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("shape.hook")
        guard let first = subject.turns.first(where: { !$0.words.isEmpty }) else { return }
        let sentence = SpokenWords.amount(Sentences.split(first.turn.text).first ?? "")
        let seconds = first.startSeconds + sentence * 60 / Timeline.defaultPace
        if seconds > 30 {
            result.found(
                "shape.hook",
                .warn,
                at: first.turn.id,
                "the first sentence ends after \(seconds.places(0)) s (limit 30 s)",
                evidence: first.turn.text
            )
            return
        }
        let wanted = keys("\(subject.brief.topic) \(subject.outline.title) \(subject.outline.promise)")
        guard !wanted.isEmpty, wanted.isDisjoint(with: said(within: 30, subject)) else { return }
        result.found(
            "shape.hook",
            .warn,
            at: first.turn.id,
            "nothing of the topic is said within 30 s",
            evidence: first.turn.text
        )
    }

    private static func promise(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        let wanted = keys(subject.outline.promise)
        guard wanted.count >= 3 else { return }
        result.ran("shape.promise")
        let share = Double(wanted.intersection(said(within: 90, subject)).count) / Double(wanted.count)
        guard share < 1.0 / 3 else { return }
        result.found(
            "shape.promise",
            .warn,
            "\((share * 100).places(0)) % of the promise's words are said within 90 s (limit 33 %)",
            evidence: subject.outline.promise
        )
    }

    /// The content words of the first seconds; a turn that runs on counts up to that time.
    private static func said(within seconds: Double, _ subject: CheckedScript) -> Set<String> {
        var words: [String] = []
        for turn in subject.turns where turn.startSeconds < seconds && turn.endSeconds > turn.startSeconds {
            let share = min(1, (seconds - turn.startSeconds) / (turn.endSeconds - turn.startSeconds))
            words += turn.words.prefix(Int((share * Double(turn.words.count)).rounded(.up)))
        }
        return keys(words)
    }

    private static let common: Set<String> = [
        "that", "this", "with", "from", "what", "when", "have", "they", "them", "your", "about", "which", "will",
        "were", "their",
        "there", "been", "into", "more", "than", "these", "those", "also", "some", "such", "because", "could", "would",
        "should",
        "does", "know", "listener", "listeners", "understand", "learn", "episode", "podcast", "history", "oder",
        "nicht", "eine",
        "einen", "einer", "wird", "werden", "diese", "dieser", "pour", "dans", "avec", "cette", "para", "como", "esta",
        "este",
    ]

    private static func keys(_ text: String) -> Set<String> { keys(SpokenWords.list(text)) }

    private static func keys(_ words: [String]) -> Set<String> {
        var keys: Set<String> = []
        var last: String?
        for word in words {
            let isUnspaced = word.unicodeScalars.first.flatMap(SpokenWords.weight) != nil
            if isUnspaced {
                if let last { keys.insert(last + word) }
                last = word
            } else {
                last = nil
                if word.count >= 4, !common.contains(word) { keys.insert(String(word.prefix(5))) }
            }
        }
        return keys
    }

    // MARK: Disclosure

    private static func disclosure(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("shape.disclosure")
        for turn in subject.turns {
            var seconds = turn.startSeconds
            for sentence in Sentences.split(turn.turn.text) {
                seconds += SpokenWords.amount(sentence) * 60 / Timeline.defaultPace
                guard SpokenPhrases.isDisclosure(sentence) else { continue }
                if seconds > 60 {
                    result.found(
                        "shape.disclosure",
                        .block,
                        at: turn.turn.id,
                        "the disclosure of the synthetic voices ends after \(seconds.places(0)) s (limit 60 s)",
                        evidence: sentence
                    )
                }
                return
            }
        }
        result.found(
            "shape.disclosure",
            .block,
            "no sentence says that the episode is made by artificial intelligence, with synthetic voices (within 60 s)"
        )
    }

    // MARK: Ending

    private static func ending(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("shape.ending")
        guard let last = subject.turns.last(where: { !$0.words.isEmpty })?.turn else { return }
        if !Sentences.endsWhole(last.text) {
            result.found(
                "shape.ending",
                .block,
                at: last.id,
                "the last sentence is not whole",
                evidence: String(last.text.suffix(100))
            )
        }
        guard let phrases = SpokenPhrases.signOffs[subject.language] else { return }
        result.ran("shape.sign-off")
        var text = ""
        var amount = 0.0
        for turn in subject.turns.reversed() where amount < 60 {
            let sentences = Sentences.split(turn.turn.text).reversed()
            for sentence in sentences where amount < 60 {
                amount += SpokenWords.amount(sentence)
                text = "\(sentence.lowercased()) \(text)"
            }
        }
        if !phrases.contains(where: { text.contains($0) }) {
            result.found(
                "shape.sign-off",
                .warn,
                at: last.id,
                "nobody says goodbye in the last 60 words",
                evidence: last.text
            )
        }
    }
}
