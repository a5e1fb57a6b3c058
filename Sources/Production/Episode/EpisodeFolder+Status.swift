import Foundation
import OpenRouter

extension EpisodeFolder {
    /// How the episode is now, by the hashes of all its files.
    ///
    /// - Throws: ``ProductionError`` with `manifestBroken`, `fileMissing` or `fileBroken` for the brief.
    public func status() throws -> EpisodeStatus {
        let manifest = try manifest()
        let brief = try value(Brief.self, of: .brief)
        var digests: [String: String] = [:]
        var listed: [EpisodeStatus.File] = []
        for file in EpisodeFile.allCases where file != .manifest {
            guard let data = try read(file) else { continue }
            let digest = ArtefactJSON.digest(data)
            digests[file.name] = digest
            let entry = manifest.files[file.name]
            listed.append(
                EpisodeStatus.File(
                    name: file.name,
                    sizeBytes: data.count,
                    sha256: digest,
                    phase: entry?.phase,
                    isEdited: file != .ledger && entry?.sha256 != digest
                )
            )
        }
        var phases: [Phase: PhaseState] = [:]
        for phase in Phase.allCases { phases[phase] = state(of: phase, manifest, digests) }
        let outline = try? value(Outline.self, of: .outline)
        let report = phases[.qa] == .done ? try? value(QualityReport.self, of: .quality) : nil
        return EpisodeStatus(
            slug: slug,
            title: outline?.title ?? brief.topic,
            folder: url,
            brief: brief,
            phases: phases,
            spent: try spent(),
            verdict: report?.verdict,
            files: listed,
            degradations: Phase.allCases.flatMap { manifest.phases[$0.rawValue]?.degradations ?? [] }
        )
    }

    private func state(of phase: Phase, _ manifest: Manifest, _ digests: [String: String]) -> PhaseState {
        guard let run = manifest.phases[phase.rawValue] else { return .missing }
        let isWhole = run.files.allSatisfy { digests[$0] != nil }
        let isCurrent = phase.inputs.allSatisfy { digests[$0.name] == run.inputs[$0.name] }
        // What a stale phase made is no ground for a later one, even where its files happen to be the same.
        let earlier = Phase.allCases.prefix { $0 != phase }
        let isGrounded = earlier.allSatisfy { state(of: $0, manifest, digests) == .done }
        return isWhole && isCurrent && isGrounded ? .done : .stale
    }

    /// Names the episode in the journal of finished steps: another one made later under the same name is another.
    func journal() throws -> String {
        let manifest = try manifest()
        return "\(manifest.slug)@\(Int64(manifest.created.timeIntervalSince1970))"
    }

    /// The calls that the ledger has.
    func ledgerCalls() throws -> Set<String> {
        struct Line: Decodable { var id: String? }
        guard let data = try read(.ledger) else { return [] }
        return Set(
            data.split(separator: UInt8(ascii: "\n")).compactMap {
                (try? JSONDecoder().decode(Line.self, from: Data($0)))?.id
            }
        )
    }

    /// What the ledger's calls cost; a last line that a crash cut short is left out.
    private func spent() throws -> USD {
        struct Line: Decodable { var cost: USD? }
        guard let data = try read(.ledger) else { return .zero }
        return data.split(separator: UInt8(ascii: "\n")).reduce(.zero) { sum, line in
            sum + ((try? JSONDecoder().decode(Line.self, from: Data(line)))?.cost ?? .zero)
        }
    }
}
