import Foundation
import Testing

@testable import Production

@Suite struct `Soundbites` {
    private let sample = SampleEpisode()

    private var claims: [QualityReport.Claim] {
        QualityChecks.run(
            sample.script,
            brief: sample.brief,
            outline: sample.outline,
            research: sample.research
        ).claims
    }

    @Test func `the stretches that say most are 15 to 60 seconds within one segment`() throws {
        let timeline = Timeline(sample.script)
        let bites = Soundbite.chosen(from: sample.script, timeline, claims: claims)
        #expect((1...3).contains(bites.count) && bites == bites.sorted { $0.startMilliseconds < $1.startMilliseconds })
        for bite in bites {
            #expect((15_000...60_000).contains(bite.durationMilliseconds) && (1...128).contains(bite.title.count))
            let end = bite.startMilliseconds + bite.durationMilliseconds
            #expect(timeline.turns.contains { $0.startMilliseconds == bite.startMilliseconds })
            #expect(timeline.turns.contains { $0.endMilliseconds == end })
            #expect(
                timeline.segments.contains {
                    $0.startMilliseconds <= bite.startMilliseconds && end <= $0.endMilliseconds
                }
            )
        }
    }

    @Test func `where nothing is borne out there is no sample`() {
        #expect(Soundbite.chosen(from: sample.script, Timeline(sample.script), claims: []).isEmpty)
    }

    @Test func `a feed lists them, with times in seconds, where there is sound`() throws {
        let silent = sample.package()
        #expect(silent.publication.soundbites == nil)
        let report = QualityReport(verdict: .passed, checks: [], findings: [], claims: claims)
        var publication = silent.publication
        publication.audio = AudioRecord(
            engine: "flite",
            sizeBytes: 1,
            durationMilliseconds: Timeline(sample.script).durationMilliseconds,
            loudness: -16,
            truePeak: -2,
            clips: []
        )
        let package = EpisodePackage(
            brief: sample.brief,
            research: sample.research,
            script: sample.script,
            report: report,
            publication: publication
        )
        let bites = try #require(package.publication.soundbites)
        #expect(!bites.isEmpty)
        let item = String(decoding: try package.files()[.item] ?? Data(), as: UTF8.self)
        #expect(item.ranges(of: "<podcast:soundbite startTime=\"").count == bites.count)
    }

    @Test(arguments: [(0, "0"), (62_500, "62.5"), (62_000, "62"), (1_005, "1.005"), (100, "0.1")])
    func `seconds are written without zeros`(milliseconds: Int, text: String) {
        #expect(TimeStamp.seconds(milliseconds) == text)
    }
}
