import Synchronization

/// The answers that were used last, in memory, bounded in bytes.
///
/// It stands in front of the store: what is here is in the store too, unless another process has invalidated it since.
final class AnswerMemory: Sendable {
    private struct State {
        var answers: [CacheKey: (answer: StoredAnswer, lastUse: Int)] = [:]
        var sizeBytes = 0
        var uses = 0
        var generation: Int64?
        var checkedAt: Duration?
    }

    private let limitBytes: Int
    private let state = Mutex(State())

    init(limitBytes: Int) {
        self.limitBytes = limitBytes
    }

    /// The answer under a key, which becomes the one used last.
    subscript(key: CacheKey) -> StoredAnswer? {
        state.withLock { state in
            guard let answer = state.answers[key]?.answer else { return nil }
            state.uses += 1
            state.answers[key]?.lastUse = state.uses
            return answer
        }
    }

    /// Keeps an answer; the ones not used for longest go, down to three quarters of the limit, when it is passed.
    func keep(_ answer: StoredAnswer) {
        guard answer.sizeBytes <= limitBytes / 4 else { return }
        state.withLock { state in
            state.uses += 1
            if let old = state.answers.updateValue((answer, state.uses), forKey: answer.key) {
                state.sizeBytes -= old.answer.sizeBytes
            }
            state.sizeBytes += answer.sizeBytes
            guard state.sizeBytes > limitBytes else { return }
            for (key, entry) in state.answers.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
                guard state.sizeBytes > limitBytes / 4 * 3 else { break }
                state.answers[key] = nil
                state.sizeBytes -= entry.answer.sizeBytes
            }
        }
    }

    /// Forgets everything.
    func removeAll() {
        state.withLock { state in
            state.answers = [:]
            state.sizeBytes = 0
        }
    }

    /// Whether the store's generation should be asked for: it was not within the interval.
    func isDueForCheck(every interval: Duration, at time: Duration) -> Bool {
        state.withLock { state in
            guard let last = state.checkedAt, time - last < interval else {
                state.checkedAt = time
                return true
            }
            return false
        }
    }

    /// Forgets everything if the store's generation is another than last time.
    func check(generation: Int64) {
        let isOther = state.withLock { state in
            defer { state.generation = generation }
            return state.generation != nil && state.generation != generation
        }
        if isOther { removeAll() }
    }
}
