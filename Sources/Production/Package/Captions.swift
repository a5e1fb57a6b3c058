/// A transcript cut into pieces that are read while they are heard.
struct Captions {
    struct Cue {
        var start: Int
        var end: Int
        var speaker: String
        /// At most two, each within the limit.
        var lines: [String]
    }

    var cues: [Cue] = []

    /// Cuts a script.
    ///
    /// A cue ends where a sentence does, and holds as many whole sentences as fit on two lines; a longer sentence goes over
    /// several. A turn's time is shared by the length of the cues' text.
    ///
    /// - Parameters:
    ///   - script: What is said.
    ///   - timeline: When.
    ///   - limit: Scalars a line.
    ///   - lead: What stands before the words of a turn, such as a name, given the turn and the one before.
    init(
        _ script: Script,
        _ timeline: Timeline,
        limit: Int,
        lead: (Script.Turn, _ previous: Script.Turn?) -> String = { _, _ in "" }
    ) {
        var previous: Script.Turn?
        for (turn, span) in zip(script.turns, timeline.turns) {
            let text = PlainLine.make(turn.text)
            guard !text.isEmpty else { continue }
            let groups = Self.groups(Sentences.split(text), lead: PlainLine.make(lead(turn, previous)), limit: limit)
            previous = turn
            let lengths = groups.map { group in group.reduce(0) { $0 + $1.unicodeScalars.count } }
            let total = max(lengths.reduce(0, +), 1)
            var time = span.startMilliseconds
            var length = 0
            for (group, own) in zip(groups, lengths) {
                length += own
                let end = span.startMilliseconds + (span.endMilliseconds - span.startMilliseconds) * length / total
                cues.append(Cue(start: time, end: max(end, time + 1), speaker: turn.speaker, lines: group))
                time = max(end, time + 1)
            }
        }
    }

    /// Groups of at most two lines.
    private static func groups(_ sentences: [String], lead: String, limit: Int) -> [[String]] {
        var groups: [[String]] = []
        var open: [String] = []
        var text = lead
        for (index, sentence) in sentences.enumerated() {
            let joined = text.isEmpty ? sentence : "\(text) \(sentence)"
            let lines = wrap(joined, limit)
            if lines.count <= 2 {
                (text, open) = (joined, lines)
                continue
            }
            if index > 0, !open.isEmpty { groups.append(open) }
            var rest = index > 0 ? wrap(sentence, limit) : lines
            while rest.count > 2 {
                groups.append(Array(rest.prefix(2)))
                rest.removeFirst(2)
            }
            (text, open) = (rest.joined(separator: " "), rest)
        }
        if !open.isEmpty { groups.append(open) }
        return groups
    }

    /// Lines of at most so many scalars, cut at blanks; a longer word, and text without blanks, is cut anywhere.
    static func wrap(_ text: String, _ limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var length = 0
        for word in text.split(separator: " ") {
            for piece in pieces(word, limit) {
                let own = piece.unicodeScalars.count
                let isNewWord = piece.startIndex == word.startIndex
                let gap = line.isEmpty || !isNewWord ? 0 : 1
                if length + gap + own > limit {
                    if !line.isEmpty { lines.append(line) }
                    (line, length) = (String(piece), own)
                } else {
                    line += gap == 1 ? " \(piece)" : piece
                    length += gap + own
                }
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// A word, in pieces where it is too long or has characters between which a line may break.
    private static func pieces(_ word: Substring, _ limit: Int) -> [Substring] {
        let isUnspaced = word.unicodeScalars.contains { SpokenWords.weight($0) != nil }
        guard isUnspaced || word.unicodeScalars.count > limit else { return [word] }
        var pieces: [Substring] = []
        var start = word.startIndex
        var length = 0
        for index in word.indices {
            let own = word[index].unicodeScalars.count
            // No line begins with a mark that ends something.
            let mayBreak = isUnspaced && !word[index].isPunctuation
            if index > start, mayBreak || length + own > limit {
                pieces.append(word[start..<index])
                (start, length) = (index, 0)
            }
            length += own
        }
        pieces.append(word[start...])
        return pieces
    }
}
