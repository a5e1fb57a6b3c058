import Testing

@testable import OpenRouterSimulator

@Suite struct `Simulated text` {
    @Test func `notes quote their source word by word`() async throws {
        let source =
            "The reef grew for ages. Corals build the walls of the reef slowly. Fish hide in the gaps at night."
        let notes = try await Simulator.withSimulator { simulator in
            try await Caller(simulator: simulator).structured(
                "notes",
                "<topic>\nreefs\n</topic>\n<source id=\"s1\" title=\"Reefs\" fence=\"X\">\n\(source)\n</source X>"
            )
        }
        let quotes = try #require(notes["notes"]?.array).compactMap { $0["quote"]?.string }
        #expect(quotes.count == 2)
        #expect(quotes.allSatisfy { source.contains($0) })
    }

    @Test(arguments: [5, 15, 30])
    func `an episode keeps the limits of a good script`(minutes: Int) async throws {
        try await Simulator.withSimulator { simulator in
            let episode = try await Episode.make(Caller(simulator: simulator), minutes: minutes)
            let words = episode.texts.reduce(0) { $0 + Words.count($1) }
            let expected = Double(minutes * 150)
            #expect(abs(Double(words) - expected) <= 0.08 * expected, "\(words) words of \(expected)")
            #expect(episode.repeatedShare <= 0.01, "repeated: \(episode.repeats)")
            #expect(episode.turns.allSatisfy { Words.count($0.text) <= 120 })
            let counts = episode.texts.map(Words.count).sorted()
            #expect((18...39).contains(counts[counts.count / 2]), "median turn \(counts[counts.count / 2])")
            let sentences = episode.texts.flatMap(Words.sentences)
            let mean = Double(words) / Double(sentences.count)
            #expect((7...15).contains(mean), "mean sentence \(mean)")
            #expect(sentences.allSatisfy { Words.count($0) <= 40 })
            let questions = Double(sentences.count { $0.hasSuffix("?") }) / Double(sentences.count)
            #expect((0.08...0.36).contains(questions), "questions \(questions)")
            let nora = episode.turns.filter { $0.speaker == "Nora" }.reduce(0) { $0 + Words.count($1.text) }
            #expect(Double(nora) <= 0.75 * Double(words))
            #expect(episode.texts.first?.contains("simulated") == true)
            #expect(episode.texts.last?.hasSuffix("until next time.") == true)
        }
    }
}
