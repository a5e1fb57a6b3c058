import Resilience

/// Makes inputs that are nearly right: samples of a format, cut, spliced, repeated and mixed with its own words.
///
/// Input *n* of a seed depends on both and nothing else, so that one that fails can be made again by itself.
public struct InputGenerator: Sendable {
    private let samples: [[UInt8]]
    private let words: [[UInt8]]
    private let seed: UInt64
    /// Inputs are no longer than this, in bytes.
    public static let longest = 4_096

    /// - Parameters:
    ///   - samples: Whole inputs that are right.
    ///   - words: What the format is made of: keywords, brackets, escapes.
    ///   - seed: Another seed makes other inputs.
    public init(samples: [String], words: [String], seed: UInt64) {
        precondition(!samples.isEmpty && !words.isEmpty, "a format needs samples and words")
        self.samples = samples.map { Array($0.utf8) }
        self.words = words.map { Array($0.utf8) }
        self.seed = seed
    }

    /// The input of a number.
    public func input(_ number: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ number &* 0xD1B5_4A32_D192_ED03)
        // Most inputs are a sample with some changes; some are words alone, some bytes alone.
        var bytes: [UInt8]
        switch random.below(8) {
        case 0: bytes = (0..<random.below(12)).flatMap { _ in words[random.below(words.count)] }
        case 1: bytes = (0..<random.below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        default: bytes = samples[random.below(samples.count)]
        }
        for _ in 0..<(1 + random.below(6)) { change(&bytes, &random) }
        if bytes.count > Self.longest { bytes.removeLast(bytes.count - Self.longest) }
        return bytes
    }

    private func change(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = random.below(bytes.count + 1)
        let end = min(bytes.count, place + random.below(24))
        switch random.below(9) {
        case 0: bytes.insert(contentsOf: words[random.below(words.count)], at: place)
        case 1: bytes.replaceSubrange(place..<end, with: words[random.below(words.count)])
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
        case 4: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
        case 5: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        case 6:
            // The same again and again: nesting, and what grows with the square of it.
            let word = words[random.below(words.count)]
            let count = 1 << random.below(9)
            bytes.insert(contentsOf: repeatElement(word, count: count).joined(), at: place)
        case 7:
            let other = samples[random.below(samples.count)]
            let from = random.below(other.count + 1)
            bytes = Array(bytes[..<place]) + other[from...]
        default: bytes.removeSubrange(place...)
        }
    }
}

extension SeededGenerator {
    /// A number below the limit, nearly evenly; 0 for a limit of 0.
    fileprivate mutating func below(_ limit: Int) -> Int {
        limit == 0 ? 0 : Int(truncatingIfNeeded: next() >> 33) % limit
    }
}
