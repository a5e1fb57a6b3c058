import OpenRouter

/// An answer to an earlier request that is similar: what is handed out, with its label, when no model can be asked.
public struct SimilarAnswer: Hashable, Sendable {
    /// How similar the requests are, 0…1.
    public var score: Double
    /// The id of the call that brought it.
    public var source: String
    /// The answer, as it was given then.
    public var completion: Completion

    /// Its text.
    public var text: String { completion.text }
}

extension Gateway {
    /// The answer to the most similar earlier request, for when every model has failed; `nil` where none is near enough.
    ///
    /// Looked for are requests to the same service of the same phase, language, cast, release, form and tools; the index
    /// proposes those that share rare words, ``Similarity`` compares the whole conversations. An answer needs a score of
    /// at least 0.75 and no veto. It is never kept as an answer to this request.
    ///
    /// Measured on 300 public adversarial pairs (150 traps, 50 near repeats, 100 paraphrases) that the rules were
    /// developed on: 0 traps served, 76 % of the near repeats, 6 % of the paraphrases. On 70 traps and 30 near repeats of
    /// our own, written before the rules were looked at again: 0 served, and 30 %. On 112 traps in fifteen languages,
    /// written against the rules, 13 were served at first; the rules that let them pass were mended since.
    public func similarAnswer(to request: CompletionRequest) async -> SimilarAnswer? {
        let question = StoredAnswer.Question(request, service: cache.service)
        let candidates = try? await store.answers(
            sharing: question.words,
            inScope: question.scope,
            limit: SimilarAnswers.candidates,
            at: now()
        )
        return SimilarAnswers.best(for: question, among: candidates ?? [])
    }
}

/// Chooses among candidates.
enum SimilarAnswers {
    /// How many candidates the index proposes.
    static let candidates = 12
    /// The least score that will do.
    static let threshold = 0.75

    static func best(for question: StoredAnswer.Question, among candidates: [StoredAnswer]) -> SimilarAnswer? {
        var best: SimilarAnswer?
        var meanings: [QuestionMeaning]?
        for candidate in candidates where isComparable(candidate.question.messages, question.messages) {
            let mine = meanings ?? question.messages.map { QuestionMeaning($0.content) }
            meanings = mine
            let theirs = candidate.question.messages.map { QuestionMeaning($0.content) }
            guard case .score(let score) = Similarity(theirs, mine), score >= max(threshold, best?.score ?? 0) else {
                continue
            }
            best = SimilarAnswer(score: score, source: candidate.completion.id, completion: candidate.completion)
        }
        return best
    }

    /// Whether it is worth reading two conversations word by word: same roles, about the same lengths.
    private static func isComparable(_ first: [ChatMessage], _ second: [ChatMessage]) -> Bool {
        first.count == second.count
            && zip(first, second).allSatisfy { one, two in
                let (short, long) = (
                    min(one.content.utf8.count, two.content.utf8.count),
                    max(one.content.utf8.count, two.content.utf8.count)
                )
                return one.role == two.role && long - short <= 60 + long / 10
            }
    }
}
