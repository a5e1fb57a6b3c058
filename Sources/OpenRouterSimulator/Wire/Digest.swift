/// A 64-bit FNV-1a digest: the same text gives the same choices on every machine.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash Algorithm", IETF draft.
struct Digest {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init(_ seed: UInt64, _ texts: String...) {
        combine(seed)
        for text in texts { combine(text) }
    }

    mutating func combine(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { step(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    mutating func combine(_ text: String) {
        for byte in text.utf8 { step(byte) }
        step(0xFF)
    }

    mutating func combine(_ bytes: [UInt8]) {
        for byte in bytes { step(byte) }
        step(0xFF)
    }

    private mutating func step(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    /// The digest spread over all its bits.
    var spread: UInt64 {
        var generator = SplitMix(value)
        return generator.next()
    }
}

/// SplitMix64, a small generator whose whole state is one number.
///
/// Source: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Uniform in 0..<1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
