public import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
public import Production
import Resilience
import Storage

/// Kills the program with SIGKILL in the middle of a production, lets it resume, and compares what it made, and what it
/// paid, with a production that nobody disturbed.
///
/// The service is a simulator in this process, which outlives the program; each trial has one, and a home, of its own. The
/// program runs as it ships, with `SOURCE_DATE_EPOCH` for the time that files carry.
public struct KillDrill: Sendable {
    /// What is produced.
    public enum Work: String, Sendable, CaseIterable {
        /// From three files.
        case files
        /// From what a search finds.
        case web
        /// From three files, and spoken.
        case audio
    }

    private let program: URL
    private let folder: URL
    /// What a person types for it.
    private let lines: [Work: String]
    private let references: [Work: Production]

    static let topic = "The history of the transistor"
    private static let slug = "the-history-of-the-transistor"
    /// Calls take a while, so that most kills find some in flight.
    private static let latency = SimulatorLatency(firstToken: .uniform(.milliseconds(5)...(.milliseconds(40))))
    private static let simulatorSeed: UInt64 = 7

    /// What an undisturbed production makes, asks for and takes.
    private struct Production {
        var files: [String: Data]
        var calls: Set<String>
        var time: Duration
    }

    /// A drill over a program.
    ///
    /// - Parameters:
    ///   - program: `castline`, as it is built.
    ///   - folder: An empty folder, which the caller removes.
    ///   - works: What is produced.
    /// - Throws: ``DrillError`` when the program does not even work undisturbed, or not twice in the same way.
    public init(of program: URL, in folder: URL, works: [Work]) async throws {
        self.program = program
        self.folder = folder
        // All productions read the same files: their places are part of the brief.
        let sources = folder.appending(path: "sources")
        try SampleSources.write(to: sources)
        lines = [
            .files: "produce '\(Self.topic)' --minutes 3 --source '\(sources.path(percentEncoded: false))' --yes",
            .web: "produce '\(Self.topic)' --minutes 3 --yes",
            .audio:
                "produce '\(Self.topic)' --minutes 1 --source '\(sources.path(percentEncoded: false))' --audio --yes",
        ]
        var references: [Work: Production] = [:]
        for work in works {
            let line = lines[work] ?? ""
            let first = try await Self.undisturbed(line, program, folder.appending(path: "\(work)-1"))
            let second = try await Self.undisturbed(line, program, folder.appending(path: "\(work)-2"))
            let differing = Self.differences(first.files, second.files)
            guard differing.isEmpty else {
                throw DrillError("two undisturbed productions differ in \(differing.joined(separator: ", "))")
            }
            references[work] = Production(
                files: first.files,
                calls: first.calls,
                time: max(first.time, second.time)
            )
        }
        self.references = references
    }

    // MARK: A trial

    /// Produces, kills at one random instant or at two, resumes, and looks at what is there.
    ///
    /// - Parameters:
    ///   - work: What is produced; one of those the drill was made with.
    ///   - seed: Where the instants come from.
    ///   - share: Within which share of the time that an undisturbed production took the kills come, 0…1.
    /// - Returns: How many kills there were and what is not as it must be.
    /// - Throws: ``DrillError`` when something cannot be looked at.
    public func trial(_ work: Work, seed: UInt64, within share: Double = 1) async throws -> KillOutcome {
        guard let reference = references[work] else { throw DrillError("\(work) was not prepared") }
        var generator = SeededGenerator(seed: seed)
        let kills = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
            Home.Kill.after(reference.time * Double.random(in: 0...share, using: &generator))
        }
        return try await trial(work, reference, KillOutcome(seed: seed), in: "trial-\(seed)", kills)
    }

    /// Produces, kills as soon as a phase begins, resumes, and looks at what is there.
    ///
    /// - Parameters:
    ///   - work: What is produced; one of those the drill was made with.
    ///   - phase: The phase.
    /// - Returns: Whether it was killed and what is not as it must be.
    /// - Throws: ``DrillError`` when something cannot be looked at.
    public func trial(_ work: Work, killedIn phase: Phase) async throws -> KillOutcome {
        try await trial(work, killedSaying: "\(phase.rawValue)  \(Self.slug)")
    }

    /// Produces, kills as soon as the program says something, resumes, and looks at what is there.
    func trial(_ work: Work, killedSaying words: String) async throws -> KillOutcome {
        guard let reference = references[work] else { throw DrillError("\(work) was not prepared") }
        let name = "trial-\(words.filter { $0.isLetter || $0.isNumber })"
        return try await trial(work, reference, KillOutcome(seed: 0), in: name, [.saying(words)])
    }

    private func trial(
        _ work: Work,
        _ reference: Production,
        _ outcome: KillOutcome,
        in name: String,
        _ kills: [Home.Kill]
    ) async throws -> KillOutcome {
        let home = Home(folder.appending(path: name), program: program)
        try home.make()
        defer { home.remove() }
        return try await Simulator.withSimulator(seed: Self.simulatorSeed, latency: Self.latency) { simulator in
            var outcome = outcome
            var inFlight = 0
            for instant in kills {
                let run = try await home.run(next(work, home), simulator, killed: instant)
                guard run.wasKilled else { break }
                outcome.kills.append(home.standing(Self.slug))
                let broken = home.brokenFiles(Self.slug)
                outcome.corrupt += broken.count
                outcome.problems += broken
                inFlight += try await home.holdsInDoubt(&outcome)
            }
            guard !outcome.kills.isEmpty else { return outcome }
            let last = try await home.run(next(work, home), simulator, killed: nil)
            guard last.status == 0 else {
                outcome.problems.append("resume ended with \(last.status): \(last.talk)")
                return outcome
            }
            let found = try home.files(Self.slug)
            for name in Self.differences(reference.files, found) {
                outcome.differing.append(name)
                outcome.problems.append("\(name) is not as in an undisturbed production")
            }
            try await settle(&outcome, reference, home, simulator, inFlight: inFlight)
            return outcome
        }
    }

    /// Compares the program's books with the simulator's bill.
    private func settle(
        _ outcome: inout KillOutcome,
        _ reference: Production,
        _ home: Home,
        _ simulator: Simulator,
        inFlight: Int
    ) async throws {
        let books = try await home.books(Self.slug)
        var counts: [String: Int] = [:]
        for call in books.paid { counts[call, default: 0] += 1 }
        for (call, count) in counts.sorted(by: { $0.key < $1.key }) where count > 1 {
            outcome.paidTwice += count - 1
            outcome.problems.append("\(call) was paid \(count) times")
        }
        let strange = Set(counts.keys).symmetricDifference(reference.calls)
        if !strange.isEmpty { outcome.problems.append("other calls than undisturbed: \(strange.sorted())") }
        outcome.lost = simulator.ledger.calls - books.paid.count
        if outcome.lost > inFlight {
            outcome.problems.append("\(outcome.lost) calls were billed for nothing, and \(inFlight) were in flight")
        }
        let known = books.spent.picodollars + books.reserved.picodollars
        if known < simulator.ledger.picodollars {
            outcome.problems.append("\(simulator.ledger.picodollars) was billed, and the ledger knows of \(known)")
        }
        if !books.problems.isEmpty { outcome.problems += books.problems }
        let missing = Set(books.ids).subtracting(books.listed)
        if !missing.isEmpty { outcome.problems.append("ledger.jsonl lacks \(missing.sorted())") }
        if books.listed.count != Set(books.listed).count { outcome.problems.append("ledger.jsonl lists a call twice") }
    }

    // MARK: What is compared

    private static func undisturbed(_ line: String, _ program: URL, _ folder: URL) async throws -> Production {
        let home = Home(folder, program: program)
        try home.make()
        defer { home.remove() }
        return try await Simulator.withSimulator(seed: simulatorSeed, latency: latency) { simulator in
            let start = ContinuousClock.now
            let run = try await home.run(line, simulator, killed: nil)
            let time = ContinuousClock.now - start
            guard run.status == 0 else { throw DrillError("produce ended with \(run.status): \(run.talk)") }
            let books = try await home.books(slug)
            guard simulator.ledger.calls == books.paid.count, Set(books.paid).count == books.paid.count else {
                throw DrillError(
                    "\(simulator.ledger.calls) calls were billed, and \(books.paid.count) are in the books"
                )
            }
            return Production(files: try home.files(slug), calls: Set(books.paid), time: time)
        }
    }

    /// How a person goes on: from the beginning where there is no episode yet.
    private func next(_ work: Work, _ home: Home) -> String {
        home.standing(Self.slug) == .nothing ? lines[work] ?? "" : "resume \(Self.slug)"
    }

    private static func differences(_ expected: [String: Data], _ found: [String: Data]) -> [String] {
        Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }.sorted()
    }
}

/// What keeps a drill from being held.
public struct DrillError: Error, CustomStringConvertible {
    /// In one sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}
