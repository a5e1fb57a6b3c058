public import Foundation

/// All that is published of an episode, made from what was written: no model, no clock, no disk.
public struct EpisodePackage: Sendable {
    let brief: Brief
    let research: Research
    let script: Script
    let report: QualityReport?
    let text: PublishedText
    let degradations: [String]
    let timeline: Timeline

    /// A package to write.
    ///
    /// - Parameters:
    ///   - brief: What was asked for.
    ///   - research: What the script rests on.
    ///   - script: What is said.
    ///   - report: What the quality check found.
    ///   - text: Title, description, hook and topics.
    ///   - degradations: What was not made as asked, a sentence each; the script's own are added.
    ///   - pace: Words a minute.
    public init(
        brief: Brief,
        research: Research,
        script: Script,
        report: QualityReport?,
        text: PublishedText,
        degradations: [String] = [],
        pace: Double = Timeline.defaultPace
    ) {
        self.brief = brief
        self.research = research
        self.script = script
        self.report = report
        self.text = text
        let own = script.segments.compactMap { segment in segment.degradation.map { "“\(segment.title)”: \($0)" } }
        self.degradations = degradations + own.filter { !degradations.contains($0) }
        timeline = Timeline(script, pace: pace)
    }

    /// The files that ``Phase/finalize`` writes.
    public func files() throws -> [EpisodeFile: Data] {
        let chapters = Chapters(script, timeline)
        return [
            .scriptText: Data(ScriptText.markdown(script).utf8),
            .fountain: Data(Fountain.text(of: script).utf8),
            .showNotes: Data(ShowNotes(self, chapters).markdown.utf8),
            .description: Data(EpisodeDescription.text(text, chapters).utf8),
            .chapters: try chapters.json(title: text.title),
            .vtt: Data(TranscriptWriter.vtt(script, timeline).utf8),
            .srt: Data(TranscriptWriter.srt(script, timeline).utf8),
            .transcript: try TranscriptWriter.json(script, timeline),
            .transcriptText: Data(TranscriptWriter.text(script, timeline).utf8),
        ]
    }
}
