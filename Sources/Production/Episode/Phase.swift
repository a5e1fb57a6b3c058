public import Gateway

/// A step of production that ends in files.
public enum Phase: String, Hashable, Sendable, Codable, CaseIterable {
    /// Sources and notes.
    case research
    /// The plan of the script.
    case outline
    /// What is said.
    case script
    /// The quality report.
    case qa
    /// What is published.
    case finalize

    /// The files it is made from; a change in one of them makes it stale.
    public var inputs: [EpisodeFile] {
        switch self {
        case .research: [.brief]
        case .outline: [.brief, .notes]
        case .script: [.brief, .notes, .outline]
        case .qa: [.brief, .sources, .notes, .outline, .script]
        case .finalize: [.brief, .sources, .notes, .outline, .script, .quality, .corrections]
        }
    }

    /// The files without which it is not done.
    public var outputs: [EpisodeFile] {
        switch self {
        case .research: [.sources, .notes]
        case .outline: [.outline]
        case .script: [.script]
        case .qa: [.quality, .qualityText]
        case .finalize:
            [
                .scriptText, .fountain, .showNotes, .showNotesPage, .description, .chapters, .vtt, .srt, .transcript,
                .transcriptText, .transcriptPage, .item, .publication,
            ]
        }
    }

    /// The phase that makes a file; `nil` for the brief and what several phases write.
    static func maker(of file: EpisodeFile) -> Phase? { allCases.first { $0.outputs.contains(file) } }

    /// The phases whose files it reads.
    var sources: [Phase] { Phase.allCases.filter { !Set($0.outputs).isDisjoint(with: inputs) } }
}

extension Phase {
    /// How far answers may be from what was asked for.
    ///
    /// Questions about a topic, titles and notes of a show may stand in for similar ones, marked as such; what speakers
    /// say and what is judged may not. Fixed texts are the phases' own: a sentence of the source for a note, the outline's
    /// title for a title.
    public var acceptedLevels: Set<Completion.Level.Kind> {
        switch self {
        case .research, .finalize: [.preferred, .fallback, .budget, .similar]
        case .outline, .script, .qa: [.preferred, .fallback, .budget]
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
