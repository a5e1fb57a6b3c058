import Foundation

/// Which parts of a file differ.
enum EditedParts {
    /// The ids of the turns, segments or notes that differ, in order; those that are gone last.
    static func ids(_ file: EpisodeFile, _ before: Data?, _ after: Data?) -> [String] {
        switch file {
        case .script: ids(before, after) { (script: Script) in script.turns.map { ($0.id, $0) } }
        case .outline: ids(before, after) { (outline: Outline) in outline.segments.map { ($0.id, $0) } }
        case .notes: ids(before, after) { (file: NotesFile) in file.notes.map { ($0.id, $0) } }
        default: []
        }
    }

    private static func ids<File: Decodable, Part: Hashable>(
        _ before: Data?,
        _ after: Data?,
        _ parts: (File) -> [(String, Part)]
    ) -> [String] {
        func read(_ data: Data?) -> [(String, Part)] {
            data.flatMap { try? ArtefactJSON.value(File.self, from: $0) }.map(parts) ?? []
        }
        let (old, new) = (read(before), read(after))
        let known = Dictionary(old) { first, _ in first }
        let there = Set(new.map(\.0))
        return new.filter { known[$0.0] != $0.1 }.map(\.0) + old.map(\.0).filter { !there.contains($0) }
    }
}
