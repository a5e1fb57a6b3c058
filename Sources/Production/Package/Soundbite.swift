/// A stretch of an episode that apps may play as a sample of it.
///
/// Source: Podcasting 2.0 namespace, "Soundbite": 15 to 120 seconds, a title of at most 128 characters.
public struct Soundbite: Hashable, Sendable, Codable {
    /// When it begins.
    public var startMilliseconds: Int
    /// How long it is.
    public var durationMilliseconds: Int
    /// The sentence that it begins with.
    public var title: String

    /// A stretch of an episode.
    public init(startMilliseconds: Int, durationMilliseconds: Int, title: String) {
        self.startMilliseconds = startMilliseconds
        self.durationMilliseconds = durationMilliseconds
        self.title = title
    }

    private static let lengths = 15_000...60_000
    private static let count = 3

    /// The stretches that say most, at most one of a segment and three in all, in order.
    ///
    /// Turns of one segment that follow one another and last 15 to 60 seconds; neither the disclosure nor the farewell. The more
    /// claims that their notes bear, for half a minute and their length, the better; of two alike the earlier one.
    static func chosen(from script: Script, _ timeline: Timeline, claims: [QualityReport.Claim]) -> [Soundbite] {
        let spans = Dictionary(timeline.turns.map { ($0.id, $0) }) { first, _ in first }
        let verified = Dictionary(grouping: claims.filter { $0.status == .verified }, by: \.turn).mapValues(\.count)
        let last = script.turns.last?.id
        var best: [(worth: Double, bite: Soundbite)] = []
        for segment in script.segments {
            var own: (worth: Double, bite: Soundbite)?
            let turns = segment.turns.map { turn in
                Disclosure.isDisclosure(turn) || turn.id == last ? nil : spans[turn.id].map { (turn, $0) }
            }
            for start in turns.indices {
                var claims = 0
                for end in start..<turns.count {
                    guard let (turn, span) = turns[end], let (first, begin) = turns[start] else { break }
                    claims += verified[turn.id] ?? 0
                    let length = span.endMilliseconds - begin.startMilliseconds
                    guard length <= lengths.upperBound else { break }
                    guard length >= lengths.lowerBound, claims > 0 else { continue }
                    let worth = Double(claims) / Double(length + 30_000)
                    guard own.map({ worth > $0.worth }) ?? true else { continue }
                    let title = PlainLine.trimmed(Sentences.split(first.text).first ?? first.text, below: 129)
                    own = (
                        worth,
                        Soundbite(
                            startMilliseconds: begin.startMilliseconds,
                            durationMilliseconds: length,
                            title: title
                        )
                    )
                }
            }
            if let own { best.append(own) }
        }
        return best.sorted { $0.worth > $1.worth }.prefix(count).map(\.bite)
            .sorted { $0.startMilliseconds < $1.startMilliseconds }
    }
}
