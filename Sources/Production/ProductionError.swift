/// Why something about an episode could not be done.
public struct ProductionError: Error, Hashable, Sendable {
    /// The kind of failure; a closed set, so it may label a metric.
    public enum Code: String, Hashable, Sendable, Codable, CaseIterable {
        /// No episode is open.
        case noEpisode
        /// There is no episode of that name.
        case unknownEpisode
        /// The brief asks for what cannot be made.
        case briefInvalid
        /// A source is not where it was said to be.
        case sourceMissing
        /// A source is there but cannot be read.
        case sourceUnreadable
        /// A source holds no text.
        case sourceEmpty
        /// A source is no text.
        case sourceBinary
        /// A source is larger than what is read.
        case sourceTooLarge
        /// Nothing was found to rest an episode on.
        case noSources
        /// A program that is needed is not installed.
        case toolMissing
        /// A model's answer could not be used, nor its repair.
        case unusableAnswer
        /// The manifest of an episode is not one.
        case manifestBroken
        /// A file of an episode does not hold what it should.
        case fileBroken
        /// A file of an episode is not there.
        case fileMissing
        /// An episode's folder cannot be read or is no folder.
        case folderNotReadable
        /// An episode's folder cannot be written.
        case folderNotWritable
        /// An earlier phase has to run first.
        case phaseMissing
        /// Another phase is running on the episode.
        case busy
        /// There is no show of that name.
        case unknownShow
        /// A show cannot be as it is described.
        case showInvalid
        /// A correction names what is not there.
        case correctionInvalid
        /// What a person has written cannot be used as it is.
        case editInvalid
        /// There is no such revision, or not all of it is kept.
        case revisionMissing
        /// Somebody has to agree first.
        case notApproved
        /// Listeners cannot be given the episode as it is.
        case notPublishable
        /// The sound could not be made.
        case audioFailed
    }

    /// The kind of failure.
    public var code: Code
    /// What happened, in one sentence.
    public var message: String
    /// What is kept, where somebody may fear for it.
    public var kept: String?
    /// What to do next.
    public var next: String?

    /// An error for a person to read.
    public init(_ code: Code, _ message: String, kept: String? = nil, next: String? = nil) {
        self.code = code
        self.message = message
        self.kept = kept
        self.next = next
    }
}

extension ProductionError: CustomStringConvertible {
    /// What happened, what is kept and what to do next, on one line.
    public var description: String {
        [message, kept, next].compactMap(\.self).joined(separator: "; ")
    }
}
