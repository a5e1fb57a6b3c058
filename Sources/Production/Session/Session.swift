public import Foundation
public import Gateway
public import OpenRouter
import Synchronization

/// The work on episodes: opens them, runs their phases, tells what happens.
///
/// A phase runs as a child of the task that asked for it: cancelling that task cancels exactly that phase, and what was
/// made is kept. One phase at a time runs on an episode.
public actor Session {
    /// Where all calls go.
    public nonisolated let gateway: Gateway
    /// The folder that holds the episodes' folders.
    public nonisolated let episodesFolder: URL
    /// Models and limits.
    public nonisolated let options: Options
    nonisolated let hub = EventHub()
    let now: @Sendable () -> Date
    let clock: any Clock<Duration> & Sendable
    private nonisolated let lastKnown = Mutex<EpisodeStatus?>(nil)
    private var folder: EpisodeFolder?
    /// The show that new episodes are made under.
    var showInUse: String?
    /// What is done with episodes just now, by their names.
    private var busy: [String: String] = [:]

    /// A session over a folder of episodes, with none of them open.
    ///
    /// - Parameters:
    ///   - gateway: Where all calls go.
    ///   - episodes: The folder that holds the episodes' folders; made when the first episode is.
    ///   - options: Models and limits.
    ///   - clock: What time limits and durations are measured on.
    ///   - now: The time of day, for what is written.
    public init(
        gateway: Gateway,
        episodes: URL,
        options: Options = Options(),
        clock: any Clock<Duration> & Sendable = ContinuousClock(),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.gateway = gateway
        self.options = options
        self.clock = clock
        self.now = now
        episodesFolder = episodes
    }

    /// Everything that happens from now on, in order; a stream for each reader.
    ///
    /// A reader that falls more than 4,096 events behind loses the oldest ones.
    public nonisolated func events() -> AsyncStream<SessionEvent> { hub.subscribe() }

    /// Hands on what happens in the gateway, asks anew for stale answers and for bills that are not known, until its task is
    /// cancelled.
    ///
    /// Run it once, beside the session's use.
    public nonisolated func run() async {
        await withTaskGroup { group in
            group.addTask { await self.gateway.refreshStaleAnswers() }
            group.addTask { await self.gateway.reconcileContinuously() }
            for await event in gateway.events {
                if case .callSettled(let record) = event {
                    hub.publish(.callSettled(record))
                } else {
                    hub.publish(.gateway(event))
                }
            }
            group.cancelAll()
        }
    }

    /// The open episode as it was last known: no waiting, no reading of files.
    public nonisolated var openEpisode: EpisodeStatus? { lastKnown.withLock(\.self) }

    /// The script of the open episode as it is on the disk; `nil` where there is none that can be read.
    public nonisolated func openScript() -> Script? {
        guard let status = openEpisode else { return nil }
        return try? EpisodeFolder(status.folder, now: now).value(Script.self, of: .script)
    }

    // MARK: Episodes

    /// Makes an episode and opens it.
    ///
    /// - Parameters:
    ///   - brief: What it shall be.
    ///   - sources: Where its sources are, so that its research can be resumed from anywhere; empty to search the web.
    ///   - author: Who has agreed to the brief; `nil` where it waits for an approval.
    ///   - preapproved: What is agreed to beforehand.
    /// - Returns: The episode.
    /// - Throws: ``ProductionError`` with `briefInvalid` or `folderNotWritable`; then nothing was made.
    @discardableResult
    public func create(
        _ brief: Brief,
        sources: [String] = [],
        approvedBy author: Approval.Author? = nil,
        preapproved: [Approval.Subject: Approval.Author] = [:]
    ) throws -> EpisodeStatus {
        var brief = try BriefRules.checked(brief)
        if !sources.isEmpty {
            brief.sources = sources.map { place in
                place.contains("://") ? place : URL(filePath: place).standardizedFileURL.path(percentEncoded: false)
            }
        }
        if let show = brief.show?.slug { _ = try ShowFolder.open(show, in: episodesFolder) }
        let folder = try EpisodeFolder.create(brief, in: episodesFolder, now: now) { manifest in
            if let author { try manifest.approve(brief, as: author, at: now()) }
            if !preapproved.isEmpty {
                manifest.preapproved = Dictionary(uniqueKeysWithValues: preapproved.map { ($0.key.rawValue, $0.value) })
            }
        }
        self.folder = folder
        return try refresh(folder)
    }

    /// Opens an episode by the name of its folder.
    @discardableResult
    public func open(_ slug: String) throws -> EpisodeStatus {
        let candidate = try EpisodeFolder.open(slug, in: episodesFolder, now: now)
        let status = try candidate.status()
        folder = candidate
        lastKnown.withLock { $0 = status }
        return status
    }

    /// All episodes, by name; one whose files cannot be read is left out, with a notice.
    public func episodes() throws -> [EpisodeStatus] {
        EpisodeFolder.slugs(in: episodesFolder).compactMap { slug in
            do {
                return try EpisodeFolder.open(slug, in: episodesFolder, now: now).status()
            } catch {
                hub.publish(.notice("\(slug) is left out: \((error as? ProductionError)?.message ?? "\(error)")"))
                return nil
            }
        }
    }

    /// The open episode as it is now; `nil` when none is open.
    public func status() throws -> EpisodeStatus? { try folder.map(refresh) }

    /// An episode as it is now, by the name of its folder; the open one stays open.
    public func status(of slug: String) throws -> EpisodeStatus {
        try EpisodeFolder.open(slug, in: episodesFolder, now: now).status()
    }

    /// Rebuilds the broken manifest of an episode from its files, and opens it.
    ///
    /// - Throws: ``ProductionError`` with `unknownEpisode`; `busy` while anybody works on the episode, whose manifest is
    ///   being written then.
    @discardableResult
    public func recover(_ slug: String) async throws -> EpisodeFolder.Recovery {
        guard EpisodeFolder.slugs(in: episodesFolder).contains(slug) else {
            throw ProductionError(.unknownEpisode, "there is no episode \(slug)", next: "list them with: episodes")
        }
        let candidate = EpisodeFolder(episodesFolder.appending(path: slug, directoryHint: .isDirectory), now: now)
        return try await holding(candidate, for: "recover") {
            let recovery = try candidate.recover()
            let status = try candidate.status()
            folder = candidate
            lastKnown.withLock { $0 = status }
            return recovery
        }
    }

    /// A file of the open episode, by its name, or by a short one such as `script` or `outline` as a person reads it.
    public func artefact(_ name: String) throws -> Artefact {
        let folder = try opened()
        let present = EpisodeFile.allCases.filter { ((try? folder.read($0)) ?? nil) != nil }
        guard let file = Artefact.files(for: name).first(where: present.contains) else {
            throw ProductionError(
                .fileMissing,
                "the episode \(folder.slug) has no \(name.prefix(80))",
                next: "it has: \(present.map(\.name).joined(separator: ", "))"
            )
        }
        guard file != .audio else {
            throw ProductionError(
                .fileBroken,
                "\(file.name) is sound and not text",
                next: "listen to \(folder.url.appending(path: file.name).path(percentEncoded: false))"
            )
        }
        if name != file.name, let text = try? readable(file, in: folder) {
            return Artefact(name: file.name, mediaType: "text/markdown", text: text)
        }
        return Artefact(name: file.name, mediaType: file.mediaType, text: try folder.text(file))
    }

    /// A file that programs read, as a person reads it; `nil` where it is to be read as it is.
    private nonisolated func readable(_ file: EpisodeFile, in folder: EpisodeFolder) throws -> String? {
        switch file {
        case .outline:
            let notes = (try? folder.research())?.notes ?? []
            return ReadableText.of(try folder.value(Outline.self, of: .outline), notes: notes)
        case .script: return ScriptText.markdown(try folder.value(Script.self, of: .script), showsIDs: true)
        case .notes: return ReadableText.of(try folder.research())
        case .sources:
            let research = try folder.research()
            return ReadableText.of(research.sources, notes: research.notes)
        default: return nil
        }
    }

    // MARK: One phase

    func perform(
        _ phase: Phase,
        in folder: EpisodeFolder,
        isFresh: Bool = false,
        speaking: SpeechEngineKind? = nil,
        _ work: (PhaseRun, EpisodeFolder) async throws -> [EpisodeFile: Data]
    ) async throws -> PhaseReport {
        try await holding(folder, for: phase.rawValue) {
            try await performAlone(phase, in: folder, isFresh: isFresh, speaking: speaking, work)
        }
    }

    /// Does some work on an episode while nobody else does any, in this process or another.
    ///
    /// - Throws: ``ProductionError`` with `busy`, which says who holds it; what the work throws.
    func holding<Value>(
        _ folder: EpisodeFolder,
        for work: String,
        _ body: () async throws -> Value
    ) async throws -> Value {
        if let running = busy[folder.slug] {
            throw ProductionError(
                .busy,
                "\(running) is running on \(folder.slug)",
                next: "wait for it, or cancel it"
            )
        }
        busy[folder.slug] = work
        defer { busy[folder.slug] = nil }
        return try await EpisodeLock(episode: folder.url).whileHeld(for: work, at: now(), body)
    }

    private func performAlone(
        _ phase: Phase,
        in folder: EpisodeFolder,
        isFresh: Bool,
        speaking: SpeechEngineKind?,
        _ work: (PhaseRun, EpisodeFolder) async throws -> [EpisodeFile: Data]
    ) async throws -> PhaseReport {
        let stopwatch = Stopwatch(clock)
        let journal = try folder.journal()
        if isFresh { try await gateway.forgetSteps(of: journal, phase: phase.rawValue) }
        let run = makeRun(
            phase,
            of: folder.slug,
            journal: journal,
            isFresh: isFresh,
            knownCalls: try folder.ledgerCalls(),
            typed: (try? folder.value(Brief.self, of: .brief)).map(\.typed) ?? []
        ) { try folder.appendLedger(JSONValue.compactText(of: $0)) }
        let inputs = try folder.inputs(of: phase)
        try folder.checkWritable()
        hub.publish(.phaseStarted(phase, episode: folder.slug, estimate: await estimate(phase, run, folder, speaking)))
        let files = try await work(run, folder)
        try Task.checkCancellation()
        let replaced = try folder.commit(
            phase,
            files,
            inputs: inputs,
            degradations: run.degradations,
            units: run.units
        )
        for sentence in replaced { run.warn(sentence) }
        let status = try refresh(folder)
        let report = PhaseReport(
            phase: phase,
            episode: folder.slug,
            files: EpisodeFile.allCases.filter { files[$0] != nil }.map(\.name),
            calls: run.calls,
            cost: run.cost,
            seconds: stopwatch.elapsed / .seconds(1),
            degradations: run.degradations,
            warnings: run.warnings,
            verdict: phase == .qa ? status.verdict : nil
        )
        hub.publish(.phaseFinished(report))
        return report
    }

    private func makeRun(
        _ phase: Phase,
        of episode: String,
        journal: String? = nil,
        isFresh: Bool = false,
        knownCalls: Set<String> = [],
        typed: [String],
        record: @escaping @Sendable (LedgerLine) throws -> Void
    ) -> PhaseRun {
        PhaseRun(
            phase: phase,
            episode: episode,
            gateway: gateway,
            chain: options.models(of: phase),
            timeLimit: options.callTimeLimit,
            typed: typed,
            journal: journal,
            isFresh: isFresh,
            knownCalls: knownCalls,
            hub: hub,
            now: now,
            record: record
        )
    }

    /// The most that phases of a brief may cost, corrections apart, from the calls that are known beforehand.
    ///
    /// - Parameters:
    ///   - phases: The phases that are to run; without research among them, the notes of the open episode count.
    ///   - brief: What the episode shall be.
    ///   - speaking: Who renders sound at the end; `nil` where nobody does.
    /// - Returns: The worst case; `nil` where a price is unknown.
    /// - Throws: ``ProductionError`` with `briefInvalid`.
    public func worstCase(
        of phases: [Phase],
        for brief: Brief,
        speaking: SpeechEngineKind? = nil
    ) async throws -> USD? {
        // What has not been researched yet is taken to be as much as usual.
        let prices = try await estimate(phases, for: phases.contains(.research) ? brief : nil, speaking: speaking)
        return prices.reduce(USD.zero as USD?) { sum, price in
            sum.flatMap { sum in price.worstCase.map { sum + $0 } }
        }
    }

    /// The worst case of a phase's calls, from those that are known before it runs.
    private func estimate(
        _ phase: Phase,
        _ run: PhaseRun,
        _ folder: EpisodeFolder,
        _ speaking: SpeechEngineKind?
    ) async -> USD? {
        guard let brief = try? folder.value(Brief.self, of: .brief) else { return nil }
        let research = (try? folder.research()) ?? Research(questions: [], sources: [], notes: [])
        var estimate = PhaseEstimate(run: run, brief: brief, research: research, options: options)
        estimate.speaking = speaking
        estimate.script = try? folder.value(Script.self, of: .script)
        return await estimate.worstCase(of: phase)
    }

    func opened() throws -> EpisodeFolder {
        guard let folder else {
            throw ProductionError(
                .noEpisode,
                "no episode is open",
                next: "open one with: open NAME, or make one: research TOPIC"
            )
        }
        return folder
    }

    func refresh(_ folder: EpisodeFolder) throws -> EpisodeStatus {
        let status = try folder.status()
        // A phase may go on after another episode was opened.
        if folder.url == self.folder?.url { lastKnown.withLock { $0 = status } }
        return status
    }
}
