import Synchronization

/// How much the words of lines were used, so that completion offers first what people type most.
///
/// Each use counts one, and what was counted before loses a two-hundredth with every line: a habit of last week gives
/// way to that of today.
final class WordUse: Sendable {
    private struct State {
        var weights: [String: Double] = [:]
        /// What one use is worth now; it grows instead of all others shrinking.
        var unit = 1.0
    }

    private static let growth = 200.0 / 199
    private let state = Mutex(State())

    /// What each word weighs against the others.
    var weights: [String: Double] { state.withLock(\.weights) }

    /// Counts the words of a line.
    func count(_ line: String) {
        let words = Lexer.items(of: SourceText(line, name: "")).items.compactMap { item -> String? in
            guard case .word(let word) = item.token, let text = word.literal, text.utf8.count <= 100 else { return nil }
            return text
        }
        state.withLock { state in
            state.unit *= Self.growth
            for word in words { state.weights[word, default: 0] += state.unit }
            guard state.unit > 1e9 else { return }
            for word in state.weights.keys { state.weights[word, default: 0] /= state.unit }
            state.weights = state.weights.filter { $0.value > 1e-6 }
            state.unit = 1
        }
    }
}
