public import Foundation
import Glibc
import OpenRouter

/// The folder that an episode is.
///
/// Every content is first kept among the ``Versions``, then announced by `.manifest.next`, and only then written as
/// `.NAME.next` and renamed; the manifest takes its place last, so that after a crash at any instant the next opening
/// either finds the old state or finishes the new one. Every change makes a ``Revision``, which can be gone back to.
///
/// A file whose hash is not the manifest's was *edited*: it counts as an input like any other, and the next change, of
/// whatever file, first keeps it as a revision of its own.
public struct EpisodeFolder: Sendable {
    /// Where it is.
    public let url: URL
    let now: @Sendable () -> Date
    let files: FolderFiles
    let versions: Versions

    /// The folder's name.
    public var slug: String { url.lastPathComponent }

    /// A folder as it is, broken or not.
    init(_ url: URL, now: @escaping @Sendable () -> Date) {
        self.url = url.standardizedFileURL
        self.now = now
        var path = self.url.path(percentEncoded: false)
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        files = FolderFiles(path: path)
        versions = Versions(episode: path)
    }

    // MARK: Finding

    /// Makes the folder of a new episode, named after its title, with its brief.
    ///
    /// - Parameters:
    ///   - brief: What the episode shall be; its topic names the folder, `-2` and so on added where that exists.
    ///   - episodes: The folder of all episodes, made if it is not there.
    ///   - now: The time of day.
    ///   - record: What the manifest says besides.
    /// - Returns: The folder, which holds the brief and a manifest.
    /// - Throws: ``ProductionError`` with `folderNotWritable`.
    public static func create(
        _ brief: Brief,
        in episodes: URL,
        now: @escaping @Sendable () -> Date,
        _ record: (inout Manifest) throws -> Void = { _ in }
    ) throws -> EpisodeFolder {
        let base = Slug.make(from: brief.topic)
        do {
            try FileManager.default.createDirectory(
                at: episodes,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            let reason = (error as? CocoaError)?.reason ?? error.localizedDescription
            throw notWritable(episodes.path(percentEncoded: false), reason)
        }
        // The folder of the shows stands beside those of the episodes.
        var number = base == ShowFolder.shelf ? 2 : 1
        while true {
            let slug = number == 1 ? base : "\(base)-\(number)"
            let folder = EpisodeFolder(episodes.appending(path: slug, directoryHint: .isDirectory), now: now)
            let isNew = unsafe mkdir(folder.files.path, 0o700) == 0
            guard isNew || errno == EEXIST else {
                throw notWritable(folder.files.path, FolderFiles.Failure(name: ".", number: errno).reason)
            }
            do {
                if isNew || folder.isAbandoned, try folder.writeFirstBrief(brief, record) { return folder }
            } catch {
                // An episode without a brief is none, and would keep its name from the next one.
                if isNew { try? FileManager.default.removeItem(at: folder.url) }
                throw error
            }
            number += 1
        }
    }

    /// The folder of an episode; finishes what a crash interrupted.
    ///
    /// - Throws: ``ProductionError`` with `unknownEpisode`, `folderNotReadable`, `manifestBroken`.
    public static func open(
        _ slug: String,
        in episodes: URL,
        now: @escaping @Sendable () -> Date
    ) throws -> EpisodeFolder {
        guard Slug.isValid(slug) else {
            throw ProductionError(
                .unknownEpisode,
                "`\(slug.prefix(80))` is no name of an episode",
                next: "list them with: episodes"
            )
        }
        let folder = EpisodeFolder(episodes.appending(path: slug, directoryHint: .isDirectory), now: now)
        var facts = stat()
        guard unsafe lstat(folder.files.path, &facts) == 0 else {
            throw ProductionError(
                .unknownEpisode,
                "there is no episode \(slug) in \(episodes.path(percentEncoded: false))",
                next: "list them with: episodes"
            )
        }
        guard facts.st_mode & S_IFMT == S_IFDIR else {
            throw ProductionError(
                .folderNotReadable,
                "\(folder.files.path) is no folder (a link to one is not followed)",
                next: "move the episode itself there"
            )
        }
        try folder.finishInterrupted()
        _ = try folder.manifest()
        return folder
    }

    /// The names of the episodes in a folder, in alphabetical order: those of its folders that hold a manifest or a brief.
    public static func slugs(in episodes: URL) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: episodes.path(percentEncoded: false))) ?? []
        return names.filter { name in
            let files = FolderFiles(path: episodes.appending(path: name).path(percentEncoded: false))
            let known = [EpisodeFile.manifest.name, Self.nextManifest, EpisodeFile.brief.name]
            return Slug.isValid(name) && known.contains { files.exists($0) }
        }.sorted()
    }

    // MARK: Reading

    /// The manifest; that of an episode without files where there is none.
    ///
    /// - Throws: ``ProductionError`` with `manifestBroken`, which names the place.
    public func manifest() throws -> Manifest {
        guard let data = try read(.manifest) else { return Manifest(slug: slug, created: now()) }
        do {
            let manifest = try ArtefactJSON.value(Manifest.self, from: data).upgraded()
            guard manifest.version <= Manifest.currentVersion else {
                throw broken("it has version \(manifest.version), and this program knows \(Manifest.currentVersion)")
            }
            for name in manifest.files.keys.sorted() where EpisodeFile(rawValue: name) == nil {
                throw broken("it lists \(name), which is no file of an episode")
            }
            return manifest
        } catch let error as ProductionError {
            throw error
        } catch {
            throw broken(data.isEmpty ? "it is empty" : ArtefactJSON.fault(error, in: data))
        }
    }

    private func broken(_ reason: String) -> ProductionError {
        ProductionError(
            .manifestBroken,
            "\(files.path)/\(EpisodeFile.manifest.name) cannot be read: \(reason)",
            kept: "all files are kept",
            next: "rebuild it with: recover \(slug)"
        )
    }

    /// The bytes of a file as it is now; `nil` when it is not there.
    public func read(_ file: EpisodeFile) throws -> Data? {
        do {
            // A manifest has a line for each file; of what a stranger wrote into it, all would be decoded.
            return try files.read(file.name, longestBytes: file == .manifest ? 4 << 20 : 1 << 30)
        } catch {
            let reason = error.number == ELOOP ? "it is a symbolic link" : error.reason
            throw ProductionError(
                .fileBroken,
                "\(files.path)/\(file.name) cannot be read: \(reason)",
                next: "put a regular, readable file there"
            )
        }
    }

    /// The text of a file as it is now.
    ///
    /// - Throws: ``ProductionError`` with `fileMissing`.
    public func text(_ file: EpisodeFile) throws -> String {
        guard let data = try read(file) else { throw missing(file) }
        return String(decoding: data, as: UTF8.self)
    }

    /// The value that a JSON file holds now, edits included.
    ///
    /// - Throws: ``ProductionError`` with `fileMissing`, or `fileBroken`, which names the place.
    public func value<Value: Decodable>(_ type: Value.Type, of file: EpisodeFile) throws -> Value {
        guard let data = try read(file) else { throw missing(file) }
        do {
            return try ArtefactJSON.value(type, from: data)
        } catch {
            throw ProductionError(
                .fileBroken,
                "\(files.path)/\(file.name) cannot be read: \(ArtefactJSON.fault(error, in: data))",
                kept: "the file is kept as it is",
                next: "correct it, or run its phase again"
            )
        }
    }

    private func missing(_ file: EpisodeFile) -> ProductionError {
        let maker = Phase.maker(of: file)
        return ProductionError(
            .fileMissing,
            "the episode \(slug) has no \(file.name) yet",
            next: maker.map { "run: \($0.rawValue)" }
        )
    }

    // MARK: Writing

    /// The hashes of what a phase reads, as it is now; taken before the phase reads it, and given to
    /// ``commit(_:_:inputs:degradations:units:)``.
    ///
    /// - Throws: ``ProductionError`` with `phaseMissing` when a file is not there that another phase makes.
    public func inputs(of phase: Phase) throws -> [String: String] {
        var digests: [String: String] = [:]
        for file in phase.inputs {
            if let data = try read(file) {
                digests[file.name] = phase.digest(of: file, data)
            } else if let maker = Phase.maker(of: file) {
                throw ProductionError(
                    .phaseMissing,
                    "\(phase.rawValue) needs \(file.name), which \(maker.rawValue) makes",
                    next: "run: \(maker.rawValue)"
                )
            }
        }
        return digests
    }

    /// Puts the files of a phase in place, all or none, and lists them.
    ///
    /// Files of the phase's last run that are not among the new ones are removed. Later phases become stale by their
    /// inputs.
    ///
    /// - Parameters:
    ///   - phase: The phase that ran.
    ///   - contents: Its files.
    ///   - inputs: What ``inputs(of:)`` gave before it ran.
    ///   - degradations: What was not made as asked, a sentence each.
    ///   - units: Parts of its file that can be made anew alone, each with the hash of what it was made from.
    /// - Returns: A sentence for each file of a person that was replaced, which says how it comes back.
    /// - Throws: ``ProductionError`` with `folderNotWritable`, `manifestBroken`.
    @discardableResult
    public func commit(
        _ phase: Phase,
        _ contents: [EpisodeFile: Data],
        inputs: [String: String],
        degradations: [String] = [],
        units: [String: String]? = nil
    ) throws -> [String] {
        try change(contents, phase: phase, action: phase.rawValue) { manifest in
            manifest.phases[phase.rawValue] = Manifest.Run(
                generatedAt: now(),
                inputs: inputs,
                files: EpisodeFile.allCases.filter { contents[$0] != nil }.map(\.name),
                degradations: degradations,
                units: units
            )
        }
    }

    /// Writes the brief; phases that read what differs become stale.
    public func writeBrief(_ brief: Brief, _ record: (inout Manifest) throws -> Void = { _ in }) throws {
        _ = try change([.brief: ArtefactJSON.data(brief)], action: "brief", record)
    }

    /// Whether a crash ended the making of the folder before its brief was in place: nothing of a person is in it.
    private var isAbandoned: Bool {
        guard !files.exists(Self.nextManifest) else { return false }
        let names = try? FileManager.default.contentsOfDirectory(atPath: files.path)
        return names.map { $0.allSatisfy { $0.hasPrefix(".") } } ?? false
    }

    /// Writes the brief of a new episode.
    ///
    /// - Returns: Whether the folder was still nobody's.
    private func writeFirstBrief(_ brief: Brief, _ record: (inout Manifest) throws -> Void) throws -> Bool {
        let data = try ArtefactJSON.data(brief)
        return try guarded {
            try files.locked {
                guard isAbandoned else { return false }
                _ = try changeLocked([.brief: data], phase: nil, action: "brief", record)
                return true
            }
        }
    }

    /// Writes what was put right; the package becomes stale where it differs.
    func writeCorrections(_ corrections: [Correction]) throws {
        _ = try change([.corrections: ArtefactJSON.data(corrections)], action: "correct") { _ in }
    }

    /// Writes a file as a person wants it: its phase counts as done as before, what is made from it becomes stale.
    ///
    /// A change that no phase reads, such as a turn's lock, makes no edited file of one that was not.
    func writeEdit(_ file: EpisodeFile, _ data: Data, action: String) throws {
        let maker = Phase.maker(of: file)
        let known = try manifest().files[file.name]
        var isEdit = true
        if let maker, let old = try read(file), known?.isEdited != true, known?.sha256 == ArtefactJSON.digest(old) {
            isEdit = maker.digest(of: file, old) != maker.digest(of: file, data)
        }
        _ = try change([file: data], action: action) { manifest in
            manifest.files[file.name]?.phase = maker
            manifest.files[file.name]?.isEdited = isEdit ? true : nil
        }
    }

    /// Changes what the manifest says, and no file.
    func record(_ action: String, _ change: (inout Manifest) throws -> Void) throws {
        _ = try self.change([:], action: action, change)
    }

    /// Finds out whether the folder takes files, before anything is paid for that could not be kept.
    ///
    /// - Throws: ``ProductionError`` with `folderNotWritable`.
    public func checkWritable() throws {
        try guarded {
            // As much as the larger files of an episode have.
            try files.create(".room", Data(count: 65_536))
            try files.remove(".room")
        }
    }

    /// Adds a line to the ledger, durably.
    ///
    /// - Parameter line: JSON on one line, without the newline.
    /// - Throws: ``ProductionError`` with `folderNotWritable`.
    public func appendLedger(_ line: String) throws {
        do {
            try files.append(EpisodeFile.ledger.name, Data("\(line)\n".utf8))
        } catch {
            throw failure(error)
        }
    }

    // MARK: Errors

    func guarded<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as FolderFiles.Failure {
            throw failure(error)
        }
    }

    private func failure(_ error: FolderFiles.Failure) -> ProductionError {
        Self.notWritable(error.name == "." ? files.path : "\(files.path)/\(error.name)", error.reason)
    }

    private static func notWritable(_ path: String, _ reason: String) -> ProductionError {
        ProductionError(
            .folderNotWritable,
            "\(path) cannot be written: \(reason)",
            kept: "what was there is unchanged",
            next: "check its permissions and the space on the disk"
        )
    }
}
