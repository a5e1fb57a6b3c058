public import Foundation

/// All that is published of an episode, made from what was written: no model, no clock, no disk.
public struct EpisodePackage: Sendable {
    let brief: Brief
    let research: Research
    let script: Script
    let report: QualityReport?
    let publication: Publication
    let show: Show?
    let degradations: [String]
    let timeline: Timeline
    var text: PublishedText { publication.text }

    /// A package to write.
    ///
    /// - Parameters:
    ///   - brief: What was asked for.
    ///   - research: What the script rests on.
    ///   - script: What is said.
    ///   - report: What the quality check found.
    ///   - publication: What stays of the episode from one revision to the next; its duration is set here.
    ///   - show: The show it belongs to, where it does.
    ///   - degradations: What was not made as asked, a sentence each; the script's own are added.
    ///   - timeline: When each turn is said; planned at an even pace where there is no sound.
    public init(
        brief: Brief,
        research: Research,
        script: Script,
        report: QualityReport?,
        publication: Publication,
        show: Show? = nil,
        degradations: [String] = [],
        timeline: Timeline? = nil
    ) {
        self.brief = brief
        self.research = research
        self.script = script
        self.report = report
        self.show = show
        let own = script.segments.compactMap { segment in segment.degradation.map { "“\(segment.title)”: \($0)" } }
        self.degradations = degradations + own.filter { !degradations.contains($0) }
        self.timeline = timeline ?? Timeline(script)
        var publication = publication
        publication.durationSeconds =
            ((publication.audio?.durationMilliseconds ?? self.timeline.durationMilliseconds) + 500) / 1_000
        publication.soundbites =
            publication.audio == nil ? nil : Soundbite.chosen(from: script, self.timeline, claims: report?.claims ?? [])
        publication.isHeldBack = report == nil || report?.verdict == .rejected ? true : nil
        self.publication = publication
    }

    /// The files that ``Phase/finalize`` writes.
    public func files() throws -> [EpisodeFile: Data] {
        let chapters = Chapters(script, timeline)
        let notes = ShowNotes(self, chapters).document
        let page = notes.html
        let description = EpisodeDescription.text(publication, chapters)
        let heading = NotesPhrases(brief.language)[.corrections]
        let corrections = publication.corrections.map { "\(heading): \($0.dated)" }
        let entry = Feed.Entry(
            publication: publication,
            description: description,
            notes: page,
            chapters: chapters.list
        )
        return [
            .scriptText: Data(ScriptText.markdown(script).utf8),
            .fountain: Data(Fountain.text(of: script).utf8),
            .showNotes: Data(notes.markdown.utf8),
            .showNotesPage: Data(page.utf8),
            .description: Data(description.utf8),
            .chapters: try chapters.json(title: text.title),
            .vtt: Data(TranscriptWriter.vtt(script, timeline).utf8),
            .srt: Data(TranscriptWriter.srt(script, timeline).utf8),
            .transcript: try TranscriptWriter.json(script, timeline),
            .transcriptText: Data(TranscriptWriter.text(script, timeline, corrections: corrections).utf8),
            .transcriptPage: Data(
                TranscriptWriter.page(script, timeline, language: brief.language, corrections: corrections).utf8
            ),
            .item: Data(Feed.item(entry, of: show).utf8),
            .publication: try ArtefactJSON.data(publication),
        ]
    }
}
