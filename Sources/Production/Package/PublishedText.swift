/// What is published around an episode, as a model or a person wrote it.
public struct PublishedText: Hashable, Sendable, Codable {
    /// The title, without the show's name and without a number.
    public var title: String
    /// Some sentences of plain text.
    public var description: String
    /// Two or three sentences that make one listen.
    public var hook: String
    /// What it is about, a few words each.
    public var topics: [String]
    /// Under which terms it may be used.
    public var licence: String?
    /// What the listener is asked to do.
    public var callToAction: String?

    /// What is published around an episode.
    public init(
        title: String,
        description: String,
        hook: String,
        topics: [String],
        licence: String? = nil,
        callToAction: String? = nil
    ) {
        self.title = title
        self.description = description
        self.hook = hook
        self.topics = topics
        self.licence = licence
        self.callToAction = callToAction
    }
}
