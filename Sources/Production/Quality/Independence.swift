import Foundation

/// Which sources do not depend on one another, as far as that can be seen.
///
/// Two do where they stand on one site, or where a quote of the one, of six words or more, stands word for word in the other:
/// then one was copied, or both were.
struct Independence {
    private let notes: [String: [Note]]

    /// - Parameter notes: The notes of each source, by its id.
    init(_ notes: [String: [Note]]) { self.notes = notes }

    /// Sources of which none depends on another; those that depend on fewest come first.
    func apart(_ sources: [Source]) -> [Source] {
        let texts = sources.map { FoldedText($0.text) }
        let quotes = sources.map(quotes)
        let sites = sources.map(Self.site)
        func depend(_ one: Int, _ other: Int) -> Bool {
            sites[one] != nil && sites[one] == sites[other] || quotes[one].contains { texts[other].contains($0) }
                || quotes[other].contains { texts[one].contains($0) }
        }
        let dependences = sources.indices.map { one in
            Set(sources.indices.filter { $0 != one && depend(one, $0) })
        }
        var taken: [Int] = []
        for one in sources.indices.sorted(by: { (dependences[$0].count, $0) < (dependences[$1].count, $1) })
        where dependences[one].isDisjoint(with: taken) {
            taken.append(one)
        }
        return taken.sorted().map { sources[$0] }
    }

    /// Whether what is cited comes from two sources that are independent.
    func check(_ used: [Source], _ result: inout QualityChecks.Result) {
        result.ran("sources.independent")
        guard let first = used.first, apart(used).count < 2 else { return }
        result.found(
            "sources.independent",
            .warn,
            at: first.id,
            used.count == 1
                ? "all that is said rests on one source (\(first.title)): nobody else bears it out"
                : "the \(used.count) sources that are cited come from one place, or repeat one another: they count as one"
        )
    }

    private func quotes(of source: Source) -> [FoldedText] {
        (notes[source.id] ?? []).filter { SpokenWords.count($0.quote) >= 6 }.map { FoldedText($0.quote) }
    }

    /// The site that an address belongs to, by its last labels; `nil` for a file.
    private static func site(of source: Source) -> String? {
        guard Markup.isAddress(source.location), let host = URL(string: source.location)?.host()?.lowercased() else {
            return nil
        }
        let labels = host.split(separator: ".")
        // `bbc.co.uk`, `abc.net.au`.
        let isCountry = labels.count > 2 && (labels.last?.count ?? 0) == 2 && labels[labels.count - 2].count <= 3
        return labels.suffix(isCountry ? 3 : 2).joined(separator: ".")
    }
}
