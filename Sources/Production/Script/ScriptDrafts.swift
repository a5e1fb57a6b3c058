import Crypto
import Foundation
import OpenRouter

/// What a run of the script phase has finished so far, so that an interrupted one is not paid for again.
///
/// Drafts belong to one brief and one set of notes, by their digest; others are ignored. A run that ends well removes them.
struct ScriptDrafts: Sendable {
    private let folder: URL

    /// Drafts in `drafts` below an episode's folder; other models make another script.
    init(episode: URL, brief: Brief, research: Research, models: String) {
        var digest = SHA256()
        for part in [JSONValue.compactText(of: brief), JSONValue.compactText(of: research.notes), models] {
            digest.update(data: Data(part.utf8))
            digest.update(data: [0])
        }
        let name = digest.finalize().prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        folder = episode.appending(path: "drafts").appending(path: name)
    }

    func outline() -> Outline? { read("outline") }

    func segment(_ id: String) -> Script.Segment? { read(id) }

    func keep(_ outline: Outline) throws { try write(outline, "outline") }

    func keep(_ segment: Script.Segment) throws { try write(segment, segment.id) }

    /// Removes the drafts of all runs on an episode.
    static func clear(_ episode: URL) { try? FileManager.default.removeItem(at: episode.appending(path: "drafts")) }

    private func read<Value: Decodable>(_ name: String) -> Value? {
        guard let data = try? Data(contentsOf: folder.appending(path: "\(name).json")) else { return nil }
        return try? JSONDecoder().decode(Value.self, from: data)
    }

    private func write(_ value: some Encodable, _ name: String) throws {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(JSONValue.compactText(of: value).utf8).write(
                to: folder.appending(path: "\(name).json"),
                options: .atomic
            )
        } catch {
            throw ProductionError(
                .folderNotWritable,
                "\(folder.path(percentEncoded: false)) cannot be written",
                next: "check its permissions and the space on the disk"
            )
        }
    }
}
