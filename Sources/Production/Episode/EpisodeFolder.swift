public import Foundation
import Glibc
import OpenRouter

/// The folder that an episode is.
///
/// Every file is written as `.NAME.next`, made durable, and renamed; the manifest is prepared as `.manifest.next` before the
/// first rename and takes its place after the last, so that after a crash at any instant the next opening either finds the
/// old state or finishes the new one. A file whose hash is not the manifest's was *edited*: it counts as an input like any
/// other, and when its phase runs again it is kept as `NAME.edited-1` (then `-2` …) beside the new one.
public struct EpisodeFolder: Sendable {
    /// Where it is.
    public let url: URL
    let now: @Sendable () -> Date
    let files: FolderFiles

    /// The folder's name.
    public var slug: String { url.lastPathComponent }

    /// A folder as it is, broken or not.
    init(_ url: URL, now: @escaping @Sendable () -> Date) {
        self.url = url.standardizedFileURL
        self.now = now
        var path = self.url.path(percentEncoded: false)
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        files = FolderFiles(path: path)
    }

    // MARK: Finding

    /// Makes the folder of a new episode, named after its title, with its brief.
    ///
    /// - Parameters:
    ///   - brief: What the episode shall be; its topic names the folder, `-2` and so on added where that exists.
    ///   - episodes: The folder of all episodes, made if it is not there.
    ///   - now: The time of day.
    /// - Returns: The folder, which holds the brief and a manifest.
    /// - Throws: ``ProductionError`` with `folderNotWritable`.
    public static func create(
        _ brief: Brief,
        in episodes: URL,
        now: @escaping @Sendable () -> Date
    ) throws -> EpisodeFolder {
        let base = Slug.make(from: brief.topic)
        do {
            try FileManager.default.createDirectory(
                at: episodes,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            let reason = cause.map { unsafe String(cString: strerror(Int32($0.code))) }
            throw notWritable(episodes.path(percentEncoded: false), reason ?? error.localizedDescription)
        }
        // The folder of the shows stands beside those of the episodes.
        var number = base == ShowFolder.shelf ? 2 : 1
        while true {
            let slug = number == 1 ? base : "\(base)-\(number)"
            let folder = EpisodeFolder(episodes.appending(path: slug, directoryHint: .isDirectory), now: now)
            if unsafe mkdir(folder.files.path, 0o700) == 0 {
                do {
                    try folder.writeBrief(brief)
                } catch {
                    // An episode without a brief is none, and would keep its name from the next one.
                    try? FileManager.default.removeItem(at: folder.url)
                    throw error
                }
                return folder
            }
            guard errno == EEXIST else {
                throw notWritable(folder.files.path, FolderFiles.Failure(name: ".", number: errno).reason)
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
            throw ProductionError(.unknownEpisode, "\(slug) is no name of an episode", next: "list them with: episodes")
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
            let manifest = try ArtefactJSON.value(Manifest.self, from: data)
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
            return try files.read(file.name)
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
        let maker = Phase.allCases.first { $0.outputs.contains(file) }
        return ProductionError(
            .fileMissing,
            "the episode \(slug) has no \(file.name) yet",
            next: maker.map { "run: \($0.rawValue)" }
        )
    }

    // MARK: Writing

    /// The hashes of what a phase reads, as it is now; taken before the phase reads it, and given to
    /// ``commit(_:_:inputs:degradations:)``.
    ///
    /// - Throws: ``ProductionError`` with `phaseMissing` when a file is not there that another phase makes.
    public func inputs(of phase: Phase) throws -> [String: String] {
        var digests: [String: String] = [:]
        for file in phase.inputs {
            if let data = try read(file) {
                digests[file.name] = ArtefactJSON.digest(data)
            } else if let maker = Phase.allCases.first(where: { $0.outputs.contains(file) }) {
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
    /// Files of the phase's last run that are not among the new ones are removed, edited ones set aside. Later phases become
    /// stale by their inputs.
    ///
    /// - Parameters:
    ///   - phase: The phase that ran.
    ///   - contents: Its files.
    ///   - inputs: What ``inputs(of:)`` gave before it ran.
    ///   - degradations: What was not made as asked, a sentence each.
    /// - Returns: The names under which edited files were set aside.
    /// - Throws: ``ProductionError`` with `folderNotWritable`, `manifestBroken`.
    @discardableResult
    public func commit(
        _ phase: Phase,
        _ contents: [EpisodeFile: Data],
        inputs: [String: String],
        degradations: [String] = []
    ) throws -> [String] {
        try change(contents, phase: phase) { manifest in
            manifest.phases[phase.rawValue] = Manifest.Run(
                generatedAt: now(),
                inputs: inputs,
                files: EpisodeFile.allCases.filter { contents[$0] != nil }.map(\.name),
                degradations: degradations
            )
        }
    }

    /// Writes the brief; all phases become stale where it differs.
    public func writeBrief(_ brief: Brief) throws {
        _ = try change([.brief: ArtefactJSON.data(brief)], phase: nil) { _ in }
    }

    /// Writes what was put right; the package becomes stale where it differs.
    func writeCorrections(_ corrections: [Correction]) throws {
        _ = try change([.corrections: ArtefactJSON.data(corrections)], phase: nil) { _ in }
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

    static let nextManifest = ".manifest.next"
    /// The manifest once more, for the case that something else spoils the one that people see.
    static let manifestCopy = ".manifest.copy"
    private static let unfinishedManifest = ".manifest.unfinished"

    private func change(
        _ contents: [EpisodeFile: Data],
        phase: Phase?,
        _ record: (inout Manifest) -> Void
    ) throws -> [String] {
        precondition(contents[.manifest] == nil && contents[.ledger] == nil, "the folder writes these itself")
        return try guarded {
            try files.locked {
                _ = try rollForward()
                var manifest = try manifest()
                if let phase {
                    for (name, entry) in manifest.files where entry.phase == phase { manifest.files[name] = nil }
                }
                for file in EpisodeFile.allCases {
                    guard let data = contents[file] else { continue }
                    try files.create(Self.next(file), data)
                    manifest.files[file.name] = entry(data, phase)
                }
                if let data = try read(.ledger) { manifest.files[EpisodeFile.ledger.name] = entry(data, nil) }
                record(&manifest)
                try put(manifest, at: Self.nextManifest)
                try files.sync()
                return try rollForward()
            }
        }
    }

    func entry(_ data: Data, _ phase: Phase?) -> Manifest.Entry {
        Manifest.Entry(sha256: ArtefactJSON.digest(data), sizeBytes: data.count, phase: phase, generatedAt: now())
    }

    private static func next(_ file: EpisodeFile) -> String { ".\(file.name).next" }

    private func finishInterrupted() throws {
        guard files.exists(Self.nextManifest) else { return }
        try guarded { _ = try files.locked { try rollForward() } }
    }

    /// Carries out what `.manifest.next` announces; does nothing where there is none.
    ///
    /// - Returns: The names under which edited files were set aside.
    private func rollForward() throws -> [String] {
        guard let data = try files.read(Self.nextManifest) else { return [] }
        let next = try ArtefactJSON.value(Manifest.self, from: data)
        let old = try? manifest()
        var asides: [String] = []
        for file in EpisodeFile.allCases where file != .manifest && file != .ledger {
            let known = old?.files[file.name]?.sha256
            if let announced = next.files[file.name] {
                guard let data = try files.read(Self.next(file)), ArtefactJSON.digest(data) == announced.sha256 else {
                    continue
                }
                if let current = try files.read(file.name),
                    ![known, announced.sha256].contains(ArtefactJSON.digest(current))
                {
                    asides.append(try setAside(file, as: "edited"))
                }
                try files.rename(Self.next(file), to: file.name)
            } else if let known, let current = try files.read(file.name) {
                // The phase's new run makes no such file.
                if ArtefactJSON.digest(current) == known {
                    try files.remove(file.name)
                } else {
                    asides.append(try setAside(file, as: "edited"))
                }
            }
        }
        try files.sync()
        try put(next, at: Self.manifestCopy)
        try files.rename(Self.nextManifest, to: EpisodeFile.manifest.name)
        try files.sync()
        return asides
    }

    /// Writes a manifest under a name, whole or not at all.
    func put(_ manifest: Manifest, at name: String) throws {
        try files.create(Self.unfinishedManifest, ArtefactJSON.data(manifest))
        try files.rename(Self.unfinishedManifest, to: name)
    }

    func setAside(_ file: EpisodeFile, as reason: String) throws -> String {
        var number = 1
        while files.exists(file.setAside(as: reason, number: number)) { number += 1 }
        let name = file.setAside(as: reason, number: number)
        try files.rename(file.name, to: name)
        return name
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
