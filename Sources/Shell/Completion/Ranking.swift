import Gateway

/// Puts candidates into an order: how well they fit what is typed, then how often they were used, then their place.
///
/// Only those that fit best are offered: where a name begins with what is typed, names that merely contain it are not.
struct Ranking {
    /// How a text fits what is typed of it.
    enum Fit: Int, Comparable {
        case beginning, part, letters, spelling

        static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
    }

    /// How much a text was used; nothing for most.
    let use: [String: Double]

    /// Those that fit, best first.
    func ranked(_ candidates: [Candidate], typed: String) -> [Candidate] {
        let wanted = Array(typed.lowercased().utf8)
        var fitting: [(fit: Fit, use: Double, place: Int)] = []
        for (place, candidate) in candidates.enumerated() {
            guard let fit = Self.fit(of: candidate.text, wanted) else { continue }
            fitting.append((fit, use[candidate.text] ?? 0, place))
        }
        guard let best = fitting.map(\.fit).min() else { return misspelt(candidates, typed) }
        return
            fitting.filter { $0.fit == best }
            .sorted { ($1.use, $0.place) < ($0.use, $1.place) }
            .map { candidates[$0.place] }
    }

    /// Those that were probably meant, where nothing fits.
    private func misspelt(_ candidates: [Candidate], _ typed: String) -> [Candidate] {
        guard typed.count > 2, candidates.count < 1_000 else { return [] }
        return Spelling.nearest(to: typed, among: candidates.map(\.text), limit: 3)
            .compactMap { name in candidates.first { $0.text == name } }
    }

    private static func fit(of text: String, _ wanted: [UInt8]) -> Fit? {
        guard !wanted.isEmpty else { return .beginning }
        let letters = Array(text.lowercased().utf8)
        if letters.starts(with: wanted) { return .beginning }
        guard letters.count >= wanted.count else { return nil }
        if letters.indices.dropLast(wanted.count - 1).contains(where: { letters[$0...].starts(with: wanted) }) {
            return .part
        }
        guard wanted.count > 1 else { return nil }
        var rest = wanted[...]
        for letter in letters where letter == rest.first { rest.removeFirst() }
        return rest.isEmpty ? .letters : nil
    }
}
