/// A reader of untrusted input, with what its inputs are made of.
public struct FuzzTarget: Sendable {
    /// What it is called on the command line.
    public let name: String
    /// What makes its inputs; the argument is the seed.
    public let generator: @Sendable (UInt64) -> InputGenerator
    /// Reads one input to its end; a failure is a crash, never a value.
    public let read: @Sendable ([UInt8]) -> Void

    init(
        _ name: String,
        samples: [String],
        words: [String],
        read: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.name = name
        generator = { InputGenerator(samples: samples, words: words, seed: $0) }
        self.read = read
    }
}
