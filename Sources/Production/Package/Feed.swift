import Foundation

/// What podcast apps subscribe to: RSS 2.0 with the tags of Apple and of Podcasting 2.0, and the chapters as Spotify reads them.
///
/// Source: Apple, "A Podcaster's Guide to RSS"; the Podcasting 2.0 namespace; RSS 2.0; Podlove, "Simple Chapters" 1.2.
enum Feed {
    /// An episode as a feed lists it.
    struct Entry {
        var publication: Publication
        /// The text of `description.txt`.
        var description: String
        /// The page of `show-notes.html`.
        var notes: String
        /// The chapters of `chapters.json`.
        var chapters: [Chapters.Chapter] = []
    }

    /// Stands for the address of a show that is published nowhere yet: a name that leads nowhere by RFC 2606.
    static let placeholder = "https://podcast.invalid/"

    private static let namespaces = [
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "podcast": "https://podcastindex.org/namespace/1.0",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "atom": "http://www.w3.org/2005/Atom",
        "psc": "http://podlove.org/simple-chapters",
    ].sorted { $0.key < $1.key }.map { " xmlns:\($0.key)=\"\($0.value)\"" }.joined()

    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    /// The feed of a show, newest episode first.
    ///
    /// - Parameters:
    ///   - show: What the channel says.
    ///   - place: Where the feed is, below the show's address.
    ///   - entries: The episodes, in any order.
    /// - Returns: The document.
    static func xml(_ show: Show, at place: String, _ entries: [Entry]) -> String {
        let base = show.address ?? placeholder
        var xml = XMLText()
        xml.open("rss", "version=\"2.0\"\(namespaces)")
        xml.open("channel")
        xml.add("title", show.title)
        xml.add("link", base)
        xml.add("description", String(show.description.prefix(1_000)))
        xml.add("language", show.language)
        xml.add("generator", "Castline")
        let changes = entries.flatMap { [$0.publication.published] + $0.publication.corrections.map(\.date) }
        if let last = changes.max() { xml.add("lastBuildDate", mailDate(last)) }
        xml.addEmpty("atom:link", [("href", "\(base)\(place)"), ("rel", "self"), ("type", "application/rss+xml")])
        xml.add("itunes:author", show.author)
        xml.addEmpty("itunes:category", [("text", show.category)])
        xml.add("itunes:explicit", show.explicit ? "true" : "false")
        xml.add("itunes:type", "episodic")
        if let image = show.image { xml.addEmpty("itunes:image", [("href", image)]) }
        if let email = show.email {
            xml.open("itunes:owner")
            xml.add("itunes:name", show.author)
            xml.add("itunes:email", email)
            xml.close("itunes:owner")
            xml.add("podcast:locked", "yes", [("owner", email)])
        }
        xml.add("podcast:guid", show.guid)
        xml.add("podcast:medium", "podcast")
        xml.add("podcast:txt", "true", [("purpose", "ai-content")])
        for host in show.hosts { xml.add("podcast:person", person(host.name), [("group", "cast"), ("role", "host")]) }
        for entry in newestFirst(entries) { add(entry, base: base, attributes: "", explicit: show.explicit, to: &xml) }
        xml.close("channel")
        xml.close("rss")
        return declaration + xml.text
    }

    /// Episodes in the order of a feed; numbers decide between those of one second.
    static func newestFirst(_ entries: [Entry]) -> [Entry] {
        func rank(_ entry: Entry) -> (Date, Int, String) {
            (entry.publication.published, entry.publication.number ?? 0, entry.publication.guid)
        }
        return entries.sorted { rank($0) > rank($1) }
    }

    /// The item of one episode, as a document of its own.
    static func item(_ entry: Entry, of show: Show?) -> String {
        var xml = XMLText()
        let base = show?.address ?? placeholder
        add(entry, base: base, attributes: namespaces, explicit: show?.explicit ?? false, to: &xml)
        return declaration + xml.text
    }

    private static func add(
        _ entry: Entry,
        base: String,
        attributes: String,
        explicit: Bool,
        to xml: inout XMLText
    ) {
        let publication = entry.publication
        let place = "\(base)\(publication.slug)/"
        xml.open("item", String(attributes.dropFirst()))
        xml.add("title", publication.text.title.isEmpty ? publication.slug : publication.text.title)
        xml.add("guid", publication.guid, [("isPermaLink", "false")])
        xml.add("pubDate", mailDate(publication.published))
        xml.add("link", place + EpisodeFile.showNotesPage.name)
        xml.addMarkup("description", EpisodeDescription.html(entry.description))
        xml.addMarkup("content:encoded", Markup.body(of: entry.notes))
        if let audio = publication.audio {
            let facts = [
                ("url", place + EpisodeFile.audio.name), ("length", String(audio.sizeBytes)), ("type", "audio/mpeg"),
            ]
            xml.addEmpty("enclosure", facts)
        }
        xml.add("itunes:duration", String(max(publication.durationSeconds, 1)))
        if let number = publication.number {
            xml.add("itunes:episode", String(number))
            xml.add("podcast:episode", String(number))
        }
        xml.add("itunes:episodeType", "full")
        xml.add("itunes:explicit", publication.explicit ?? explicit ? "true" : "false")
        for file in [EpisodeFile.vtt, .srt, .transcript, .transcriptPage, .transcriptText] {
            let type = file == .transcript ? "application/json" : file.mediaType
            var facts = [("url", place + file.name), ("type", type), ("language", publication.language)]
            if file == .vtt || file == .srt { facts.append(("rel", "captions")) }
            xml.addEmpty("podcast:transcript", facts)
        }
        let chapters = [("url", place + EpisodeFile.chapters.name), ("type", EpisodeFile.chapters.mediaType)]
        xml.addEmpty("podcast:chapters", chapters)
        if !entry.chapters.isEmpty {
            xml.open("psc:chapters", "version=\"1.2\"")
            for chapter in entry.chapters {
                let start = TimeStamp.precise(Int((chapter.startTime * 1_000).rounded()))
                xml.addEmpty("psc:chapter", [("start", start), ("title", chapter.title)])
            }
            xml.close("psc:chapters")
        }
        for speaker in publication.cast {
            let role = ["host", "moderator"].contains(speaker.role.lowercased()) ? "host" : "guest"
            xml.add("podcast:person", person(speaker.name), [("group", "cast"), ("role", role)])
        }
        for soundbite in publication.soundbites ?? [] {
            let times = [
                ("startTime", TimeStamp.seconds(soundbite.startMilliseconds)),
                ("duration", TimeStamp.seconds(soundbite.durationMilliseconds)),
            ]
            xml.add("podcast:soundbite", PlainLine.trimmed(soundbite.title, below: 129), times)
        }
        if let licence = publication.text.licence { xml.add("podcast:license", PlainLine.trimmed(licence, below: 129)) }
        xml.add("podcast:txt", "true", [("purpose", "ai-content")])
        xml.close("item")
    }

    /// A name of the cast; nobody shall take it for a person's.
    private static func person(_ name: String) -> String {
        "\(PlainLine.trimmed(name, below: 100)) (AI voice)"
    }

    /// A date as in mail, in UTC: `Wed, 25 Nov 2026 23:34:01 +0000`.
    ///
    /// Source: RFC 2822, section 3.3.
    static func mailDate(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let time = TimeStamp.clock(
            (parts.hour ?? 0) * 3_600 + (parts.minute ?? 0) * 60 + (parts.second ?? 0),
            withHours: true
        )
        let day = "\(days[(parts.weekday ?? 1) - 1]), \(parts.day ?? 1) \(months[(parts.month ?? 1) - 1])"
        return "\(day) \(parts.year ?? 1970) \(time) +0000"
    }
}

/// XML under construction, an element a line.
private struct XMLText {
    private(set) var text = ""
    private var depth = 0

    private var indent: String { String(repeating: "  ", count: depth) }

    mutating func open(_ name: String, _ attributes: String = "") {
        text += "\(indent)<\(name)\(attributes.isEmpty ? "" : " ")\(attributes)>\n"
        depth += 1
    }

    mutating func close(_ name: String) {
        depth -= 1
        text += "\(indent)</\(name)>\n"
    }

    mutating func add(_ name: String, _ content: String, _ attributes: [(String, String)] = []) {
        text += "\(indent)<\(name)\(Self.list(attributes))>\(Markup.escaped(content))</\(name)>\n"
    }

    mutating func addMarkup(_ name: String, _ markup: String) {
        text += "\(indent)<\(name)>\(Markup.cdata(markup))</\(name)>\n"
    }

    mutating func addEmpty(_ name: String, _ attributes: [(String, String)]) {
        text += "\(indent)<\(name)\(Self.list(attributes))/>\n"
    }

    private static func list(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0)=\"\(Markup.escaped($1))\"" }.joined()
    }
}
