/// Whether the episode begins and ends as one, on the clock of the planned times.
///
/// - `shape.hook`: within 30 s a first sentence has ended and the topic was touched, else it warns.
/// - `shape.promise`: within 90 s a third of the promise's content words were said, else it warns.
/// - `shape.disclosure`: within 60 s a sentence says that the episode is made by artificial intelligence or that its voices are
///   synthetic, else it blocks.
/// - `shape.ending`: the last sentence is whole, else it blocks. `shape.sign-off`: somebody says goodbye or thanks within the
///   last 60 words, else it warns; only in languages whose phrases are known.
///
/// - `shape.unfinished`: a turn that ends after a comma or an article blocks; any other without a full stop warns.
///
/// Content words are compared as ``ContentWords`` says.
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
        let sentence = SpokenWords.amount(first.sentences.first ?? "")
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
        return ContentWords.stems(words)
    }

    private static func keys(_ text: String) -> Set<String> { ContentWords.stems(SpokenWords.list(text)) }

    // MARK: Disclosure

    private static func disclosure(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("shape.disclosure")
        // After three minutes it is none.
        for turn in subject.turns.prefix(while: { $0.startSeconds < 180 }) {
            var seconds = turn.startSeconds
            for sentence in turn.sentences {
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
        unfinished(subject, &result)
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
            for sentence in turn.sentences.reversed() where amount < 60 {
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

    /// A turn that breaks off: after a comma, or after a word that something has to follow.
    private static func unfinished(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("shape.unfinished")
        for turn in subject.turns where turn.words.count > 1 && !Sentences.endsWhole(turn.turn.text) {
            let last = turn.turn.text.last { !$0.isWhitespace } ?? "."
            guard last.isLetter || last.isNumber || ",;،、".contains(last) else { continue }
            let isLeading = LanguageProfile.leadingWords[subject.language]?.contains(turn.words.last ?? "") ?? false
            let isCut = isLeading || !(last.isLetter || last.isNumber)
            result.found(
                "shape.unfinished",
                isCut ? .block : .warn,
                at: turn.turn.id,
                isCut ? "the turn breaks off" : "the turn ends without a full stop",
                evidence: String(turn.turn.text.suffix(80))
            )
        }
    }
}
