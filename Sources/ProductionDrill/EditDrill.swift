public import Foundation
import OpenRouterSimulator
import Production

/// Times the edit of one turn as a person types it, from the start of the program to its end, with nobody to answer a call.
public struct EditDrill: Sendable {
    /// How long the script is.
    public let words: Int
    /// How long each edit took, in seconds.
    public let seconds: [Double]

    private static let slug = "the-history-of-the-transistor"

    /// Has a long script written, ends the service, and edits one turn after another.
    ///
    /// - Parameters:
    ///   - program: `castline`, as it is built.
    ///   - folder: An empty folder, which the caller removes.
    ///   - minutes: How long the episode is.
    ///   - edits: How many turns are edited.
    /// - Throws: ``DrillError`` when there is no script, or an edit is not taken over.
    public init(of program: URL, in folder: URL, minutes: Int, edits: Int) async throws {
        let home = Home(folder, program: program)
        try home.make()
        let sources = folder.appending(path: "sources")
        try SampleSources.write(to: sources)
        let simulator = try await Simulator.start()
        let line =
            "produce '\(KillDrill.topic)' --minutes \(minutes) --source '\(sources.path(percentEncoded: false))' "
            + "--until script --yes"
        let run = try await home.run(line, simulator, killed: nil)
        try await simulator.shutdown()
        guard run.status == 0 else { throw DrillError("produce ended with \(run.status): \(run.talk)") }
        let script = try JSONDecoder().decode(
            Script.self,
            from: Data(contentsOf: folder.appending(path: "episodes/\(Self.slug)/script.json"))
        )
        words = script.turns.reduce(0) { $0 + SpokenWords.count($1.text) }
        var seconds: [Double] = []
        for number in 0..<edits {
            let turn = script.turns[(number * 7 + 3) % script.turns.count]
            let edit =
                "open \(Self.slug) > /dev/null; edit script --turn \(turn.id) --say 'It was seen again, \(number).'"
            let start = ContinuousClock.now
            let run = try await home.run(edit, simulator, killed: nil)
            seconds.append((ContinuousClock.now - start) / .seconds(1))
            guard run.status == 0 else { throw DrillError("edit ended with \(run.status): \(run.talk)") }
        }
        self.seconds = seconds
    }
}
