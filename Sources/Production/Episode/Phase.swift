/// A step of production that ends in files.
public enum Phase: String, Hashable, Sendable, Codable, CaseIterable {
    /// Sources and notes.
    case research
    /// Outline and script.
    case script
    /// The quality report.
    case qa
    /// What is published.
    case finalize

    /// The files it is made from; a change in one of them makes it stale.
    public var inputs: [EpisodeFile] {
        switch self {
        case .research: [.brief]
        case .script: [.brief, .sources, .notes]
        case .qa: [.brief, .sources, .notes, .outline, .script]
        case .finalize: [.brief, .sources, .notes, .outline, .script, .quality, .corrections]
        }
    }

    /// The files without which it is not done.
    public var outputs: [EpisodeFile] {
        switch self {
        case .research: [.sources, .notes]
        case .script: [.outline, .script]
        case .qa: [.quality, .qualityText]
        case .finalize:
            [
                .scriptText, .fountain, .showNotes, .showNotesPage, .description, .chapters, .vtt, .srt, .transcript,
                .transcriptText, .transcriptPage, .item, .publication,
            ]
        }
    }
}

/// How far a phase is.
public enum PhaseState: String, Hashable, Sendable, Codable {
    /// It has not run.
    case missing
    /// Its files are there, made from what its inputs are now.
    case done
    /// An input has changed since it ran, or a file of it is gone.
    case stale
}
