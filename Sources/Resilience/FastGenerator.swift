/// Random numbers for jitter and ids, without a call of the system for each: xoshiro256** by Blackman and Vigna.
///
/// Not for secrets: who sees some numbers can compute the next.
public struct FastGenerator: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// A generator that starts where the system's says.
    public init() {
        var system = SystemRandomNumberGenerator()
        // All zeros would stay so.
        state = (system.next(), system.next(), system.next(), system.next() | 1)
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        let result = rotated(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, by: 45)
        return result
    }

    private func rotated(_ word: UInt64, by bits: UInt64) -> UInt64 { word << bits | word >> (64 - bits) }
}
