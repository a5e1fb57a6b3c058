import Foundation

/// How files are written, so that a crash at any instant leaves the old state or the new one.
extension EpisodeFolder {
    static let nextManifest = ".manifest.next"
    /// The manifest once more, for the case that something else spoils the one that people see.
    static let manifestCopy = ".manifest.copy"
    static let unfinishedManifest = ".manifest.unfinished"

    /// Writes files and makes a revision of it.
    func change(
        _ contents: [EpisodeFile: Data],
        phase: Phase? = nil,
        action: String,
        _ record: (inout Manifest) throws -> Void
    ) throws -> [String] {
        precondition(contents[.manifest] == nil && contents[.ledger] == nil, "the folder writes these itself")
        return try guarded { try files.locked { try changeLocked(contents, phase: phase, action: action, record) } }
    }

    /// Does what ``change(_:phase:action:_:)`` does, in a folder that is locked.
    func changeLocked(
        _ contents: [EpisodeFile: Data],
        phase: Phase?,
        action: String,
        _ record: (inout Manifest) throws -> Void
    ) throws -> [String] {
        let old = try keptManifest()
        var manifest = old
        if let phase {
            for (name, entry) in old.files where entry.phase == phase { manifest.files[name] = nil }
        }
        for (file, data) in contents {
            let entry = entry(data, phase)
            try versions.keep(data, as: entry.sha256)
            manifest.files[file.name] = entry
        }
        try record(&manifest)
        let changed = EpisodeFile.allCases.filter { file in
            let isSame = manifest.files[file.name]?.sha256 == old.files[file.name]?.sha256
            return file != .ledger && !(isSame && (contents[file] == nil || files.exists(file.name)))
        }
        let number = (old.revision?.number ?? 0) + 1
        try announce(manifest, number, action: action, files: changed, previous: old.revision?.number)
        let asides = try rollForward()
        guard phase != nil else { return asides }
        let replaced = changed.filter { file in
            let before = old.files[file.name]
            return before?.isEdited == true && before?.sha256 != manifest.files[file.name]?.sha256
        }
        return asides
            + replaced.map {
                "\($0.name) was edited, and was replaced: `revert \(number - 1)` brings the edit back"
            }
    }

    /// The manifest, with everything kept that is in the folder now: a file that a person has changed since the last
    /// revision makes one of its own.
    func keptManifest() throws -> Manifest {
        _ = try rollForward()
        var manifest = try manifest()
        let isOld = manifest.revision == nil && !manifest.files.isEmpty
        var edited: [EpisodeFile] = []
        for file in EpisodeFile.allCases where file != .manifest && file != .ledger {
            guard let data = try read(file) else { continue }
            let digest = ArtefactJSON.digest(data)
            let known = manifest.files[file.name]
            guard digest != known?.sha256 || isOld else { continue }
            try versions.keep(data, as: digest)
            guard digest != known?.sha256 else { continue }
            edited.append(file)
            manifest.files[file.name] = Manifest.Entry(
                sha256: digest,
                sizeBytes: data.count,
                phase: known?.phase,
                generatedAt: now(),
                isEdited: true
            )
        }
        guard isOld || !edited.isEmpty else { return manifest }
        let last = manifest.revision?.number
        manifest.revision = Revision(
            number: (last ?? 0) + 1,
            at: now(),
            action: edited.isEmpty ? "as it was" : "by hand",
            files: edited.map(\.name),
            previous: last
        )
        try versions.keep(manifest)
        return manifest
    }

    /// Announces a state of the folder as a revision, which ``rollForward()`` then makes true.
    func announce(
        _ manifest: Manifest,
        _ number: Int,
        action: String,
        files changed: [EpisodeFile],
        previous: Int?
    ) throws {
        var manifest = manifest
        manifest.revision = Revision(
            number: number,
            at: now(),
            action: action,
            files: changed.map(\.name),
            previous: previous
        )
        if let data = try read(.ledger) { manifest.files[EpisodeFile.ledger.name] = entry(data, nil) }
        try versions.keep(manifest)
        try versions.sync()
        try put(manifest, at: Self.nextManifest)
        try files.sync()
    }

    func entry(_ data: Data, _ phase: Phase?) -> Manifest.Entry {
        Manifest.Entry(sha256: ArtefactJSON.digest(data), sizeBytes: data.count, phase: phase, generatedAt: now())
    }

    private static func next(_ file: EpisodeFile) -> String { ".\(file.name).next" }

    func finishInterrupted() throws {
        guard files.exists(Self.nextManifest) else { return }
        try guarded { _ = try files.locked { try rollForward() } }
    }

    /// Carries out what `.manifest.next` announces; does nothing where there is none.
    ///
    /// - Returns: A sentence for each file that was edited in this very moment, and set aside.
    func rollForward() throws -> [String] {
        guard let data = try files.read(Self.nextManifest) else { return [] }
        let next = try ArtefactJSON.value(Manifest.self, from: data)
        let old = try? manifest()
        var asides: [String] = []
        for file in EpisodeFile.allCases where file != .manifest && file != .ledger {
            guard next.revision?.files.contains(file.name) ?? true else { continue }
            let known = old?.files[file.name]?.sha256
            let current = try files.read(file.name).map { ArtefactJSON.digest($0) }
            let announced = next.files[file.name]?.sha256
            guard current != announced else { continue }
            if let announced, try !prepare(file, announced) { continue }
            if let current, current != known, !versions.has(current) {
                let name = try setAside(file, as: "edited")
                asides.append("\(file.name) was edited, and was replaced: it is kept as \(name)")
            }
            if announced != nil {
                try files.rename(Self.next(file), to: file.name)
            } else {
                try files.remove(file.name)
            }
        }
        try files.sync()
        try put(next, at: Self.manifestCopy)
        try files.rename(Self.nextManifest, to: EpisodeFile.manifest.name)
        try files.sync()
        return asides
    }

    /// Writes a content that is kept as `.NAME.next`.
    ///
    /// - Returns: Whether there is such a content.
    private func prepare(_ file: EpisodeFile, _ digest: String) throws -> Bool {
        let name = Self.next(file)
        if file == .audio {
            // Sound is large and is replaced as a whole: the version and the file may be one on the disk.
            return try versions.link(digest, into: files, as: name)
        }
        guard let data = try versions.content(digest) else {
            // A crash of the program before versions were kept has left it there.
            return try files.read(name).map { ArtefactJSON.digest($0) } == digest
        }
        try files.create(name, data)
        return true
    }

    /// Writes a manifest under a name, whole or not at all.
    func put(_ manifest: Manifest, at name: String) throws {
        try files.create(Self.unfinishedManifest, ArtefactJSON.data(manifest))
        try files.rename(Self.unfinishedManifest, to: name)
    }

    func setAside(_ file: EpisodeFile, as reason: String) throws -> String {
        var number = 1
        while files.exists(file.setAside(as: reason, number: number)) { number += 1 }
        let name = file.setAside(as: reason, number: number)
        try files.rename(file.name, to: name)
        return name
    }
}
