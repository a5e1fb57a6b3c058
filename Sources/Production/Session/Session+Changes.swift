import Foundation

extension Session {
    /// A file by its name or a short one such as `script`.
    ///
    /// - Throws: ``ProductionError`` with `fileMissing` where that is no file of an episode, or one that is no text.
    public nonisolated func file(named name: String) throws -> EpisodeFile {
        guard let file = Artefact.files(for: name).last, file != .audio, file != .manifest, file != .ledger else {
            throw ProductionError(
                .fileMissing,
                "`\(name.prefix(80))` is no file of an episode that has versions",
                next: "it is one of: brief, sources, notes, outline, script, qa, or a file's name"
            )
        }
        return file
    }

    /// What was changed in the open episode: between two revisions, or without any, by hand since the last revision, or
    /// else by that.
    ///
    /// - Parameters:
    ///   - file: The file; `nil` for all that people work on.
    ///   - from: The revision before.
    ///   - to: The revision after; `nil` for the files as they are.
    /// - Returns: The files that differ.
    /// - Throws: ``ProductionError`` with `revisionMissing`.
    public func changes(in file: EpisodeFile?, from: Int?, to: Int?) throws -> [FileChange] {
        let folder = try opened()
        let files = file.map { [$0] } ?? [.brief, .notes, .outline, .script, .quality, .corrections]
        guard let last = try folder.manifest().revision?.number else { return [] }
        func changes(_ from: Int, _ to: Int?) throws -> [FileChange] {
            try files.compactMap { file in
                let before = try folder.text(file, in: from)
                let after =
                    try to.map { try folder.text(file, in: $0) }
                    ?? folder.read(file).map { String(decoding: $0, as: UTF8.self) }
                guard before != after else { return nil }
                return FileChange(
                    file: file.name,
                    from: before == nil ? nil : from,
                    to: to,
                    before: ComparedText.lines(of: file, before ?? ""),
                    after: ComparedText.lines(of: file, after ?? "")
                )
            }
        }
        if let from { return try changes(from, to) }
        if to == nil {
            let byHand = try changes(last, nil)
            if !byHand.isEmpty { return byHand }
        }
        let end = to ?? last
        return end > 1 ? try changes(end - 1, to ?? end) : []
    }
}
