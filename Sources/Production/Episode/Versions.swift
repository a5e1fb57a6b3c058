import Foundation

/// The contents that an episode's files have had: `.versions` in its folder.
///
/// A content is a file named by its SHA-256, a revision the manifest as it was, `revision-4.json`. Both are on the disk
/// before the manifest that speaks of them takes its place, so a crash at any instant leaves at most contents that nobody
/// speaks of. They stand in the episode's folder and not in the store because an episode is a folder: copied, moved or
/// restored from a backup, it keeps its past, with whatever store it is worked on.
struct Versions {
    static let folderName = ".versions"
    private static let unfinished = ".unfinished"

    private let files: FolderFiles

    /// The contents below an episode's folder, which need not be there yet.
    init(episode path: String) {
        files = FolderFiles(path: "\(path)/\(Self.folderName)")
    }

    /// Keeps a content; one that is kept already is not written again.
    func keep(_ data: Data, as digest: String) throws(FolderFiles.Failure) {
        guard !files.exists(digest) else { return }
        try write(data, as: digest)
    }

    /// Keeps a manifest under the number of its revision; the ledger, which only ever grows, belongs to none.
    func keep(_ manifest: Manifest) throws {
        guard let number = manifest.revision?.number else { return }
        var manifest = manifest
        manifest.files[EpisodeFile.ledger.name] = nil
        try write(ArtefactJSON.data(manifest), as: Self.name(of: number))
    }

    /// Returns when all that was kept is on the disk under its name.
    func sync() throws(FolderFiles.Failure) { try files.sync() }

    /// A content by its hash; `nil` where it is not kept or has been spoilt.
    func content(_ digest: String) throws(FolderFiles.Failure) -> Data? {
        guard let data = try files.read(digest), ArtefactJSON.digest(data) == digest else { return nil }
        return data
    }

    /// Gives a content another name in another folder of the same disk, without copying it.
    ///
    /// - Returns: Whether it is kept.
    func link(_ digest: String, into folder: FolderFiles, as name: String) throws(FolderFiles.Failure) -> Bool {
        guard try content(digest) != nil else { return false }
        try folder.link(name, to: files, digest)
        return true
    }

    /// Whether a content is kept.
    func has(_ digest: String) -> Bool { files.exists(digest) }

    /// The manifest of a revision; `nil` where there is none that can be read.
    func manifest(of number: Int) throws(FolderFiles.Failure) -> Manifest? {
        guard let data = try files.read(Self.name(of: number)) else { return nil }
        return try? ArtefactJSON.value(Manifest.self, from: data)
    }

    /// The last manifest that is kept and can be read.
    func latest() -> Manifest? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: files.path)) ?? []
        let numbers = names.compactMap { $0.wholeMatch(of: /revision-(\d+)\.json/).flatMap { Int($0.output.1) } }
        return numbers.sorted(by: >).lazy.compactMap { try? manifest(of: $0) }.first
    }

    private static func name(of number: Int) -> String { "revision-\(number).json" }

    private func write(_ data: Data, as name: String) throws(FolderFiles.Failure) {
        try files.makeFolder()
        try files.create(Self.unfinished, data)
        try files.rename(Self.unfinished, to: name)
    }
}
