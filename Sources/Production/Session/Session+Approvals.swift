import Foundation

extension Session {
    /// Agrees to a file as it is; a change of it needs another approval.
    ///
    /// - Parameter subject: What is agreed to; `nil` for what the next phase waits for.
    /// - Returns: The episode, and what was agreed to.
    /// - Throws: ``ProductionError`` with `fileMissing` where it is not there, `notApproved` where it is stale or where
    ///   nothing waits, `busy`.
    @discardableResult
    public func approve(_ subject: Approval.Subject? = nil) async throws -> (EpisodeStatus, Approval.Subject) {
        let folder = try opened()
        return try await holding(folder, for: "approve") {
            let status = try folder.status()
            guard let subject = subject ?? status.waitsFor else {
                throw ProductionError(
                    .notApproved,
                    "nothing of \(folder.slug) waits for an approval",
                    next: status.next.map { "go on with: \($0)" }
                )
            }
            if let maker = subject.maker, status.state(of: maker) != .done {
                throw ProductionError(
                    .notApproved,
                    "the \(subject.rawValue) of \(folder.slug) is \(status.state(of: maker).rawValue)",
                    kept: "nothing was changed",
                    next: "run: \(maker.rawValue)"
                )
            }
            if status.approvals[subject]?.author != .person { try record(subject, by: .person, in: folder) }
            return (try refresh(folder), subject)
        }
    }

    /// Replaces the brief of the open episode; phases that read what differs become stale.
    ///
    /// Who had agreed to the brief before has ordered the change, and agrees to it.
    @discardableResult
    public func revise(_ brief: Brief) async throws -> EpisodeStatus {
        let folder = try opened()
        let brief = try BriefRules.checked(brief)
        return try await holding(folder, for: "brief") {
            let author = try folder.status().approvals[.brief]?.author
            try folder.writeBrief(brief) { manifest in
                if let author { try manifest.approve(brief, as: author, at: now()) }
            }
            return try refresh(folder)
        }
    }

    /// Sees to the approval that a phase of the open episode waits for.
    ///
    /// - Throws: ``ProductionError`` with `notApproved`, which says what waits and how to agree to it.
    public func pass(before phase: Phase, _ agreement: Agreement) async throws {
        try await pass(before: phase, in: opened(), agreement)
    }

    func pass(before phase: Phase, in folder: EpisodeFolder, _ agreement: Agreement) async throws {
        // Nobody agrees unseen to a report that rejects.
        guard let subject = Approval.Subject.allCases.first(where: { $0.phase == phase }), subject != .qa else {
            return
        }
        let status = try refresh(folder)
        guard status.approvals[subject] == nil, try folder.read(subject.file) != nil else { return }
        let beforehand = try folder.manifest().preapproved?[subject.rawValue]
        var author = beforehand ?? agreement.author
        if author == nil, case .ask(let ask) = agreement, try await ask(subject, status) { author = .person }
        guard let author else { throw waiting(subject, folder) }
        try await holding(folder, for: "approve") { try record(subject, by: author, in: folder) }
        _ = try refresh(folder)
    }

    private nonisolated func record(
        _ subject: Approval.Subject,
        by author: Approval.Author,
        in folder: EpisodeFolder
    ) throws {
        try folder.record("approve \(subject.rawValue)") { manifest in
            guard let digest = try folder.digest(of: subject, manifest) else { return }
            manifest.approve(subject, as: author, digest: digest, at: now())
        }
    }

    private nonisolated func waiting(_ subject: Approval.Subject, _ folder: EpisodeFolder) -> ProductionError {
        ProductionError(
            .notApproved,
            "the \(subject.rawValue) of \(folder.slug) waits for an approval, and \(subject.phase.rawValue) waits for it",
            kept: "everything made so far is kept, and nothing was spent on \(subject.phase.rawValue)",
            next: "see it with: view \(subject.rawValue); change it with: edit \(subject.rawValue); "
                + "agree with: approve \(subject.rawValue)"
        )
    }
}

extension Manifest {
    mutating func approve(_ subject: Approval.Subject, as author: Approval.Author, digest: String, at date: Date) {
        approvals = (approvals ?? [:]).merging(
            [subject.rawValue: Approval(sha256: digest, author: author, at: date)]
        ) { $1 }
    }

    /// Agrees to a brief that is being written.
    mutating func approve(_ brief: Brief, as author: Approval.Author, at date: Date) throws {
        let digest = Approval.Subject.brief.phase.digest(of: .brief, try ArtefactJSON.data(brief))
        approve(.brief, as: author, digest: digest, at: date)
    }
}
