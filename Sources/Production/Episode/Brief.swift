/// What an episode shall be: the order that every phase reads.
public struct Brief: Hashable, Sendable, Codable {
    /// What the episode is about; 1…2,000 characters.
    public var topic: String
    /// The shape it has.
    public var format: Format
    /// The speakers, in order of appearance; 1…6.
    public var cast: [Speaker]
    /// BCP 47, such as `en` or `pt-BR`.
    public var language: String
    /// Length of the finished episode in minutes, 1…120.
    public var minutes: Int
    /// Who listens and what they know.
    public var audience: String
    /// The show it belongs to, as it was when the episode was ordered; `nil` for an episode of its own.
    public var show: ShowContext?

    /// Where its sources are, as they were given: paths and addresses; `nil` or empty to search the web.
    public var sources: [String]?
    /// What is told in any case, a point each; `nil` or empty where the sources decide.
    public var must: [String]?
    /// What is not spoken of, a point each.
    public var avoid: [String]?
    /// How it sounds, in a few words; the show's style where nothing is said.
    public var tone: String?
    /// What listeners are asked to do, in one sentence of the last segment; it stands in the notes as well.
    public var callToAction: String?
    /// The most days between a source's own date and the day it is read; `nil` for no limit.
    ///
    /// Older ones are left out.
    public var maxSourceAgeDays: Int?
    /// Whether strong language is allowed, and the feed says so; `nil` where it is not.
    public var explicit: Bool?
    /// Who speaks it in the end; `nil` for an episode without sound.
    public var audio: SpeechEngineKind?

    /// An order; cast and minutes are the format's where they are not given.
    public init(
        topic: String,
        format: Format = .deepDive,
        cast: [Speaker]? = nil,
        language: String = "en",
        minutes: Int? = nil,
        audience: String = "curious adults without special knowledge",
        show: ShowContext? = nil
    ) {
        self.topic = topic
        self.format = format
        self.cast = cast ?? format.defaultCast
        self.language = language
        self.minutes = minutes ?? format.defaultMinutes
        self.audience = audience
        self.show = show
    }

    /// What a person has typed of it, which is screened.
    var typed: [String] {
        [topic, audience] + (must ?? []) + (avoid ?? []) + [tone, callToAction].compactMap(\.self)
    }

    /// Words to write: minutes at 150 words a minute.
    public var wordBudget: Int { minutes * 150 }
}

/// A voice of the episode; always a synthetic one.
public struct Speaker: Hashable, Sendable, Codable {
    /// The name that turns carry, unique within the cast.
    public var name: String
    /// `host`, `expert`, `moderator`, `for`, `against` or `guest`.
    public var role: String
    /// How they think and speak, where the show says so.
    public var persona: String?
    /// The voice of a speech engine; `nil` for one that fits.
    public var voice: String?

    /// A voice.
    public init(name: String, role: String, persona: String? = nil, voice: String? = nil) {
        self.name = name
        self.role = role
        self.persona = persona
        self.voice = voice
    }
}

/// The shapes an episode can have, with the defaults of each.
public enum Format: String, Hashable, Sendable, Codable, CaseIterable {
    /// One voice, the news in two minutes.
    case brief
    /// One voice explains.
    case solo
    /// A host asks an expert.
    case interview
    /// Two hosts go into depth.
    case deepDive = "deep-dive"
    /// A moderator and guests.
    case panel
    /// A moderator, one for and one against.
    case debate
    /// Two hosts weigh what somebody claims.
    case critique
    /// Several items, each with its source.
    case news

    /// Minutes, where the brief gives none.
    public var defaultMinutes: Int {
        switch self {
        case .brief: 2
        case .solo: 10
        case .interview: 20
        case .deepDive: 15
        case .panel: 30
        case .debate: 20
        case .critique: 12
        case .news: 8
        }
    }

    /// Speakers, where the brief gives none.
    public var defaultCast: [Speaker] {
        switch self {
        case .brief, .solo: [Speaker(name: "Nora", role: "host")]
        case .interview: [Speaker(name: "Nora", role: "host"), Speaker(name: "Felix", role: "expert")]
        case .deepDive, .critique, .news: [Speaker(name: "Nora", role: "host"), Speaker(name: "Felix", role: "host")]
        case .panel:
            [
                Speaker(name: "Nora", role: "moderator"), Speaker(name: "Felix", role: "guest"),
                Speaker(name: "Amara", role: "guest"),
            ]
        case .debate:
            [
                Speaker(name: "Nora", role: "moderator"), Speaker(name: "Felix", role: "for"),
                Speaker(name: "Amara", role: "against"),
            ]
        }
    }
}
