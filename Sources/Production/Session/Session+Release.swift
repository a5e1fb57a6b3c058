import Foundation

extension Session {
    /// Notes that listeners are given the package as it is, and brings the feed of its show up to date.
    ///
    /// - Returns: The episode.
    /// - Throws: ``ProductionError`` with `notPublishable`, which says what stands in the way; `busy`.
    @discardableResult
    public func publish() async throws -> EpisodeStatus {
        try await release(opened())
    }

    @discardableResult
    func release(_ folder: EpisodeFolder) async throws -> EpisodeStatus {
        try await holding(folder, for: "publish") {
            let status = try folder.status()
            if let obstacle = try obstacle(to: status, folder) {
                throw ProductionError(
                    .notPublishable,
                    "\(folder.slug) cannot be published: \(obstacle.reason)",
                    kept: "nothing was changed",
                    next: obstacle.next
                )
            }
            guard !status.isReleased, let data = try folder.read(.publication) else { return status }
            let publication = try folder.value(Publication.self, of: .publication)
            try folder.record("publish") { manifest in
                manifest.release = Manifest.Release(at: now(), sha256: ArtefactJSON.digest(data))
            }
            if let show = publication.show, ShowFolder.slugs(in: episodesFolder).contains(show) {
                try writeFeed(of: show)
            }
            return try refresh(folder)
        }
    }

    /// What keeps an episode from its listeners, and what to do about it; `nil` where nothing does.
    private nonisolated func obstacle(
        to status: EpisodeStatus,
        _ folder: EpisodeFolder
    ) throws -> (reason: String, next: String)? {
        if let phase = Phase.allCases.first(where: { status.state(of: $0) != .done }) {
            let reason = status.stale.first { $0.phase == phase }?.reason
            let state = "\(phase.rawValue) is \(status.state(of: phase).rawValue)"
            return ([state, reason].compactMap(\.self).joined(separator: ": "), "run: \(phase.rawValue)")
        }
        switch status.verdict {
        case .passed: break
        case _ where status.approvals[.qa] != nil: break
        case .rejected: return ("the quality check rejected it", "see why with: view qa; overrule it with: approve qa")
        case .unjudged, nil: return ("no judge has seen it", "run: qa; or sign it off with: approve qa")
        }
        let script = try folder.value(Script.self, of: .script)
        if let segment = script.unwritten {
            return ("no model wrote “\(segment.title)”", "write it anew with: script --segment \(segment.id)")
        }
        return nil
    }
}
