public import Foundation
import Gateway
import Glibc
import OpenRouter

/// Looks at a running installation: who may read its files, where its keys are from, how old they are, what the process
/// gives away.
public struct SecurityCheck: Sendable {
    /// One thing that was looked at.
    public struct Finding: Hashable, Sendable, Codable {
        /// How it is.
        public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
            /// As it should be.
            case ok
            /// It works, and it could be safer.
            case warning
            /// Somebody could have the keys, or what they pay for.
            case failed
        }

        /// What was looked at, such as `key files`.
        public var name: String
        /// How it is.
        public var status: Status
        /// What was seen.
        public var evidence: String
        /// Why it matters.
        public var meaning: String
        /// What to do; `nil` where nothing is to be done.
        public var remedy: String?

        /// A finding.
        public init(_ name: String, _ status: Status, _ evidence: String, meaning: String, remedy: String? = nil) {
            self.name = name
            self.status = status
            self.evidence = evidence
            self.meaning = meaning
            self.remedy = status == .ok ? nil : remedy
        }
    }

    /// What the installation is made of.
    public struct Installation: Sendable {
        /// Settings and keys.
        public var configuration: URL
        /// The history.
        public var state: URL
        /// The store.
        public var data: URL
        /// The episodes.
        public var episodes: URL
        /// The files of settings and of the commands that every shell begins with; those that there are.
        public var settings: [URL]
        /// Where the API is.
        public var baseURL: String
        /// The environment of the process.
        public var environment: [String: String]
        /// What is wrong with the store, a sentence each.
        public var storeProblems: @Sendable () async throws -> [String]

        /// An installation in these places.
        public init(
            configuration: URL,
            state: URL,
            data: URL,
            episodes: URL,
            settings: [URL],
            baseURL: String,
            environment: [String: String],
            storeProblems: @escaping @Sendable () async throws -> [String]
        ) {
            self.configuration = configuration
            self.state = state
            self.data = data
            self.episodes = episodes
            self.settings = settings
            self.baseURL = baseURL
            self.environment = environment
            self.storeProblems = storeProblems
        }
    }

    let installation: Installation
    let keys: Result<KeyKeeper, any Error>

    /// A check of an installation and the keys it uses, or of why they cannot be used.
    public init(_ installation: Installation, keys: Result<KeyKeeper, any Error>) {
        self.installation = installation
        self.keys = keys
    }

    /// Looks at everything.
    ///
    /// - Returns: A finding for each thing, also for those that are as they should be.
    /// - Throws: `CancellationError` only; what cannot be looked at is a finding too.
    public func run() async throws -> [Finding] {
        var findings = [privateFiles, folders, settings, keysInFiles, transport, process, searchPath, temporaryFolder]
        findings += await keyFindings()
        findings.append(await store())
        try Task.checkCancellation()
        return findings
    }

    // MARK: Files

    /// The files that hold keys, money or what was typed.
    private var privateFiles: Finding {
        var open: [String] = []
        var count = 0
        for folder in Set([installation.configuration, installation.state, installation.data]) {
            for (path, mode) in Self.files(below: folder) where !path.hasSuffix(".yaml") && !path.hasSuffix(".cast") {
                count += 1
                if mode & 0o077 != 0 { open.append("\(path) (\(String(mode & 0o777, radix: 8)))") }
            }
        }
        return Finding(
            "private files",
            open.isEmpty ? .ok : .failed,
            open.isEmpty ? "\(Self.files(count)), for their owner alone" : "others may open \(Self.some(open))",
            meaning: "key ring, store and history hold keys, prompts and what was spent",
            remedy: "chmod 600 on each; `keys revoke` where the key ring or a key file was open."
        )
    }

    private var folders: Finding {
        let folders = Set([installation.configuration, installation.state, installation.data, installation.episodes])
        let open = folders.compactMap { folder -> String? in
            let path = folder.path(percentEncoded: false)
            guard let mode = Self.mode(of: path), mode & 0o022 != 0 else { return nil }
            return "\(path) (\(String(mode & 0o777, radix: 8)))"
        }
        return Finding(
            "folders",
            open.isEmpty ? .ok : .failed,
            open.isEmpty ? "nobody else may write into them" : "others may write into \(Self.some(open.sorted()))",
            meaning: "who may write into a folder may put another key, store or startup file into it",
            remedy: "chmod go-w on each."
        )
    }

    /// The files that say what runs and where the calls go.
    private var settings: Finding {
        var open: [String] = []
        var count = 0
        for url in installation.settings {
            let path = url.resolvingSymlinksInPath().path(percentEncoded: false)
            var status = stat()
            guard unsafe stat(path, &status) == 0 else { continue }
            count += 1
            if status.st_mode & 0o022 != 0 { open.append("\(path) (\(String(status.st_mode & 0o777, radix: 8)))") }
            if ![geteuid(), 0].contains(status.st_uid) { open.append("\(path) (of user \(status.st_uid))") }
        }
        return Finding(
            "settings",
            open.isEmpty ? .ok : .failed,
            open.isEmpty ? "\(Self.files(count)) that nobody else may change" : "others may change \(Self.some(open))",
            meaning: "settings say which models may be asked, for how much, and which commands run at the start",
            remedy: "chmod go-w on each, and chown them to you; read them before the next start."
        )
    }

    /// Keys where none belongs: the keys in use are looked for byte by byte.
    private var keysInFiles: Finding {
        let name = "keys in files"
        let meaning = "keys belong into the key ring or a key file; elsewhere they are copied and published"
        guard let directory = try? keys.get().rotator.directory, let known = try? directory.keys() else {
            return Finding(
                name,
                .warning,
                "not looked for: the keys in use are not known",
                meaning: meaning,
                remedy: "Mend what is wrong with keys or store, then look again."
            )
        }
        let secrets = [known.active, known.management].compactMap(\.self) + known.standbys + known.successors
        let allowed = Set(
            [installation.configuration.appending(path: "key"), directory.inference?.file, directory.ring.file?.url]
                .compactMap { $0?.path(percentEncoded: false) }
        )
        var found: [String] = []
        var count = 0
        let folders = Set([
            installation.configuration, installation.state, installation.data, installation.episodes,
        ])
        for folder in folders {
            for (path, _) in Self.files(below: folder) where !allowed.contains(path) {
                guard let bytes = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else { continue }
                count += 1
                let holds = secrets.contains { key in
                    key.secret.withExposed { $0.utf8.count >= 8 && bytes.firstRange(of: Data($0.utf8)) != nil }
                }
                if holds { found.append(path) }
            }
        }
        return Finding(
            name,
            found.isEmpty ? .ok : .failed,
            found.isEmpty ? "no key stands in any of \(count) files" : "a key stands in \(Self.some(found.sorted()))",
            meaning: meaning,
            remedy: "`keys revoke`, then delete the file or the line."
        )
    }

    static func mode(of path: String) -> mode_t? {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? status.st_mode : nil
    }

    /// The plain files below a folder with their modes, at most 20,000 of them.
    private static func files(below folder: URL) -> [(path: String, mode: mode_t)] {
        let root = folder.resolvingSymlinksInPath().path(percentEncoded: false)
        guard let names = FileManager.default.enumerator(atPath: root) else { return [] }
        var files: [(String, mode_t)] = []
        for case let name as String in names {
            let path = root.hasSuffix("/") ? root + name : "\(root)/\(name)"
            if let mode = mode(of: path), mode & S_IFMT == S_IFREG { files.append((path, mode)) }
            if files.count == 20_000 { break }
        }
        return files
    }

    static func some(_ names: [String]) -> String {
        names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
    }

    private static func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }

    // MARK: The store

    private func store() async -> Finding {
        let problems: [String]
        do { problems = try await installation.storeProblems() } catch {
            let reason = (error as? StoreError)?.message ?? "\(error)"
            problems = ["it cannot be read: \(reason)"]
        }
        return Finding(
            "store",
            problems.isEmpty ? .ok : .failed,
            problems.isEmpty ? "whole, and the ledger adds up" : Self.some(problems),
            meaning: "the caps on money and the rotations of keys are only as good as the store",
            remedy: "Copy the store away, then move it aside: a new one is made; caps and history begin anew."
        )
    }
}
