/// What a person edits of an episode.
public enum Editable: String, Hashable, Sendable, CaseIterable {
    /// The order, as JSON.
    case brief
    /// Questions and notes, as JSON.
    case notes
    /// The plan, as JSON.
    case outline
    /// What is said, as Fountain.
    case script

    /// The file it is.
    public var file: EpisodeFile {
        switch self {
        case .brief: .brief
        case .notes: .notes
        case .outline: .outline
        case .script: .script
        }
    }

    /// The form of a text.
    public enum Form: Sendable {
        /// As the file has it.
        case json
        /// A script as screenplay tools have it.
        case fountain
    }

    /// The form in which it is edited.
    var form: Form { self == .script ? .fountain : .json }
}
