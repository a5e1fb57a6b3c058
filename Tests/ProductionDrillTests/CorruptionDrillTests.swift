import Production
import Testing

@testable import ProductionDrill

@Suite struct `Corruption drill` {
    @Test func `spoilt scripts are rejected by the checks alone, and good ones are not`() {
        let drill = CorruptionDrill(seeds: 11...11, share: 13)
        #expect(drill.clean == 42)
        #expect(drill.falseAlarms.isEmpty, "\(drill.falseAlarms)")
        // What is good may still be better, and a paraphrase that nobody recognises warns of a lone source.
        #expect(drill.warnings.count * 2 <= drill.clean * 3, "\(drill.warnings)")
        #expect(drill.rows.allSatisfy { $0.spoilt > 0 })
        #expect(drill.spoilt >= 120)
        let missed = drill.rows.filter { !$0.missed.isEmpty }.map { "\($0.name): \($0.missed)" }
        #expect(drill.caught * 100 >= drill.spoilt * 95, "\(missed)")
    }

    @Test(arguments: ScriptCorruption.all.map(\.name)) func `a way to spoil changes what is checked`(
        name: String
    ) throws {
        let corruption = try #require(ScriptCorruption.all.first { $0.name == name })
        let spoilt = CheckedEpisode.clean.compactMap { episode in
            corruption.spoilt(episode, seed: 1).map { (episode, $0) }
        }
        #expect(!spoilt.isEmpty)
        for (good, bad) in spoilt {
            #expect(
                good.script != bad.script || good.brief != bad.brief || good.research != bad.research
                    || good.outline != bad.outline,
                "\(good.name)"
            )
        }
    }
}
