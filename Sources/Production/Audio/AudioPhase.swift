import Foundation

/// Makes the sound of a finalized episode, or finds that the last one is still that of the script.
struct AudioPhase {
    let run: PhaseRun
    let brief: Brief
    let script: Script
    let show: Show?
    let clock: any Clock<Duration> & Sendable
    let clips: ClipStore

    /// Sound with the times that were measured in it.
    struct Result {
        var record: AudioRecord
        var timeline: Timeline
        var data: Data
    }

    /// Renders what is missing and masters the whole.
    func render(by engine: any SpeechEngine, publication: Publication) async throws -> Result {
        let mastering = try Mastering(clock: clock)
        let narration = Narration(engine: engine, clips: clips, run: run)
        let words = show?.lexicon ?? brief.show?.lexicon ?? [:]
        let lines = try narration.lines(of: script, cast: brief.cast, lexicon: Lexicon(words))
        try await narration.render(lines)
        let lengths = try lines.map { line in
            guard let sound = clips.sound(line.key) else {
                throw ProductionError(
                    .audioFailed,
                    "the clip of \(line.turn) is gone",
                    next: "run: finalize --audio again"
                )
            }
            return sound.milliseconds
        }
        let timeline = Timeline(script, clips: lengths)
        let chapters = Chapters(script, timeline)
        run.expect(1)
        let master = try await run.unit("master") {
            try await mastering.master(
                lines.map { line in { clips.sound(line.key) } },
                timeline,
                tags(publication, chapters)
            )
        }
        let record = AudioRecord(
            engine: engine.name,
            sizeBytes: master.data.count,
            durationMilliseconds: master.durationMilliseconds,
            loudness: master.loudness,
            truePeak: master.truePeak,
            clips: zip(lines, lengths).map { .init(turn: $0.turn, key: $0.key, milliseconds: $1) }
        )
        return Result(record: record, timeline: timeline, data: master.data)
    }

    private func tags(_ publication: Publication, _ chapters: Chapters) -> Mastering.Tags {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return Mastering.Tags(
            title: publication.text.title,
            show: show?.title ?? publication.text.title,
            author: show?.author ?? "Castline",
            comment: NotesPhrases(brief.language)[.disclosure],
            year: calendar.component(.year, from: publication.published),
            number: publication.number,
            language: LanguageName.base(brief.language),
            chapters: chapters.list
        )
    }
}
