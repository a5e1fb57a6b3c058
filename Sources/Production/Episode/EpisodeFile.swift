/// The files that an episode's folder can hold; no other name is read or written.
public enum EpisodeFile: String, Hashable, Sendable, Codable, CaseIterable {
    /// The order.
    case brief = "brief.json"
    /// The sources with their text.
    case sources = "sources.json"
    /// The questions and notes.
    case notes = "notes.json"
    /// The plan.
    case outline = "outline.json"
    /// What is said.
    case script = "script.json"
    /// What is said, to read.
    case scriptText = "script.md"
    /// What is said, for screenplay tools.
    case fountain = "script.fountain"
    /// What was found wrong.
    case quality = "qa.json"
    /// What was found wrong, to read.
    case qualityText = "qa.md"
    /// Every model call, one line each; only ever appended to.
    case ledger = "ledger.jsonl"
    /// The notes that are published with the episode.
    case showNotes = "show-notes.md"
    /// The same for web pages and podcast apps.
    case showNotesPage = "show-notes.html"
    /// The plain description with time stamps.
    case description = "description.txt"
    /// Chapters as apps read them.
    case chapters = "chapters.json"
    /// The transcript as WebVTT.
    case vtt = "transcript.vtt"
    /// The transcript as SubRip.
    case srt = "transcript.srt"
    /// The transcript as Podcasting 2.0 JSON.
    case transcript = "transcript.json"
    /// The transcript as text.
    case transcriptText = "transcript.txt"
    /// The transcript as a web page.
    case transcriptPage = "transcript.html"
    /// What a feed says of the episode.
    case item = "item.xml"
    /// What stays from one revision to the next.
    case publication = "publication.json"
    /// What was put right after it was finalized.
    case corrections = "corrections.json"
    /// The sound.
    case audio = "episode.mp3"
    /// The list of all others.
    case manifest = "manifest.json"

    /// Its name in the folder.
    public var name: String { rawValue }

    /// What kind of text it is.
    public var mediaType: String {
        switch self {
        case .chapters: "application/json+chapters"
        case .vtt: "text/vtt"
        case .srt: "application/x-subrip"
        case .ledger: "application/jsonl"
        case .scriptText, .qualityText, .showNotes: "text/markdown"
        case .fountain, .description, .transcriptText: "text/plain"
        case .showNotesPage, .transcriptPage: "text/html"
        case .item: "application/rss+xml"
        case .audio: "audio/mpeg"
        default: "application/json"
        }
    }

    /// Whether a feed leads to it: what a server needs of the episode.
    ///
    /// The others stay with whoever makes it: they hold whole texts of sources, places on the disk and what calls cost.
    public var isPublic: Bool {
        switch self {
        case .showNotesPage, .audio, .vtt, .srt, .transcript, .transcriptText, .transcriptPage, .chapters: true
        default: false
        }
    }

    /// The name under which the nth file that was set aside is kept: `script.edited-1.json`.
    func setAside(as reason: String, number: Int) -> String {
        let dot = rawValue.lastIndex(of: ".") ?? rawValue.endIndex
        return "\(rawValue[..<dot]).\(reason)-\(number)\(rawValue[dot...])"
    }
}
