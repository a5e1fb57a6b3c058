/// When each turn is said: measured where there is sound, else planned at an even pace.
///
/// Source for the pace: podcasts run at 150…160 words a minute; measured conversations at 128…151.
public struct Timeline: Hashable, Sendable {
    /// Words a minute, where nothing else is known.
    public static let defaultPace = 150.0
    /// No turn is shorter, however short its text.
    static let shortestTurnMilliseconds = 1_000

    /// A stretch of time.
    public struct Span: Hashable, Sendable {
        /// The turn's or segment's id.
        public var id: String
        /// When it begins.
        public var startMilliseconds: Int
        /// When it ends: when the next one begins.
        public var endMilliseconds: Int

        /// When it begins, in seconds.
        public var start: Double { Double(startMilliseconds) / 1_000 }
        /// When it ends, in seconds.
        public var end: Double { Double(endMilliseconds) / 1_000 }
    }

    /// The turns, in order and without gaps.
    public var turns: [Span] = []
    /// The segments that have turns, in order and without gaps.
    public var segments: [Span] = []

    /// How long all of it is.
    public var durationMilliseconds: Int { turns.last?.endMilliseconds ?? 0 }

    /// Plans a script at a pace.
    ///
    /// - Parameters:
    ///   - script: What is said.
    ///   - pace: Words a minute, more than 0.
    public init(_ script: Script, pace: Double = Timeline.defaultPace) {
        precondition(pace > 0, "the pace must be more than 0 words a minute (is \(pace))")
        var time = 0
        for segment in script.segments where !segment.turns.isEmpty {
            let start = time
            for turn in segment.turns {
                let length = Int((SpokenWords.amount(turn.text) * 60_000 / pace).rounded())
                let end = time + max(Self.shortestTurnMilliseconds, length)
                turns.append(Span(id: turn.id, startMilliseconds: time, endMilliseconds: end))
                time = end
            }
            segments.append(Span(id: segment.id, startMilliseconds: start, endMilliseconds: time))
        }
    }

    /// The times of turns whose sound is there.
    ///
    /// - Parameters:
    ///   - script: What is said.
    ///   - lengths: The length of each turn's sound in milliseconds, in order; one for each turn.
    init(_ script: Script, clips lengths: [Int]) {
        let count = script.turns.count
        precondition(lengths.count == count, "there must be a length for each of \(count) turns (are \(lengths.count))")
        var time = 0
        var next = lengths.makeIterator()
        for segment in script.segments where !segment.turns.isEmpty {
            let start = time
            for (index, turn) in segment.turns.enumerated() {
                let isLast = index == segment.turns.count - 1
                let gap = isLast ? Mastering.segmentGapMilliseconds : Mastering.gapMilliseconds
                let isEnd = turns.count == count - 1
                let end = time + max(next.next() ?? 0, 1) + (isEnd ? 0 : gap)
                turns.append(Span(id: turn.id, startMilliseconds: time, endMilliseconds: end))
                time = end
            }
            segments.append(Span(id: segment.id, startMilliseconds: start, endMilliseconds: time))
        }
    }
}
