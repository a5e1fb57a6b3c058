/// What episodes of one podcast have in common: `show.json`.
public struct Show: Hashable, Sendable, Codable {
    /// Somebody who is heard in every episode; always a synthetic voice.
    public struct Host: Hashable, Sendable, Codable {
        /// The name that turns carry.
        public var name: String
        /// How they think and speak; they claim no life and no credentials of their own.
        public var persona: String
        /// The voice of a speech engine, such as `slt`; `nil` for one that fits.
        public var voice: String?

        /// A host.
        public init(name: String, persona: String = "", voice: String? = nil) {
            self.name = name
            self.persona = persona
            self.voice = voice
        }
    }

    /// What a listener sees.
    public var title: String
    /// A few sentences of plain text.
    public var description: String
    /// BCP 47.
    public var language: String
    /// Who makes it.
    public var author: String
    /// Whom directories write to.
    public var email: String?
    /// Apple's name of the category, such as `Science`.
    public var category: String
    /// Whether it is for adults.
    public var explicit: Bool
    /// Where the public files below the folder of the episodes are, with a slash at the end; `nil` while it is not.
    public var address: String?
    /// The address of the artwork.
    public var image: String?
    /// Named to directories for ever.
    public var guid: String
    /// Who speaks in every episode.
    public var hosts: [Host]
    /// How episodes sound, a sentence.
    public var style: String
    /// What comes up again and again.
    public var topics: [String]
    /// How words are said, by the word as it is written; used for speech alone.
    public var lexicon: [String: String]
    /// The shape of an episode, where none is asked for.
    public var format: Format?
    /// Minutes of an episode, where none are asked for.
    public var minutes: Int?
    /// Who listens and what they know.
    public var audience: String?

    /// A show of which no more than its name is known.
    public init(title: String, slug: String, language: String = "en") {
        self.title = title
        description = title
        self.language = language
        author = title
        category = "Education"
        explicit = false
        guid = StableID.make("castline-show:\(slug)")
        hosts = []
        style = ""
        topics = []
        lexicon = [:]
    }

    /// The cast of an episode: the format's roles, given to the hosts in order.
    func cast(for format: Format) -> [Speaker] {
        let roles = format.defaultCast
        if hosts.count > roles.count, format == self.format {
            return hosts.map { Speaker(name: $0.name, role: "host", persona: $0.persona.trimmedOrNil, voice: $0.voice) }
        }
        let names = Set(hosts.prefix(roles.count).map { $0.name.lowercased() })
        var others = ["Nora", "Felix", "Amara", "Jonas", "Priya", "Mateo"].filter { !names.contains($0.lowercased()) }
        return roles.enumerated().map { index, speaker in
            guard index < hosts.count else { return Speaker(name: others.removeFirst(), role: speaker.role) }
            let host = hosts[index]
            return Speaker(name: host.name, role: speaker.role, persona: host.persona.trimmedOrNil, voice: host.voice)
        }
    }
}

/// What an episode's brief keeps of its show, so that every phase works from the same.
public struct ShowContext: Hashable, Sendable, Codable {
    /// An earlier episode, as later ones know it.
    public struct Memory: Hashable, Sendable, Codable {
        /// Its title.
        public var title: String
        /// What it was about, a few words each.
        public var topics: [String]

        /// An earlier episode.
        public init(title: String, topics: [String]) {
            self.title = title
            self.topics = topics
        }
    }

    /// The most episodes that are remembered, the latest ones.
    static let memoryLimit = 10
    /// The most topics that are remembered of each.
    static let topicLimit = 8

    /// The name of the show's folder.
    public var slug: String
    /// What it is called.
    public var title: String
    /// How episodes sound.
    public var style: String
    /// What comes up again and again.
    public var topics: [String]
    /// How words are said.
    public var lexicon: [String: String]
    /// Earlier episodes, oldest first.
    public var memory: [Memory]

    /// What is kept of a show.
    public init(
        slug: String,
        title: String,
        style: String = "",
        topics: [String] = [],
        lexicon: [String: String] = [:],
        memory: [Memory] = []
    ) {
        self.slug = slug
        self.title = title
        self.style = style
        self.topics = topics
        self.lexicon = lexicon
        self.memory = memory
    }
}
