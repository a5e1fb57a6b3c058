public import Foundation

extension Session {
    /// Lets a person edit a file of the open episode.
    ///
    /// The episode is held meanwhile. What the person has written is read, checked, and takes the file's place only if all
    /// of it is right; a text that is refused is kept, and the next edit goes on with it.
    ///
    /// - Parameters:
    ///   - subject: What is edited.
    ///   - isAnew: Whether a text that was not taken over before is thrown away.
    ///   - write: Changes the file that it is given, such as by running an editor; the second value says whether it holds
    ///     a text that was not taken over before.
    /// - Returns: What was changed and what follows.
    /// - Throws: ``ProductionError`` with `editInvalid`, which names lines and reasons, `fileMissing`, `busy`; what `write`
    ///   throws.
    public func edit(
        _ subject: Editable,
        anew isAnew: Bool = false,
        by write: (URL, Bool) async throws -> Void
    ) async throws -> EditReport {
        let folder = try opened()
        let drafts = Drafts(episode: folder.files.path)
        return try await holding(folder, for: "edit \(subject.rawValue)") {
            let base = Data(try folder.text(subject.file).utf8)
            let (shown, form) = shown(subject, base)
            if isAnew { try drafts.remove(subject, as: form, from: base) }
            let (path, isOld) = try drafts.open(subject, as: form, from: base, shown: shown)
            do {
                try await write(URL(filePath: path), isOld)
            } catch {
                if try drafts.text(subject, as: form, from: base) == shown {
                    try drafts.remove(subject, as: form, from: base)
                }
                throw error
            }
            guard let text = try drafts.text(subject, as: form, from: base), text != shown else {
                try drafts.remove(subject, as: form, from: base)
                return try report(subject.file, before: base, in: folder)
            }
            do {
                let report = try put(text, as: form, for: subject, in: folder)
                try drafts.remove(subject, as: form, from: base)
                return report
            } catch var error as ProductionError where error.code == .editInvalid {
                error.kept = "\(subject.file.name) is as it was, and your text is \(path)"
                error.next = "go on with it: edit \(subject.rawValue); or drop it: edit \(subject.rawValue) --discard"
                throw error
            }
        }
    }

    /// Puts a text in the place of a file of the open episode.
    ///
    /// - Parameters:
    ///   - subject: What is replaced.
    ///   - text: What it is to be.
    ///   - form: The form of the text.
    /// - Returns: What was changed and what follows.
    /// - Throws: ``ProductionError`` with `editInvalid`, which names lines and reasons, `busy`.
    public func replace(_ subject: Editable, by text: Data, as form: Editable.Form) async throws -> EditReport {
        let folder = try opened()
        return try await holding(folder, for: "edit \(subject.rawValue)") {
            try put(text, as: form, for: subject, in: folder)
        }
    }

    /// Changes turns of the open episode's script.
    ///
    /// - Parameters:
    ///   - ids: The turns.
    ///   - action: What the revision is called, such as `lock t4`.
    ///   - change: What becomes of each.
    /// - Returns: What was changed and what follows.
    /// - Throws: ``ProductionError`` with `editInvalid` where there is no such turn, or where one would be wrong; `busy`.
    public func changeTurns(
        _ ids: [String],
        action: String,
        _ change: (inout Script.Turn) -> Void
    ) async throws -> EditReport {
        let folder = try opened()
        return try await holding(folder, for: action) {
            var script = try folder.value(Script.self, of: .script)
            var missing = ids
            for segment in script.segments.indices {
                for turn in script.segments[segment].turns.indices {
                    let id = script.segments[segment].turns[turn].id
                    guard ids.contains(id) else { continue }
                    missing.removeAll { $0 == id }
                    change(&script.segments[segment].turns[turn])
                    script.segments[segment].turns[turn].text = Prompt.oneLine(
                        script.segments[segment].turns[turn].text
                    )
                }
            }
            if let stranger = missing.first {
                throw ProductionError(
                    .editInvalid,
                    "the script has no turn \(stranger.prefix(40))",
                    kept: "nothing was changed",
                    next: "see them with: view script"
                )
            }
            let text = try ArtefactJSON.data(script)
            return try put(text, as: .json, for: .script, in: folder, action: action)
        }
    }

    // MARK: Parts

    /// A file as it is edited; a script that is broken as the text it is.
    private nonisolated func shown(_ subject: Editable, _ base: Data) -> (text: Data, form: Editable.Form) {
        guard subject.form == .fountain, let script = try? ArtefactJSON.value(Script.self, from: base) else {
            return (base, .json)
        }
        return (Data(Fountain.text(of: script).utf8), .fountain)
    }

    private func put(
        _ text: Data,
        as form: Editable.Form,
        for subject: Editable,
        in folder: EpisodeFolder,
        action: String? = nil
    ) throws -> EditReport {
        let before = try folder.read(subject.file)
        let edited = try EditedText(text, as: form, for: subject, in: folder)
        guard edited.data != before else { return try report(subject.file, before: before, in: folder) }
        try folder.writeEdit(subject.file, edited.data, action: action ?? "edit \(subject.rawValue)")
        return try report(subject.file, before: before, in: folder)
    }

    private func report(_ file: EpisodeFile, before: Data?, in folder: EpisodeFolder) throws -> EditReport {
        let status = try refresh(folder)
        let after = try folder.read(file)
        let changed = EditedParts.ids(file, before, after)
        return EditReport(
            episode: folder.slug,
            file: file.name,
            isChanged: before != after,
            revision: before == after ? nil : status.revision,
            changed: changed,
            findings: before == after ? [] : try findings(at: Set(changed), file, before, folder),
            stale: status.stale,
            next: status.next
        )
    }

    /// What the checks find at what was changed, and of the whole what they did not find before.
    private nonisolated func findings(
        at places: Set<String>,
        _ file: EpisodeFile,
        _ before: Data?,
        _ folder: EpisodeFolder
    ) throws -> [QualityReport.Finding] {
        guard file == .script, let brief = try? folder.value(Brief.self, of: .brief),
            let outline = try? folder.value(Outline.self, of: .outline), let research = try? folder.research()
        else { return [] }
        func check(_ script: Script) -> [QualityReport.Finding] {
            QualityChecks.run(script, brief: brief, outline: outline, research: research).findings
        }
        let old = before.flatMap { try? ArtefactJSON.value(Script.self, from: $0) }.map(check) ?? []
        return check(try folder.value(Script.self, of: .script)).filter { finding in
            finding.place.map(places.contains) ?? false
                || !old.contains { $0.check == finding.check && $0.place == finding.place }
        }
    }
}
