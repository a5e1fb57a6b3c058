import Foundation
import Gateway
import Glibc
import Synchronization

/// A lock that lasts as long as its process: a file beside the store, locked with `flock`.
///
/// The kernel gives it up when the process ends in whatever way, so that a lock that can be had belongs to nobody.
/// Process ids would not do: they are given out again, and mean nothing in another container.
final class OwnerLock: Sendable {
    private let path: String
    private let descriptor: Mutex<Int32?>
    /// Which calls run on allotments, in the locked file.
    let book: FlightBook
    /// Which of them have ended and are not in the tables.
    let log: LandingLog

    init(_ owner: String, beside store: URL) throws {
        let folder = Self.folder(beside: store)
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        // Locked under a name that no sweep looks at, and only then known by its own: in between, it would be taken for
        // the file of an owner that is gone.
        let hidden = folder.appendingPathComponent(".\(owner)").path
        path = folder.appendingPathComponent(owner).path
        let file = unsafe open(hidden, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0, flock(file, LOCK_EX | LOCK_NB) == 0, unsafe rename(hidden, path) == 0 else {
            let reason = StoreError.reason(errno)
            if file >= 0 { _ = Glibc.close(file) }
            throw StoreError(.cannotOpen, "\(path) cannot be locked: \(reason)")
        }
        descriptor = Mutex(file)
        book = FlightBook(file: file)
        log = LandingLog(at: LandingLog.path(besideLock: path))
    }

    deinit {
        release()
    }

    /// Gives the lock up and removes its file, unless the file is still of use to who looks after this process.
    func release(keepingFile: Bool = false) {
        let file: Int32? = descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        guard let file else { return }
        if !keepingFile { _ = unsafe unlink(path) }
        _ = Glibc.close(file)
    }

    /// Runs a body while nobody else, in this process or another, is in a body of the same store.
    ///
    /// Tables are brought up to date in several transactions, between which another opener would see half of them.
    static func whileOpening<Output>(beside store: URL, _ body: () throws -> Output) throws -> Output {
        let folder = folder(beside: store)
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let path = folder.appendingPathComponent(".opening").path
        let file = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw StoreError(.cannotOpen, "\(path) cannot be opened: \(StoreError.reason(errno))")
        }
        defer { _ = Glibc.close(file) }
        guard flock(file, LOCK_EX) == 0 else {
            throw StoreError(.cannotOpen, "\(path) cannot be locked: \(StoreError.reason(errno))")
        }
        return try body()
    }

    /// Whether some process holds the lock of an owner.
    static func isHeld(_ owner: String, beside store: URL) -> Bool {
        isHeld(folder(beside: store).appendingPathComponent(owner).path)
    }

    /// The calls that an owner had under way on allotments.
    static func flights(of owner: String, beside store: URL) -> [Allotments.Flight] {
        FlightBook.flights(in: folder(beside: store).appendingPathComponent(owner))
    }

    /// The calls of an owner that have ended on allotments and may not be in the tables.
    static func landings(of owner: String, beside store: URL) -> [Landing] {
        LandingLog.landings(
            in: LandingLog.path(besideLock: folder(beside: store).appendingPathComponent(owner).path)
        )
    }

    /// Removes the files of owners that are gone, but for some.
    static func sweep(beside store: URL, keeping kept: [String]) {
        let folder = folder(beside: store)
        let owners = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for file in owners where !file.hasPrefix(".") {
            let owner = file.hasSuffix(LandingLog.suffix) ? String(file.dropLast(LandingLog.suffix.count)) : file
            if kept.contains(owner) || isHeld(folder.appendingPathComponent(owner).path) { continue }
            _ = unsafe unlink(folder.appendingPathComponent(file).path)
        }
    }

    private static func isHeld(_ path: String) -> Bool {
        let file = unsafe open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { _ = Glibc.close(file) }
        return flock(file, LOCK_EX | LOCK_NB) != 0
    }

    private static func folder(beside store: URL) -> URL {
        store.deletingLastPathComponent().appendingPathComponent(store.lastPathComponent + "-owners")
    }
}
