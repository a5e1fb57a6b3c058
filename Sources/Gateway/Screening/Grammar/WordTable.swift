/// Words by their hash: which symbols a word stands for.
///
/// Words are looked up while they are hashed, byte by byte: a prefix such as `instruc*` is found on the way. The hash is
/// FNV-1a of 64 bits over the folded UTF-8; that two words of the table never share one is checked when it is made.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, "The FNV Non-Cryptographic Hash Algorithm".
struct WordTable: Sendable {
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    /// Open addressing at a load of at most one half; an empty slot has the key 0.
    private struct Slots: Sendable {
        var keys: [UInt64]
        var lists: [Int32]
        let mask: Int

        init(_ entries: [(key: UInt64, list: Int32)]) {
            var size = 64
            while size < entries.count * 2 { size *= 2 }
            keys = Array(repeating: 0, count: size)
            lists = Array(repeating: -1, count: size)
            mask = size - 1
            for entry in entries {
                var slot = Int(truncatingIfNeeded: entry.key) & mask
                while keys[slot] != 0 { slot = (slot + 1) & mask }
                keys[slot] = entry.key
                lists[slot] = entry.list
            }
        }

        @inline(__always)
        subscript(key: UInt64) -> Int32 {
            var slot = Int(truncatingIfNeeded: key) & mask
            while keys[slot] != 0 {
                if keys[slot] == key { return lists[slot] }
                slot = (slot + 1) & mask
            }
            return -1
        }
    }

    private let words: Slots
    private let prefixes: Slots
    /// The symbols of each list.
    private let lists: [[Int32]]
    /// The shortest prefix, in bytes.
    let shortestPrefix: Int
    /// The longest word without blanks around it, in bytes, for scripts that have none.
    let longestUnspaced: Int

    /// - Parameter symbols: The symbols of each folded word; a word that ends in `*` is a prefix.
    init(_ symbols: [[UInt8]: Set<Int32>]) {
        var lists: [[Int32]] = []
        var words: [(key: UInt64, list: Int32)] = []
        var prefixes: [(key: UInt64, list: Int32)] = []
        var shortest = Int.max
        var longest = 0
        for (word, values) in symbols.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let isPrefix = word.last == UInt8(ascii: "*")
            let bytes = isPrefix ? word.dropLast() : word[...]
            precondition(!bytes.isEmpty, "a word of the screen is empty")
            let key = bytes.reduce(Self.seed, Self.hash)
            if isPrefix {
                prefixes.append((key, Int32(lists.count)))
                shortest = min(shortest, bytes.count)
            } else {
                words.append((key, Int32(lists.count)))
                if bytes[bytes.startIndex] >= 0xE0 { longest = max(longest, bytes.count) }
            }
            lists.append(values.sorted())
        }
        precondition(Set(words.map(\.key)).count == words.count, "two words of the screen share a hash")
        self.words = Slots(words)
        self.prefixes = Slots(prefixes)
        self.lists = lists
        shortestPrefix = shortest
        longestUnspaced = longest
    }

    /// The list of a whole word, or -1.
    @inline(__always)
    func word(_ hash: UInt64) -> Int32 { words[hash] }

    /// The list of a prefix, or -1.
    @inline(__always)
    func prefix(_ hash: UInt64) -> Int32 { prefixes[hash] }

    /// The symbols of a list.
    @inline(__always)
    func symbols(_ list: Int32) -> [Int32] { lists[Int(list)] }
}
