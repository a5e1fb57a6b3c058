/// A file of an episode, for showing.
public struct Artefact: Hashable, Sendable, Codable {
    /// The file's name.
    public var name: String
    /// Such as `application/json` or `text/vtt`.
    public var mediaType: String
    /// What stands in it.
    public var text: String

    /// The files that a name stands for, the best first.
    ///
    /// `script` is the one that is worked on, as it is now; the one to hand out is `script.md`.
    static func files(for name: String) -> [EpisodeFile] {
        if let file = EpisodeFile(rawValue: name) { return [file] }
        return switch name.lowercased() {
        case "brief": [.brief]
        case "research", "notes": [.notes]
        case "sources": [.sources]
        case "outline": [.outline]
        case "script": [.script]
        case "fountain": [.fountain]
        case "qa": [.qualityText, .quality]
        case "shownotes", "show-notes": [.showNotes]
        case "item": [.item]
        case "publication": [.publication]
        case "corrections": [.corrections]
        case "description": [.description]
        case "chapters": [.chapters]
        case "transcript": [.transcriptText, .vtt]
        case "ledger": [.ledger]
        case "manifest": [.manifest]
        default: []
        }
    }
}
