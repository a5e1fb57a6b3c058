import Foundation

extension Session {
    /// Puts right what a finalized episode says, and publishes it anew under the same guid.
    ///
    /// Title, description and date of publication stay. Where a turn is changed, the script is checked again first, and
    /// published only if it is not rejected; sound is rendered again for that turn alone. What was published before is
    /// published again.
    ///
    /// - Parameters:
    ///   - statement: What was wrong and what is right, as listeners shall read it.
    ///   - change: The turn to change and its new words; `nil` where the script stays as it is.
    /// - Returns: What the phases did that ran.
    /// - Throws: ``ProductionError`` with `phaseMissing` or `correctionInvalid`, then nothing was changed; with
    ///   `notPublishable` where nobody has passed the script as it is now, then the package has the correction; whatever the
    ///   phases throw, then the correction is noted and `finalize` publishes it.
    @discardableResult
    public func correct(_ statement: String, change: (turn: String, text: String)? = nil) async throws -> [PhaseReport]
    {
        let folder = try opened()
        let statement = Prompt.oneLine(statement)
        guard 1...500 ~= statement.count else {
            throw invalid("a correction has 1 to 500 characters (is \(statement.count))", "say what is right now")
        }
        guard let publication = try? folder.value(Publication.self, of: .publication) else {
            throw ProductionError(
                .phaseMissing,
                "\(folder.slug) is not finalized, so there is nothing to correct in public",
                kept: "nothing was changed",
                next: "run: finalize"
            )
        }
        let wasPublished = try folder.manifest().release != nil
        try await holding(folder, for: "correct") {
            if let change { try replace(change.turn, by: change.text, in: folder) }
            let earlier = (try? folder.value([Correction].self, of: .corrections)) ?? []
            try folder.writeCorrections(earlier + [Correction(date: now(), statement: statement, turn: change?.turn)])
        }
        var reports: [PhaseReport] = []
        if change != nil {
            let quality = try await qa(in: folder)
            reports.append(quality)
            guard quality.verdict != .rejected || options.finalizeRejected else { return reports }
        }
        // Sound stays where nothing is said otherwise; else the engine of before renders the turn.
        let engine = change == nil ? nil : publication.audio?.kind
        reports.append(try await finalize(in: folder, audio: engine, keepsText: true))
        if wasPublished {
            do {
                try await release(folder)
            } catch var error as ProductionError where error.code == .notPublishable {
                error.kept = "the package has the correction; listeners still have the one before"
                throw error
            }
        }
        return reports
    }

    private nonisolated func replace(_ id: String, by text: String, in folder: EpisodeFolder) throws {
        var script = try folder.value(Script.self, of: .script)
        let text = Prompt.oneLine(text)
        guard !text.isEmpty else { throw invalid("the new words are empty", "say what the turn shall be") }
        for segment in script.segments.indices {
            for turn in script.segments[segment].turns.indices where script.segments[segment].turns[turn].id == id {
                script.segments[segment].turns[turn].text = text
                try folder.writeEdit(.script, ArtefactJSON.data(script), action: "correct \(id)")
                return
            }
        }
        throw invalid("the script has no turn \(id.prefix(40))", "see them with: view script")
    }

    private nonisolated func invalid(_ message: String, _ next: String) -> ProductionError {
        ProductionError(.correctionInvalid, message, kept: "nothing was changed", next: next)
    }
}
