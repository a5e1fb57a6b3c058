extension EpisodeFolder {
    /// What ``recover()`` found.
    public struct Recovery: Hashable, Sendable, Codable {
        /// Files that are known to be as they were made.
        public var restored: [String]
        /// Files that are there, but of which nothing is known; they count as edited.
        public var unknown: [String]
        /// The phases that are listed again.
        public var phases: [Phase]
        /// The name under which the broken manifest is kept; `nil` when it was whole.
        public var setAside: String?
    }

    /// Rebuilds a broken manifest from the files that are there.
    ///
    /// A file's hash is *known* where the broken manifest's text or the hidden copy of the manifest holds it; where the copy is
    /// gone too, the last revision stands in. A phase is
    /// listed again when all its files have known hashes; it is stale where an input has none. Approvals and the number of
    /// the last revision are the copy's. Nothing is deleted.
    ///
    /// - Throws: ``ProductionError`` with `folderNotWritable`.
    public func recover() throws -> Recovery {
        try guarded {
            try files.locked {
                let brokenText = try files.read(EpisodeFile.manifest.name)
                let wasBroken = (try? manifest()) == nil
                let copyData = try files.read(Self.manifestCopy)
                let copy =
                    copyData.flatMap { try? ArtefactJSON.value(Manifest.self, from: $0).upgraded() }
                    ?? versions.latest()
                let knowledge = [brokenText, copyData].compactMap(\.self).map {
                    String(decoding: $0, as: UTF8.self)
                }
                var rebuilt = Manifest(slug: slug, created: copy?.created ?? now())
                rebuilt.approvals = copy?.approvals
                rebuilt.preapproved = copy?.preapproved
                rebuilt.release = copy?.release
                rebuilt.revision = copy?.revision
                var recovery = Recovery(restored: [], unknown: [], phases: [], setAside: nil)
                for file in EpisodeFile.allCases where file != .manifest {
                    guard let data = try files.read(file.name) else { continue }
                    let digest = ArtefactJSON.digest(data)
                    let isKnown = copy?.files[file.name]?.sha256 == digest || file == .ledger
                    if isKnown || knowledge.contains(where: { $0.contains(digest) }) {
                        let phase =
                            copy?.files[file.name]?.phase ?? Phase.maker(of: file)
                        rebuilt.files[file.name] = entry(data, phase)
                        recovery.restored.append(file.name)
                    } else {
                        recovery.unknown.append(file.name)
                    }
                }
                for phase in Phase.allCases where phase.outputs.allSatisfy({ rebuilt.files[$0.name] != nil }) {
                    let inputs = phase.inputs.compactMap { file in
                        rebuilt.files[file.name].map { (file.name, $0.sha256) }
                    }
                    let last = copy?.phases[phase.rawValue]
                    rebuilt.phases[phase.rawValue] = Manifest.Run(
                        generatedAt: last?.generatedAt ?? now(),
                        inputs: last?.inputs ?? Dictionary(uniqueKeysWithValues: inputs),
                        files: EpisodeFile.allCases.filter { rebuilt.files[$0.name]?.phase == phase }.map(\.name),
                        degradations: last?.degradations ?? [],
                        units: last?.units
                    )
                    recovery.phases.append(phase)
                }
                if wasBroken, brokenText != nil { recovery.setAside = try setAside(.manifest, as: "broken") }
                try put(rebuilt, at: Self.manifestCopy)
                try put(rebuilt, at: EpisodeFile.manifest.name)
                try files.remove(Self.nextManifest)
                try files.sync()
                return recovery
            }
        }
    }
}
