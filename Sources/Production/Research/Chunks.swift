/// Cuts sources into passages that fit a prompt.
struct Chunks {
    /// The passages of each call.
    var groups: [[Passage]]
    /// How many characters were left out because the sources are too long.
    var omitted: Int

    /// - Parameters:
    ///   - sources: What is to be read.
    ///   - size: Characters of a call that is cut well; long sources make calls up to four times as long.
    ///   - limit: The most calls. What is beyond them is left out evenly, so that ends are read as well as beginnings.
    init(of sources: [Source], size: Int, limit: Int) {
        precondition(
            size >= 200 && limit >= 1,
            "size must be at least 200 and limit at least 1 (are \(size), \(limit))"
        )
        let total = sources.reduce(0) { $0 + $1.text.count }
        let length = min(max(size, total / limit + 1), size * 4)
        var passages: [Passage] = []
        for source in sources {
            for piece in Self.pieces(of: source.text, length: length) {
                passages.append(Passage(id: source.id, title: source.title, text: piece))
            }
        }
        var packed: [[Passage]] = []
        var room = 0
        for passage in passages {
            // Short sources share a call; pieces of one long source do not.
            if let last = packed.last, room >= passage.text.count, last.last?.id != passage.id {
                packed[packed.count - 1].append(passage)
            } else {
                packed.append([passage])
                room = length
            }
            room -= passage.text.count
        }
        if packed.count > limit {
            let kept = (0..<limit).map { packed[$0 * packed.count / limit] }
            omitted = passages.reduce(0) { $0 + $1.text.count } - kept.joined().reduce(0) { $0 + $1.text.count }
            groups = kept
        } else {
            omitted = 0
            groups = packed
        }
    }

    /// Cuts a text at paragraphs, else at sentences, else at blanks, else anywhere.
    static func pieces(of text: String, length: Int) -> [String] {
        var pieces: [String] = []
        var rest = text[...]
        while rest.count > length {
            let end = rest.index(rest.startIndex, offsetBy: length)
            let middle = rest.index(rest.startIndex, offsetBy: length / 2)
            let window = rest[middle..<end]
            let cut =
                window.ranges(of: "\n\n").last?.upperBound ?? window.ranges(of: "\n").last?.upperBound
                ?? window.ranges(of: ". ").last?.upperBound ?? window.ranges(of: " ").last?.upperBound ?? end
            pieces.append(String(rest[..<cut]))
            rest = rest[cut...]
        }
        pieces.append(String(rest))
        return pieces.compactMap(\.trimmedOrNil)
    }
}
