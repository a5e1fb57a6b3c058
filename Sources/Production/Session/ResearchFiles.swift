/// `sources.json`.
struct SourcesFile: Hashable, Sendable, Codable {
    var sources: [Source]
}

/// `notes.json`.
struct NotesFile: Hashable, Sendable, Codable {
    var questions: [String]
    var perspectives: [String]?
    var notes: [Note]
    var conflicts: [Research.Conflict]?
}

extension EpisodeFolder {
    /// What research found.
    func research() throws -> Research {
        let notes = try value(NotesFile.self, of: .notes)
        let sources = try value(SourcesFile.self, of: .sources)
        var research = Research(questions: notes.questions, sources: sources.sources, notes: notes.notes)
        research.perspectives = notes.perspectives
        research.conflicts = notes.conflicts ?? []
        return research
    }

    /// Who speaks in it: as the last package was made, else as it was ordered; `nil` for an episode without sound.
    func speaking() -> SpeechEngineKind? {
        let last = (try? value(Publication.self, of: .publication))?.audio?.kind
        return last ?? (try? value(Brief.self, of: .brief))?.audio
    }

    /// The quality report, where it is about the script as it is now.
    func reportIfCurrent() throws -> QualityReport? {
        try status().state(of: .qa) == .done ? try value(QualityReport.self, of: .quality) : nil
    }
}

extension Session {
    /// The quality report on the script of an episode as it is now; `nil` where there is none.
    public func qualityReport(of slug: String) throws -> QualityReport? {
        try EpisodeFolder.open(slug, in: episodesFolder, now: now).reportIfCurrent()
    }
}
