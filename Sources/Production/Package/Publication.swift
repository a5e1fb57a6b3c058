public import Foundation

/// What stays of an episode from one revision to the next, and what a feed lists: `publication.json`.
public struct Publication: Hashable, Sendable, Codable {
    /// Names the episode to apps for ever; a correction does not change it.
    public var guid: String
    /// When it was first finalized.
    public var published: Date
    /// Its number within the show; `nil` without a show.
    public var number: Int?
    /// The name of the show's folder.
    public var show: String?
    /// The name of the episode's folder.
    public var slug: String
    /// BCP 47.
    public var language: String
    /// Who speaks.
    public var cast: [Speaker]
    /// Title, description, hook and topics.
    public var text: PublishedText
    /// Planned, or measured where there is sound.
    public var durationSeconds: Int
    /// What was put right after it was finalized, oldest first.
    public var corrections: [Correction]
    /// The sound, where there is one.
    public var audio: AudioRecord?
    /// Whether strong language may be in it; `nil` where the show says so for all.
    public var explicit: Bool?
    /// What apps may play as a sample; only where there is sound.
    public var soundbites: [Soundbite]?
    /// Whether the quality check rejected what it was made from, or has not seen it: then only a person brings it into a feed.
    public var isHeldBack: Bool?

    /// What a feed says of an episode.
    public init(
        guid: String,
        published: Date,
        number: Int? = nil,
        show: String? = nil,
        slug: String,
        language: String,
        cast: [Speaker],
        text: PublishedText,
        durationSeconds: Int = 0,
        corrections: [Correction] = [],
        audio: AudioRecord? = nil
    ) {
        self.guid = guid
        self.published = published
        self.number = number
        self.show = show
        self.slug = slug
        self.language = language
        self.cast = cast
        self.text = text
        self.durationSeconds = durationSeconds
        self.corrections = corrections
        self.audio = audio
    }
}

/// What was put right after an episode was finalized.
public struct Correction: Hashable, Sendable, Codable {
    /// When.
    public var date: Date
    /// What was wrong and what is right, as listeners read it.
    public var statement: String
    /// The turn that was changed, where one was.
    public var turn: String?

    /// A correction.
    public init(date: Date, statement: String, turn: String? = nil) {
        self.date = date
        self.statement = statement
        self.turn = turn
    }

    /// The statement with its day: `2026-11-25: …`.
    var dated: String { "\(date.formatted(.iso8601.year().month().day())): \(PlainLine.make(statement))" }
}

/// The sound of an episode, as it was rendered and measured.
public struct AudioRecord: Hashable, Sendable, Codable {
    /// The sound of one turn.
    public struct Clip: Hashable, Sendable, Codable {
        /// The turn's id.
        public var turn: String
        /// SHA-256 over all that makes the sound: `audio/clips/<key>.wav`.
        public var key: String
        /// How long it is.
        public var milliseconds: Int

        /// The sound of one turn.
        public init(turn: String, key: String, milliseconds: Int) {
            self.turn = turn
            self.key = key
            self.milliseconds = milliseconds
        }
    }

    /// Who speaks: `flite` or `openrouter`.
    public var engine: String
    /// Who speaks, where this program knows them.
    var kind: SpeechEngineKind? { SpeechEngineKind(rawValue: engine) }
    /// The size of the file.
    public var sizeBytes: Int
    /// How long the file is.
    public var durationMilliseconds: Int
    /// Integrated loudness in LUFS, measured after encoding.
    public var loudness: Double
    /// True peak in dBTP, measured after encoding.
    public var truePeak: Double
    /// The turns' sounds, in order.
    public var clips: [Clip]

    /// The sound of an episode.
    public init(
        engine: String,
        sizeBytes: Int,
        durationMilliseconds: Int,
        loudness: Double,
        truePeak: Double,
        clips: [Clip]
    ) {
        self.engine = engine
        self.sizeBytes = sizeBytes
        self.durationMilliseconds = durationMilliseconds
        self.loudness = loudness
        self.truePeak = truePeak
        self.clips = clips
    }
}
