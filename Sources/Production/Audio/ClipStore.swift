import Foundation
import Glibc

/// The rendered turns of an episode, `audio/clips/<key>.wav`: what was rendered once is not rendered again.
struct ClipStore: Sendable {
    private let files: FolderFiles

    /// The clips of an episode; the folder is made where it is not there.
    init(episode: URL) throws {
        let folder = episode.appending(path: "audio/clips", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        files = FolderFiles(path: folder.path(percentEncoded: false))
    }

    /// The name of a sound by all that makes it.
    static func key(engine: any SpeechEngine, voice: String, text: String) -> String {
        ArtefactJSON.digest(Data([engine.name, engine.identity, voice, text].joined(separator: "\u{1F}").utf8))
    }

    /// A whole clip; `nil` where there is none.
    func sound(_ key: String) -> Sound? {
        ((try? files.read("\(key).wav")) ?? nil).flatMap { Sound(wave: $0) }
    }

    /// Keeps a clip, whole or not at all.
    func keep(_ sound: Sound, as key: String) throws {
        try files.create(".\(key).next", sound.wave)
        try files.rename(".\(key).next", to: "\(key).wav")
    }
}
