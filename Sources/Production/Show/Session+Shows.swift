import Foundation

/// A show with its episodes: what `show view` prints.
public struct ShowStatus: Hashable, Sendable, Codable {
    /// The name of its folder.
    public var slug: String
    /// What its episodes have in common.
    public var show: Show
    /// Whether new episodes are made under it.
    public var isInUse: Bool
    /// Its finalized episodes, newest first.
    public var episodes: [Publication]
    /// Where its feed is, as soon as there is one.
    public var feed: String?
}

extension Session {
    /// All shows, by name.
    public func shows() throws -> [ShowStatus] {
        try ShowFolder.slugs(in: episodesFolder).compactMap { slug in
            do {
                return try show(slug)
            } catch let error as ProductionError where error.code == .fileBroken || error.code == .showInvalid {
                hub.publish(.notice("the show \(slug) is left out: \(error.message)"))
                return nil
            }
        }
    }

    /// A show by the name of its folder; the one in use where none is named.
    public func show(_ slug: String? = nil) throws -> ShowStatus {
        guard let slug = slug ?? showInUse else {
            throw ProductionError(.unknownShow, "no show is in use", next: "take one with: show use NAME")
        }
        let (folder, show) = try ShowFolder.open(slug, in: episodesFolder)
        let entries = Feed.newestFirst(publishedEpisodes(of: slug))
        let feed = "\(folder.path)/\(ShowFolder.feed)"
        return ShowStatus(
            slug: slug,
            show: show,
            isInUse: slug == showInUse,
            episodes: entries.map(\.publication),
            feed: FileManager.default.fileExists(atPath: feed) ? feed : nil
        )
    }

    /// Makes a show and uses it.
    ///
    /// - Parameters:
    ///   - title: What it is called; names its folder.
    ///   - change: What is known of it besides.
    /// - Returns: The show.
    /// - Throws: ``ProductionError`` with `showInvalid` or `folderNotWritable`; then nothing was made.
    @discardableResult
    public func createShow(_ title: String, _ change: (inout Show) -> Void = { _ in }) throws -> ShowStatus {
        var wanted = Show(title: title, slug: Slug.make(from: title))
        change(&wanted)
        wanted = try ShowRules.checked(wanted)
        let (folder, _) = try ShowFolder.create(wanted.title, language: wanted.language, in: episodesFolder)
        if let address = wanted.address {
            wanted.guid = StableID.feed(at: address + ShowFolder.feedPlace(of: folder.slug))
        }
        try folder.write(wanted)
        showInUse = folder.slug
        return try show(folder.slug)
    }

    /// Changes a show; episodes that were ordered before keep what they were ordered with.
    ///
    /// - Parameters:
    ///   - slug: The show; the one in use where none is named.
    ///   - change: What is to be otherwise. The show's guid cannot change: directories know it by that.
    /// - Returns: The show as it is now.
    /// - Throws: ``ProductionError`` with `unknownShow`, `showInvalid`, `folderNotWritable`.
    @discardableResult
    public func reviseShow(_ slug: String? = nil, _ change: (inout Show) -> Void) throws -> ShowStatus {
        let status = try show(slug)
        var changed = status.show
        change(&changed)
        changed.guid = status.show.guid
        changed = try ShowRules.checked(changed)
        let (folder, _) = try ShowFolder.open(status.slug, in: episodesFolder)
        try folder.write(changed)
        if status.feed != nil { try writeFeed(of: status.slug) }
        return try show(status.slug)
    }

    /// Makes new episodes under a show from now on; `nil` for none.
    public func useShow(_ slug: String?) throws {
        if let slug { _ = try ShowFolder.open(slug, in: episodesFolder) }
        showInUse = slug
    }

    /// The brief of a new episode, where nothing but its topic is known: the show's cast, style and memory.
    ///
    /// - Parameters:
    ///   - topic: What the episode is about.
    ///   - slug: The show; the one in use where none is named; without either, an episode of its own.
    /// - Returns: The brief.
    /// - Throws: ``ProductionError`` with `unknownShow` or `fileBroken`.
    public func brief(topic: String, show slug: String? = nil) throws -> Brief {
        guard let slug = slug ?? showInUse else { return Brief(topic: topic) }
        let (_, show) = try ShowFolder.open(slug, in: episodesFolder)
        let context = ShowContext(
            slug: slug,
            title: show.title,
            style: show.style,
            topics: show.topics,
            lexicon: show.lexicon,
            memory: memory(of: slug)
        )
        return ShowRules.brief(topic: topic, show, context: context)
    }

    /// The cast of a show for a format; `nil` where the episode belongs to none, or the show has no hosts.
    public nonisolated func cast(for format: Format, of brief: Brief) -> [Speaker]? {
        guard let slug = brief.show?.slug, let (_, show) = try? ShowFolder.open(slug, in: episodesFolder),
            !show.hosts.isEmpty
        else { return nil }
        return show.cast(for: format)
    }

    // MARK: Feed and memory

    /// The finalized episodes of a show, in no order.
    nonisolated func publishedEpisodes(of slug: String) -> [Feed.Entry] { finalized(of: slug).map(\.entry) }

    /// The finalized episodes of a show, and whether its feed lists them.
    ///
    /// One that the quality check rejected, or has not seen, comes into the feed when a person publishes it as it is.
    private nonisolated func finalized(of slug: String) -> [(entry: Feed.Entry, isListed: Bool)] {
        EpisodeFolder.slugs(in: episodesFolder).compactMap { name in
            guard let folder = try? EpisodeFolder.open(name, in: episodesFolder, now: now),
                let data = try? folder.read(.publication),
                let publication = try? folder.value(Publication.self, of: .publication), publication.show == slug,
                let description = try? folder.text(.description), let notes = try? folder.text(.showNotesPage)
            else { return nil }
            let entry = Feed.Entry(
                publication: publication,
                description: description,
                notes: notes,
                chapters: (try? folder.value(Chapters.File.self, of: .chapters).chapters) ?? []
            )
            let isReleased = (try? folder.manifest())?.release?.sha256 == ArtefactJSON.digest(data)
            return (entry, publication.isHeldBack != true || isReleased)
        }
    }

    /// Writes the feed of a show from the episodes that are finalized.
    func writeFeed(of slug: String) throws {
        let (folder, show) = try ShowFolder.open(slug, in: episodesFolder)
        try folder.writeFeed {
            Feed.xml(show, at: ShowFolder.feedPlace(of: slug), finalized(of: slug).filter(\.isListed).map(\.entry))
        }
    }

    /// What listeners of a show have heard: titles and topics of its latest episodes, oldest first; without those that the
    /// feed does not list.
    private func memory(of slug: String) -> [ShowContext.Memory] {
        let unheard = Set(finalized(of: slug).filter { !$0.isListed }.map(\.entry.publication.slug))
        let folders = EpisodeFolder.slugs(in: episodesFolder).compactMap { name -> (Date, ShowContext.Memory)? in
            guard !unheard.contains(name),
                let folder = try? EpisodeFolder.open(name, in: episodesFolder, now: now),
                let brief = try? folder.value(Brief.self, of: .brief), brief.show?.slug == slug,
                let outline = try? folder.value(Outline.self, of: .outline),
                let created = try? folder.manifest().created
            else { return nil }
            let text = (try? folder.value(Publication.self, of: .publication))?.text
            let topics = outline.segments.map(\.title) + (text?.topics ?? [])
            var seen: Set<String> = []
            let distinct = topics.filter { seen.insert($0.lowercased()).inserted }.prefix(ShowContext.topicLimit)
            return (created, .init(title: text?.title ?? outline.title, topics: Array(distinct)))
        }
        return folders.sorted { ($0.0, $0.1.title) < ($1.0, $1.1.title) }.suffix(ShowContext.memoryLimit).map(\.1)
    }
}
