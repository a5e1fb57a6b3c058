/// A file at two points of its past, as lines to compare.
public struct FileChange: Hashable, Sendable {
    /// Its name.
    public var file: String
    /// The revision before; `nil` where there was nothing before.
    public var from: Int?
    /// The revision after; `nil` for the file as it is.
    public var to: Int?
    /// What it was.
    public var before: String
    /// What it is.
    public var after: String
}
