import Foundation

extension EpisodeFolder {
    /// The revisions that are kept, oldest first.
    ///
    /// - Throws: ``ProductionError`` with `manifestBroken` or `folderNotWritable`.
    public func revisions() throws -> [Revision] {
        guard let last = try manifest().revision?.number else { return [] }
        return try guarded { try (1...last).compactMap { try versions.manifest(of: $0)?.revision } }
    }

    /// Makes the episode what it was before its last change; undone again, what it was before that.
    ///
    /// What a person has changed in a file since the last revision is the last change.
    ///
    /// - Returns: The revision whose files are there again.
    /// - Throws: ``ProductionError`` with `revisionMissing` where nothing was changed or a content is not kept; then
    ///   nothing was changed.
    func undo() throws -> Revision {
        try goBack { current in
            guard let number = current.revision?.previous else {
                throw ProductionError(
                    .revisionMissing,
                    "there is nothing to undo in \(slug)",
                    kept: "nothing was changed",
                    next: "see its revisions with: revisions"
                )
            }
            let target = try kept(number)
            return Return(to: target, action: "undo", previous: target.revision?.previous, files: EpisodeFile.allCases)
        }
    }

    /// Makes the episode, or one of its files, what it was in a revision.
    ///
    /// - Parameters:
    ///   - number: The revision.
    ///   - file: The file; `nil` for all.
    /// - Returns: The revision.
    /// - Throws: As ``undo()``.
    func revert(to number: Int, file: EpisodeFile? = nil) throws -> Revision {
        try goBack { current in
            Return(
                to: try kept(number),
                action: "revert to \(number)" + (file.map { ": \($0.name)" } ?? ""),
                previous: current.revision?.number,
                files: file.map { [$0] } ?? EpisodeFile.allCases
            )
        }
    }

    /// A text that a file had in a revision; `nil` where it had none.
    func text(_ file: EpisodeFile, in number: Int) throws -> String? {
        guard let entry = try kept(number).files[file.name] else { return nil }
        guard let data = try guarded({ try versions.content(entry.sha256) }) else { throw lost(file, number) }
        return String(decoding: data, as: UTF8.self)
    }

    private func kept(_ number: Int) throws -> Manifest {
        guard let last = try manifest().revision?.number, (1...max(last, 1)).contains(number) || number == last + 1,
            let manifest = try guarded({ try versions.manifest(of: number) })
        else {
            throw ProductionError(
                .revisionMissing,
                "\(slug) has no revision \(number)",
                kept: "nothing was changed",
                next: "see its revisions with: revisions"
            )
        }
        return manifest
    }

    private func lost(_ file: EpisodeFile, _ number: Int) -> ProductionError {
        ProductionError(
            .revisionMissing,
            "\(file.name) of revision \(number) is not kept, or was spoilt",
            kept: "nothing was changed",
            next: "go back to another revision: revisions"
        )
    }

    /// Which files become what they were.
    private struct Return {
        var to: Manifest
        var action: String
        /// What `undo` goes back to afterwards.
        var previous: Int?
        var files: [EpisodeFile]

        var isWhole: Bool { files.count == EpisodeFile.allCases.count }
    }

    /// Puts files in place as a revision had them.
    private func goBack(_ choose: (Manifest) throws -> Return) throws -> Revision {
        try guarded {
            try files.locked {
                let current = try keptManifest()
                let wish = try choose(current)
                let target = wish.to
                let number = target.revision?.number ?? 0
                var next = wish.isWhole ? target : current
                var changed: [EpisodeFile] = []
                for file in wish.files where file != .manifest && file != .ledger {
                    let wanted = target.files[file.name]
                    let there = try read(file).map { ArtefactJSON.digest($0) }
                    let isOther = wanted?.sha256 != there
                    guard isOther || wanted != current.files[file.name] else { continue }
                    if let wanted, !versions.has(wanted.sha256) {
                        throw lost(file, number)
                    }
                    if isOther { changed.append(file) }
                    guard !wish.isWhole else { continue }
                    next.files[file.name] = wanted
                    guard let maker = Phase.maker(of: file), maker.outputs == [file] else { continue }
                    next.phases[maker.rawValue] = target.phases[maker.rawValue]
                }
                try announce(
                    next,
                    (current.revision?.number ?? 0) + 1,
                    action: wish.action,
                    files: changed,
                    previous: wish.previous
                )
                _ = try rollForward()
                return target.revision ?? Revision(number: number, at: now(), action: "", files: [], previous: nil)
            }
        }
    }
}
