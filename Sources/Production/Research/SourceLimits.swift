/// How much of a source is read, and how long it may take.
public struct SourceLimits: Hashable, Sendable {
    /// The largest file, in bytes.
    public var fileBytes = 20_000_000
    /// The largest page, in bytes.
    public var pageBytes = 5_000_000
    /// The most redirects of a page.
    public var redirects = 5
    /// The most time for one page or one PDF.
    public var timeLimit: Duration = .seconds(60)
    /// The most files of a folder.
    public var filesPerFolder = 50

    /// The limits with the defaults above.
    public init() {}
}
