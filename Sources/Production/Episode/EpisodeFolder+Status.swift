import Foundation
import OpenRouter

extension EpisodeFolder {
    /// How the episode is now, by the hashes of all its files.
    ///
    /// - Throws: ``ProductionError`` with `manifestBroken`, `fileMissing` or `fileBroken` for the brief.
    public func status() throws -> EpisodeStatus {
        let manifest = try manifest()
        let brief = try value(Brief.self, of: .brief)
        var contents: [EpisodeFile: Data] = [:]
        var listed: [EpisodeStatus.File] = []
        for file in EpisodeFile.allCases where file != .manifest {
            guard let data = try read(file) else { continue }
            let digest = ArtefactJSON.digest(data)
            contents[file] = data
            let entry = manifest.files[file.name]
            listed.append(
                EpisodeStatus.File(
                    name: file.name,
                    sizeBytes: data.count,
                    sha256: digest,
                    phase: entry?.phase,
                    isEdited: file != .ledger && (entry?.sha256 != digest || entry?.isEdited == true)
                )
            )
        }
        let standing = Standing(manifest, contents)
        let outline = try? value(Outline.self, of: .outline)
        let report = standing.state(of: .qa) == .done ? try? value(QualityReport.self, of: .quality) : nil
        return EpisodeStatus(
            slug: slug,
            title: outline?.title ?? brief.topic,
            folder: url,
            brief: brief,
            phases: Dictionary(uniqueKeysWithValues: Phase.allCases.map { ($0, standing.state(of: $0)) }),
            stale: Phase.allCases.compactMap { phase in
                standing.reason(phase).map { EpisodeStatus.Stale(phase: phase, reason: $0) }
            },
            approvals: standing.approvals,
            waitsFor: standing.waitsFor(report?.verdict),
            release: manifest.release,
            isReleased: standing.isReleased,
            revision: manifest.revision?.number,
            spent: try spent(),
            unwritten: (try? value(Script.self, of: .script))?.unwritten?.id,
            verdict: report?.verdict,
            files: listed,
            degradations: Phase.allCases.flatMap { manifest.phases[$0.rawValue]?.degradations ?? [] }
        )
    }

    /// The hash of what is agreed to; `nil` where it is not there.
    func digest(of subject: Approval.Subject, _ manifest: Manifest) throws -> String? {
        var contents: [EpisodeFile: Data] = [:]
        for file in [subject.file, .script] { contents[file] = try read(file) }
        return Standing(manifest, contents).digest(of: subject)
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
