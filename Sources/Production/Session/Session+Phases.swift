import Foundation
import Gateway
import OpenRouter

extension Session {
    /// Finds sources and takes notes.
    ///
    /// - Parameters:
    ///   - sources: Paths of files or folders, and addresses; empty for those of the brief, and for the web without any.
    ///   - brief: Makes and opens a new episode first, which this orders; `nil` for the open one.
    ///   - isFresh: Whether answers of earlier runs will not do.
    /// - Returns: What was done.
    /// - Throws: ``ProductionError``, `GatewayError`, `CancellationError`; what was made before is kept.
    @discardableResult
    public func research(
        sources: [String],
        into brief: Brief? = nil,
        isFresh: Bool = false
    ) async throws -> PhaseReport {
        if let brief {
            let checked = try BriefRules.checked(brief)
            // Sources are read before anything is made: a wrong path leaves no empty episode behind.
            let read = try await read(sources)
            try create(checked, sources: sources, approvedBy: .order)
            return try await research(read, in: try opened(), isFresh: isFresh)
        }
        let folder = try opened()
        let places = sources.isEmpty ? try folder.value(Brief.self, of: .brief).sources ?? [] : sources
        return try await research(try await read(places), in: folder, isFresh: isFresh)
    }

    private func read(_ locations: [String]) async throws -> [Source] {
        try await SourceReader(limits: options.sourceLimits, now: now, clock: clock).sources(at: locations)
    }

    private func research(
        _ sources: [Source],
        in folder: EpisodeFolder,
        isFresh: Bool = false
    ) async throws -> PhaseReport {
        try await perform(.research, in: folder, isFresh: isFresh) { [options, now] run, folder in
            let phase = ResearchPhase(
                run: run,
                brief: try folder.value(Brief.self, of: .brief),
                options: options,
                now: now
            )
            let research = try await phase.research(sources)
            return [
                .sources: try ArtefactJSON.data(SourcesFile(sources: research.sources)),
                .notes: try ArtefactJSON.data(
                    NotesFile(
                        questions: research.questions,
                        perspectives: research.perspectives,
                        notes: research.notes,
                        conflicts: research.conflicts
                    )
                ),
            ]
        }
    }

    /// Writes the outline.
    @discardableResult
    public func outline(isFresh: Bool = false) async throws -> PhaseReport {
        try await outline(in: opened(), isFresh: isFresh)
    }

    private func outline(in folder: EpisodeFolder, isFresh: Bool = false) async throws -> PhaseReport {
        try await perform(.outline, in: folder, isFresh: isFresh) { run, folder in
            let brief = try folder.value(Brief.self, of: .brief)
            let phase = OutlinePhase(run: run, brief: brief, research: try folder.research())
            return [.outline: try ArtefactJSON.data(try await phase.write())]
        }
    }

    /// Writes the script of the outline.
    ///
    /// Segments whose plan, notes and brief have not changed stay as they are, and locked turns always do.
    ///
    /// - Parameters:
    ///   - segments: Ids of segments that are written anew in any case.
    ///   - isFresh: Whether answers of earlier runs will not do; without segments, all of them are written anew.
    /// - Returns: What was done.
    /// - Throws: ``ProductionError`` with `phaseMissing` without an outline, `editInvalid` for a segment that is none;
    ///   `GatewayError`, `CancellationError`; what was made before is kept.
    @discardableResult
    public func script(anew segments: [String] = [], isFresh: Bool = false) async throws -> PhaseReport {
        try await script(in: opened(), anew: segments, isFresh: isFresh)
    }

    private func script(
        in folder: EpisodeFolder,
        anew segments: [String] = [],
        isFresh: Bool = false
    ) async throws -> PhaseReport {
        try await perform(.script, in: folder, isFresh: isFresh) { run, folder in
            let outline = try folder.value(Outline.self, of: .outline)
            let known = outline.segments.map(\.id)
            if let stranger = segments.first(where: { !known.contains($0) }) {
                throw ProductionError(
                    .editInvalid,
                    "the outline has no segment \(stranger.prefix(40))",
                    kept: "nothing was changed",
                    next: "it has: \(known.joined(separator: ", "))"
                )
            }
            var earlier = EarlierScript()
            if try folder.read(.script) != nil {
                do {
                    earlier.script = try folder.value(Script.self, of: .script)
                    earlier.units = try folder.manifest().phases[Phase.script.rawValue]?.units ?? [:]
                } catch let error as ProductionError where error.code == .fileBroken {
                    run.warn("\(error.message); it is written anew")
                }
            }
            earlier.anew = segments.isEmpty && isFresh ? nil : Set(segments)
            let phase = ScriptPhase(
                run: run,
                brief: try folder.value(Brief.self, of: .brief),
                outline: outline,
                research: try folder.research(),
                earlier: earlier
            )
            return [.script: try ArtefactJSON.data(try await phase.write())]
        }
    }

    /// Runs the checks and asks the judge.
    ///
    /// A rejection is no error: the report's verdict says so.
    ///
    /// - Parameters:
    ///   - isJudged: Whether a judge is asked; without one nothing is sent, and the verdict is at best `unjudged`.
    ///   - isFresh: Whether answers of earlier runs will not do.
    /// - Returns: What was done.
    /// - Throws: ``ProductionError``, `GatewayError`, `CancellationError`; what was made before is kept.
    @discardableResult
    public func qa(isJudged: Bool = true, isFresh: Bool = false) async throws -> PhaseReport {
        try await qa(in: opened(), isJudged: isJudged, isFresh: isFresh)
    }

    func qa(in folder: EpisodeFolder, isJudged: Bool = true, isFresh: Bool = false) async throws -> PhaseReport {
        try await perform(.qa, in: folder, isFresh: isFresh) { run, folder in
            let phase = QualityPhase(
                run: run,
                brief: try folder.value(Brief.self, of: .brief),
                research: try folder.research(),
                outline: try folder.value(Outline.self, of: .outline),
                script: try folder.value(Script.self, of: .script),
                isJudged: isJudged
            )
            let report = try await phase.report()
            let text = report.markdown(title: phase.script.title, notes: phase.research.notes)
            return [.quality: try ArtefactJSON.data(report), .qualityText: Data(text.utf8)]
        }
    }

    /// Makes a new episode from beginning to end: research → outline → script → qa → finalize.
    ///
    /// A rejected episode is not finalized unless the options say so: then the last report is that of the quality check,
    /// with its verdict, and everything made is kept. Opening another episode meanwhile changes nothing about this one.
    ///
    /// - Parameters:
    ///   - brief: What it shall be.
    ///   - sources: Paths of files or folders, and addresses; empty to search the web.
    ///   - audio: Who renders sound; `nil` to make none.
    ///   - last: The last phase that runs.
    ///   - agreement: How the outline is agreed to.
    /// - Returns: What was done, a report a phase.
    /// - Throws: ``ProductionError`` with `notApproved` where somebody was asked and did not agree; whatever phases throw.
    @discardableResult
    public func produce(
        _ brief: Brief,
        sources: [String],
        audio: SpeechEngineKind? = nil,
        until last: Phase = .finalize,
        agreement: Agreement = .order
    ) async throws -> [PhaseReport] {
        try await gateway.check(Phase.allCases.map { options.models(of: $0) })
        var checked = try BriefRules.checked(brief)
        // Whoever resumes makes what was ordered.
        checked.audio = audio
        let read = try await read(sources)
        var preapproved: [Approval.Subject: Approval.Author] = [:]
        // Who stops before the script wants to see the outline.
        if ![.research, .outline].contains(last), let author = agreement.author { preapproved[.outline] = author }
        try create(checked, sources: sources, approvedBy: agreement.author ?? .order, preapproved: preapproved)
        let folder = try opened()
        let first = try await research(read, in: folder)
        return [first] + (try await goOn(with: folder, audio: audio, until: last, agreement))
    }

    /// Goes on with an episode where it stands, to the end: what was finished before is neither asked nor paid for again.
    ///
    /// A phase runs where it is missing or stale, and sound is rendered where there was some. A rejected episode is not finalized, as in
    /// ``produce(_:sources:audio:until:agreement:)``, unless its report was approved.
    ///
    /// - Parameters:
    ///   - last: The last phase that runs.
    ///   - agreement: How what waits for an approval is agreed to.
    /// - Returns: What was done, a report a phase; empty where everything is done.
    /// - Throws: ``ProductionError`` with `notApproved`; whatever the phases throw.
    @discardableResult
    public func resume(until last: Phase = .finalize, agreement: Agreement = .none) async throws -> [PhaseReport] {
        try await goOn(with: opened(), audio: nil, until: last, agreement)
    }

    private func goOn(
        with folder: EpisodeFolder,
        audio: SpeechEngineKind?,
        until last: Phase,
        _ agreement: Agreement
    ) async throws -> [PhaseReport] {
        var reports: [PhaseReport] = []
        for phase in Phase.allCases {
            let status = try refresh(folder)
            if status.state(of: phase) != .done {
                try await pass(before: phase, in: folder, agreement)
                switch phase {
                case .research:
                    reports.append(try await research(try await read(status.brief.sources ?? []), in: folder))
                case .outline: reports.append(try await outline(in: folder))
                case .script: reports.append(try await script(in: folder))
                case .qa: reports.append(try await qa(in: folder))
                case .finalize:
                    let isApproved = status.approvals[.qa] != nil || options.finalizeRejected
                    guard status.verdict != .rejected || isApproved else { return reports }
                    reports.append(try await finalize(in: folder, audio: audio ?? folder.speaking()))
                }
            }
            if phase == last { break }
        }
        return reports
    }
}
