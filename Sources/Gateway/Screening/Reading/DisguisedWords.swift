/// Words that show that a text is shifted, reversed or scrambled.
struct DisguisedWords: Sendable {
    /// Words that no English text of a sentence or two goes without, and those that attacks are made of.
    private static let telltale = [
        "what", "your", "this", "that", "with", "from", "have", "tell", "about", "would", "system", "prompt", "ignore",
        "previous", "instructions", "password", "secret", "reveal", "show", "print", "please", "rules", "above",
        "following", "write", "should", "there", "which", "other",
    ]
    private static let short = ["the", "and", "you", "all", "are"]
    /// Long words whose letters are worth putting in order.
    private static let scrambled = [
        "ignore", "ignoring", "disregard", "forget", "override", "bypass", "previous", "prior", "instructions",
        "instruction", "directives", "guidelines", "system", "prompt", "reveal", "password", "secret", "developer",
        "restrictions", "restricted", "unrestricted", "execute", "delete", "output", "hidden", "filters", "jailbreak",
    ]

    private let shifts: [UInt64: Int]
    private let backwards: Set<UInt64>
    private let ordered: [UInt64: [UInt8]]
    /// For each first letter, a bit for each last one of a word in ``scrambled``.
    private let ends: [UInt32]

    init() {
        var shifts: [UInt64: Int] = [:]
        var backwards: Set<UInt64> = []
        let words = Set((Self.telltale + Self.short).map { Array($0.utf8) })
        for word in words.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            for shift in 1..<26 where word.count > 3 || shift == 13 {
                let other = word.map { Self.shifted($0, by: shift) }
                if !words.contains(other) { shifts[Self.hash(other)] = shift }
            }
            let other = Array(word.reversed())
            if word.count > 3 || word == Array("the".utf8), !words.contains(other) {
                backwards.insert(Self.hash(other))
            }
        }
        self.shifts = shifts
        self.backwards = backwards
        ordered = Dictionary(
            Self.scrambled.map { (Self.key(Array($0.utf8)), Array($0.utf8)) },
            uniquingKeysWith: { first, _ in first }
        )
        var ends: [UInt32] = Array(repeating: 0, count: 26)
        for word in Self.scrambled.map({ Array($0.utf8) }) {
            ends[Int(word[0]) - 0x61] |= 1 << UInt32(word[word.count - 1] - 0x61)
        }
        self.ends = ends
    }

    /// By how much a word is a common word shifted, 1…25; `nil` where it is none.
    func shift(of hash: UInt64) -> Int? { shifts[hash] }

    func isBackwards(_ hash: UInt64) -> Bool { backwards.contains(hash) }

    /// The word whose inner letters are in disorder in this one.
    func inOrder(_ word: [UInt8]) -> [UInt8]? {
        guard (5...14).contains(word.count), let first = word.first, let last = word.last, first >= 0x61, first <= 0x7A,
            last >= 0x61, last <= 0x7A, ends[Int(first) - 0x61] & 1 << UInt32(last - 0x61) != 0,
            word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A })
        else { return nil }
        return ordered[Self.key(word)]
    }

    /// A letter moved along the alphabet; anything else as it is.
    static func shifted(_ byte: UInt8, by shift: Int) -> UInt8 {
        switch byte {
        case 0x61...0x7A: UInt8((Int(byte) - 0x61 + shift) % 26 + 0x61)
        case 0x41...0x5A: UInt8((Int(byte) - 0x41 + shift) % 26 + 0x41)
        default: byte
        }
    }

    private static func hash(_ bytes: [UInt8]) -> UInt64 { bytes.reduce(WordTable.seed, WordTable.hash) }

    /// First letter, inner letters in order, last letter.
    private static func key(_ word: [UInt8]) -> UInt64 {
        var inner = word
        inner[1..<(inner.count - 1)].sort()
        return hash(inner)
    }
}
