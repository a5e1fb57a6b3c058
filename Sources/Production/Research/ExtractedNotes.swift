/// Notes without a model: sentences of the sources, word for word, that share most words with what was asked.
///
/// The last resort where a model's quotes do not stand in their sources; what is made of them says so.
struct ExtractedNotes {
    private let asked: Set<String>
    private let count: Int

    init(about questions: [String], count: Int) {
        asked = Set(questions.flatMap(Self.words))
        self.count = count
    }

    /// At most ``count`` notes, in the order of their passages; fewer where few sentences can stand alone.
    func drafts(from passages: [Passage]) -> [NoteDraft] {
        let sentences = passages.flatMap { passage in
            passage.text.split(separator: "\n").flatMap { Sentences.split(String($0)) }
                .filter { (40...300).contains($0.count) && $0.last.map { ".!?。！？".contains($0) } == true }
                .map { (source: passage.id, text: $0) }
        }
        let ranked = sentences.indices.sorted { left, right in
            let scores = (score(sentences[left].text), score(sentences[right].text))
            return scores.0 == scores.1 ? left < right : scores.0 > scores.1
        }
        // The best of each source, then the second best of each: one long source does not speak for all.
        var taken: [String: Int] = [:]
        let places = ranked.map { index -> (round: Int, index: Int) in
            defer { taken[sentences[index].source, default: 0] += 1 }
            return (taken[sentences[index].source, default: 0], index)
        }
        let spread = places.enumerated().sorted { ($0.element.round, $0.offset) < ($1.element.round, $1.offset) }
        return spread.prefix(count).map(\.element.index).sorted().map { index in
            NoteDraft(source: sentences[index].source, quote: sentences[index].text, gist: sentences[index].text)
        }
    }

    private func score(_ sentence: String) -> Int { Set(Self.words(sentence)).intersection(asked).count }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 3 }.map(String.init)
    }
}
