/// `sources.json`.
struct SourcesFile: Hashable, Sendable, Codable {
    var sources: [Source]
}

/// `notes.json`.
struct NotesFile: Hashable, Sendable, Codable {
    var questions: [String]
    var notes: [Note]
}

extension EpisodeFolder {
    /// What research found.
    func research() throws -> Research {
        let notes = try value(NotesFile.self, of: .notes)
        let sources = try value(SourcesFile.self, of: .sources)
        return Research(questions: notes.questions, sources: sources.sources, notes: notes.notes)
    }

    /// The quality report, where it is about the script as it is now.
    func reportIfCurrent() throws -> QualityReport? {
        try status().state(of: .qa) == .done ? try value(QualityReport.self, of: .quality) : nil
    }
}
