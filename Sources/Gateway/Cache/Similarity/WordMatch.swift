/// The words of one text, each with its own word of another.
struct WordMatch {
    /// Where in the second text the words of the first stand.
    private let places: [Int]
    /// What the second text's words are called in the first.
    private let names: [String: String]
    /// The number of pairs, less a fifth for each that matches by a slip of spelling.
    let weight: Double

    /// Matches words one to one, in any order; `nil` where one is left over.
    init?(_ first: [QuestionMeaning.Content], _ second: [QuestionMeaning.Content]) {
        guard first.count == second.count else { return nil }
        var free: [String: [Int]] = [:]
        for (place, word) in second.enumerated().reversed() { free[word.text, default: []].append(place) }
        var places: [Int?] = first.map { word in free[word.text]?.popLast() }
        var names: [String: String] = [:]
        var weight = Double(first.count)
        for (index, word) in first.enumerated() where places[index] == nil {
            guard !word.isExact else { return nil }
            let slip = free.first { text, places in
                !places.isEmpty && !second[places[places.count - 1]].isExact && SpellingSlip.isSlip(word.text, text)
            }
            guard let (text, _) = slip else { return nil }
            places[index] = free[text]?.popLast()
            names[text] = word.text
            weight -= 0.2
        }
        self.places = places.compactMap(\.self)
        self.names = names
        self.weight = weight
    }

    /// What the arrangement of the words has against an answer in common.
    func veto(_ first: QuestionMeaning, _ second: QuestionMeaning) -> Similarity.Veto? {
        let isInOrder = places.isEmpty || zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
        if isInOrder {
            if first.persons != second.persons { return .person }
        } else if !isFronting(first, second) {
            return .order
        }
        let bonds = Set(
            second.bonds.map {
                QuestionMeaning.Bond(preposition: $0.preposition, word: names[$0.word] ?? $0.word)
            }
        )
        let directing = EnglishWords.directing
        if first.bonds.filter({ directing.contains($0.preposition) })
            != bonds.filter({ directing.contains($0.preposition) })
        {
            return .bonds
        }
        if !isInOrder {
            // What has changed places has kept its part: USD in GBP is not GBP in USD.
            for preposition in Set(first.bonds.map(\.preposition)).intersection(bonds.map(\.preposition))
            where first.bonds.filter({ $0.preposition == preposition })
                != bonds.filter({ $0.preposition == preposition })
            {
                return .bonds
            }
        }
        let (mine, theirs) = (Self.byWord(first.bonds), Self.byWord(bonds))
        for (word, prepositions) in mine {
            if let others = theirs[word], others != prepositions { return .bonds }
        }
        return nil
    }

    /// Whether the second text is the first with a phrase moved from its end to its front, or the other way round.
    ///
    /// The phrase must begin with a preposition (*on train tickets, is there…*), which it may lose where it becomes part
    /// of a compound (*the guest password*). *Of* does not count: a *glass of water* is no *water glass*.
    private func isFronting(_ first: QuestionMeaning, _ second: QuestionMeaning) -> Bool {
        guard let start = places.firstIndex(of: 0) else { return false }
        let rotated = Array(places[start...] + places[..<start])
        guard zip(rotated, rotated.dropFirst()).allSatisfy({ $0 < $1 }) else { return false }
        let (moved, other) = (first.contents[start].text, second.contents[places[0]].text)
        return first.bonds.contains { $0.word == moved && $0.preposition != "of" }
            || second.bonds.contains { $0.word == other && $0.preposition != "of" }
    }

    private static func byWord(_ bonds: Set<QuestionMeaning.Bond>) -> [String: Set<String>] {
        var prepositions: [String: Set<String>] = [:]
        for bond in bonds { prepositions[bond.word, default: []].insert(bond.preposition) }
        return prepositions
    }
}
