import Foundation
import Glibc

/// Keeps an episode to one process while a phase runs on it, or a person edits it.
///
/// The lock is the kernel's and ends with its process in whatever way; the file that carries it says who holds it.
struct EpisodeLock {
    /// Who holds an episode.
    struct Holder: Codable {
        var process: Int32
        var host: String
        /// A phase's name, or such as `edit script`.
        var work: String
        var since: Date
    }

    static let fileName = ".holder.json"
    private let path: String

    init(episode: URL) {
        path = episode.appending(path: Self.fileName).path(percentEncoded: false)
    }

    /// Runs a body while no other process holds the episode.
    ///
    /// - Throws: ``ProductionError`` with `busy`, which says who holds it, or `folderNotWritable`; what the body throws.
    func whileHeld<Value>(
        for work: String,
        at date: Date,
        _ body: () async throws -> Value
    ) async throws -> Value {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(errno) }
        defer {
            // A child that is just being started has the descriptor too, until it runs: to close it would not be enough.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw failure(errno) }
            throw heldByAnother()
        }
        let holder = Holder(process: getpid(), host: ProcessInfo.processInfo.hostName, work: work, since: date)
        let data = try ArtefactJSON.data(holder)
        guard ftruncate(descriptor, 0) == 0,
            unsafe data.withUnsafeBytes({ unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }) == data.count
        else { throw failure(errno) }
        defer { _ = ftruncate(descriptor, 0) }
        return try await body()
    }

    private func heldByAnother() -> ProductionError {
        let holder = (try? Data(contentsOf: URL(filePath: path)))
            .flatMap { try? ArtefactJSON.value(Holder.self, from: $0) }
        let slug = URL(filePath: path).deletingLastPathComponent().lastPathComponent
        let who = holder.map {
            "process \($0.process) on \($0.host), which runs \($0.work) since \($0.since.formatted(.iso8601))"
        }
        return ProductionError(
            .busy,
            "\(slug) is held by \(who ?? "another process")",
            kept: "nothing was changed",
            next: "wait for it, or end that process: what it has finished is kept"
        )
    }

    private func failure(_ number: Int32) -> ProductionError {
        ProductionError(
            .folderNotWritable,
            "\(path) cannot be locked: \(unsafe String(cString: strerror(number)))",
            next: "check its permissions and the space on the disk"
        )
    }
}
