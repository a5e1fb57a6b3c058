import Foundation

extension Session {
    /// Writes the publishing package, and the feed of the show where the episode belongs to one.
    ///
    /// Sound that was made before stays in the package as long as it is that of the script; so do title, description and
    /// topics as long as brief and outline are those they were written from.
    ///
    /// - Parameters:
    ///   - audio: Who renders sound; `nil` to make none.
    ///   - keepsText: Whether title, description and topics of the last package stay in any case.
    ///   - isFresh: Whether answers of earlier runs will not do.
    /// - Returns: What was done.
    /// - Throws: ``ProductionError``, `GatewayError`, `CancellationError`; what was made before is kept.
    @discardableResult
    public func finalize(
        audio: SpeechEngineKind? = nil,
        keepsText: Bool = false,
        isFresh: Bool = false
    ) async throws -> PhaseReport {
        try await finalize(in: opened(), audio: audio, keepsText: keepsText, isFresh: isFresh)
    }

    func finalize(
        in folder: EpisodeFolder,
        audio: SpeechEngineKind? = nil,
        keepsText: Bool = false,
        isFresh: Bool = false
    ) async throws -> PhaseReport {
        let report = try await perform(.finalize, in: folder, isFresh: isFresh, speaking: audio) { run, folder in
            let brief = try folder.value(Brief.self, of: .brief)
            let script = try folder.value(Script.self, of: .script)
            let publication = try publication(of: folder, brief)
            let show = show(of: brief, run)
            var phase = FinalizePhase(
                run: run,
                brief: brief,
                research: try folder.research(),
                outline: try folder.value(Outline.self, of: .outline),
                script: script,
                report: try folder.reportIfCurrent(),
                publication: publication,
                show: show,
                keepsText: try keepsText || (!isFresh && isTextCurrent(in: folder))
            )
            if let audio {
                // What is missing is said before a model is paid for.
                _ = try Mastering(clock: clock)
                phase.engine = try await engine(audio, brief, run)
                phase.audio = AudioPhase(
                    run: run,
                    brief: brief,
                    script: script,
                    show: show,
                    clock: clock,
                    clips: try ClipStore(episode: folder.url)
                )
            } else if let record = publication.audio {
                phase.kept = try sound(record, of: script, in: folder, run)
            }
            return try await phase.files()
        }
        // Where the show cannot be read, a warning has said so.
        if let show = try folder.value(Publication.self, of: .publication).show,
            ShowFolder.slugs(in: episodesFolder).contains(show)
        {
            try writeFeed(of: show)
        }
        return report
    }

    /// Whether the text of the last package was written from brief and outline as they are now.
    private nonisolated func isTextCurrent(in folder: EpisodeFolder) throws -> Bool {
        guard let run = try folder.manifest().phases[Phase.finalize.rawValue],
            // A text that no model wrote is no reason to ask none again.
            !run.degradations.contains(where: { $0.hasPrefix("template") })
        else { return false }
        let inputs = try folder.inputs(of: .finalize)
        return [EpisodeFile.brief, .outline].allSatisfy { run.inputs[$0.name] == inputs[$0.name] }
    }

    /// What stays from the last package, or what a first one begins with.
    private func publication(of folder: EpisodeFolder, _ brief: Brief) throws -> Publication {
        let last = try? folder.value(Publication.self, of: .publication)
        let created = try folder.manifest().created
        var publication =
            last
            ?? Publication(
                // The same wherever it is made again: a lost file does not make the episode a new one.
                guid: StableID.make("castline-episode:\(folder.slug):\(Int(created.timeIntervalSince1970))"),
                published: now(),
                slug: folder.slug,
                language: brief.language,
                cast: brief.cast,
                text: PublishedText(title: "", description: "", hook: "", topics: [])
            )
        publication.language = brief.language
        publication.cast = brief.cast
        publication.show = brief.show?.slug
        publication.explicit = brief.explicit
        publication.corrections =
            try folder.read(.corrections) == nil
            ? [] : try folder.value([Correction].self, of: .corrections)
        if let show = publication.show, publication.number == nil {
            publication.number = 1 + (publishedEpisodes(of: show).compactMap(\.publication.number).max() ?? 0)
        }
        return publication
    }

    private nonisolated func engine(
        _ kind: SpeechEngineKind,
        _ brief: Brief,
        _ run: PhaseRun
    ) async throws -> any SpeechEngine {
        switch kind {
        case .flite: try FliteEngine(language: brief.language, clock: clock)
        case .openrouter: try await ServiceEngine(options.speech, gateway: gateway, run: run)
        }
    }

    /// The sound of the last package, where its clips are those of the script and its file is whole.
    private nonisolated func sound(
        _ record: AudioRecord,
        of script: Script,
        in folder: EpisodeFolder,
        _ run: PhaseRun
    ) throws -> AudioPhase.Result? {
        let spoken = (try? folder.value(SpokenText.self, of: .transcript))?.segments.map(\.body)
        guard let data = try folder.read(.audio), data.count == record.sizeBytes,
            record.clips.map(\.turn) == script.turns.map(\.id), spoken == script.turns.map({ PlainLine.make($0.text) })
        else {
            run.warn("the sound was made from another script and is left out: finalize --audio renders what changed")
            return nil
        }
        let timeline = Timeline(script, clips: record.clips.map(\.milliseconds))
        return AudioPhase.Result(record: record, timeline: timeline, data: data)
    }

    private nonisolated func show(of brief: Brief, _ run: PhaseRun) -> Show? {
        guard let slug = brief.show?.slug else { return nil }
        guard let (_, show) = try? ShowFolder.open(slug, in: episodesFolder) else {
            run.warn("the show \(slug) cannot be read, so the feed is left as it was")
            return nil
        }
        if show.address == nil {
            run.warn("the feed's addresses lead nowhere until the show has one: show edit \(slug) --feed address=URL")
        }
        return show
    }
}

/// The words of the last package's transcript.
private struct SpokenText: Decodable {
    struct Segment: Decodable { var body: String }
    var segments: [Segment]
}
