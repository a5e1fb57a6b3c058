import Foundation

/// How far an episode is, decided from its manifest and the contents of its files alone.
struct Standing {
    private let manifest: Manifest
    private let contents: [EpisodeFile: Data]
    private var reasons: [Phase: String] = [:]

    init(_ manifest: Manifest, _ contents: [EpisodeFile: Data]) {
        self.manifest = manifest
        self.contents = contents
        // Each phase reads only what earlier ones have made.
        for phase in Phase.allCases { reasons[phase] = staleness(of: phase) }
    }

    /// How far a phase is.
    func state(of phase: Phase) -> PhaseState {
        guard manifest.phases[phase.rawValue] != nil else { return .missing }
        return reasons[phase] == nil ? .done : .stale
    }

    /// Why a phase is stale; `nil` where it is done or has not run.
    func reason(_ phase: Phase) -> String? { reasons[phase] }

    private func staleness(of phase: Phase) -> String? {
        guard let run = manifest.phases[phase.rawValue] else { return nil }
        let gone = run.files.first { name in EpisodeFile(rawValue: name).map { contents[$0] == nil } ?? true }
        if let gone { return "\(gone) is gone" }
        for file in phase.inputs where !isSame(file, run.inputs[file.name], for: phase) {
            return change(of: file)
        }
        // What a stale phase made is no ground for a later one, even where its files happen to be the same.
        return phase.sources.first { state(of: $0) != .done }.map { "\($0.rawValue) is \(state(of: $0).rawValue)" }
    }

    private func isSame(_ file: EpisodeFile, _ known: String?, for phase: Phase) -> Bool {
        guard let data = contents[file] else { return known == nil }
        // An older program counted every byte.
        return known == phase.digest(of: file, data) || known == ArtefactJSON.digest(data)
    }

    private func change(of file: EpisodeFile) -> String {
        guard let data = contents[file] else { return "\(file.name) is gone" }
        let entry = manifest.files[file.name]
        let isByHand = entry?.isEdited == true || entry?.sha256 != ArtefactJSON.digest(data)
        return isByHand && file != .brief ? "\(file.name) was edited" : "\(file.name) has changed since"
    }

    // MARK: Approvals

    /// What has been agreed to as it is now.
    var approvals: [Approval.Subject: Approval] {
        var current: [Approval.Subject: Approval] = [:]
        for subject in Approval.Subject.allCases {
            guard let approval = manifest.approvals?[subject.rawValue], approval.sha256 == digest(of: subject) else {
                continue
            }
            current[subject] = approval
        }
        return current
    }

    /// What the next phase waits for; `nil` where it waits for no approval.
    func waitsFor(_ verdict: QualityReport.Verdict?) -> Approval.Subject? {
        guard let phase = Phase.allCases.first(where: { state(of: $0) != .done }),
            let subject = Approval.Subject.allCases.first(where: { $0.phase == phase }),
            contents[subject.file] != nil, approvals[subject] == nil,
            manifest.preapproved?[subject.rawValue] == nil, subject != .qa || verdict == .rejected
        else { return nil }
        return subject
    }

    /// The hash of what is agreed to; `nil` where it is not there.
    func digest(of subject: Approval.Subject) -> String? {
        guard let data = contents[subject.file] else { return nil }
        let own = subject.phase.digest(of: subject.file, data)
        guard subject == .qa, let script = contents[.script] else { return own }
        // The same report on another script is another one.
        return ArtefactJSON.digest(Data((own + subject.phase.digest(of: .script, script)).utf8))
    }

    /// Whether listeners have the package as it is now.
    var isReleased: Bool {
        guard let release = manifest.release, let data = contents[.publication] else { return false }
        return release.sha256 == ArtefactJSON.digest(data) && state(of: .finalize) == .done
    }
}
