import Foundation
import TestSupport

/// A source of some length, below the running test's folder.
func withSource<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    try await withTemporaryDirectory { folder in
        let sentences = [
            "Coral reefs cover less than one percent of the ocean floor.",
            "About a quarter of all marine species spend part of their life on a reef.",
            "A reef is built by polyps, small animals that leave skeletons of limestone behind.",
            "The polyps live together with algae, which give them most of their food.",
            "When the water is too warm for weeks, the corals lose their algae and turn white.",
            "The Great Barrier Reef stretches over some 2300 kilometres along the coast of Queensland.",
            "Fishermen in Palau closed parts of their reefs for generations so that fish could recover.",
            "Reefs break the force of waves and protect the coasts behind them.",
            "In 1998 the first global bleaching was observed in all tropical oceans.",
            "Some corals in the Gulf of Aqaba bear temperatures that would kill others.",
        ]
        let file = folder.appending(path: "reefs.txt")
        try Data(sentences.joined(separator: "\n\n").utf8).write(to: file)
        return try await body(file.path(percentEncoded: false))
    }
}
