/// Why an attempt ended that the other of a hedged call has overtaken.
struct Overtaken: Error, CustomStringConvertible {
    var description: String { "the other attempt was first" }
}

/// Another model answered than was asked.
struct OtherModel: Error, CustomStringConvertible {
    /// Which.
    var id: String

    var description: String { "\(id) answered in its place, and the caller can use no other" }
}
