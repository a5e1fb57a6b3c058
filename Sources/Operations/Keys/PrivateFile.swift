public import Foundation
import Glibc

/// A file that nobody but its owner may read: keys lie in such.
public struct PrivateFile: Sendable {
    /// Where it is.
    public let url: URL
    /// A file with keys that is longer than this is none.
    private static let longestBytes = 1 << 20

    /// The file of a place, which need not be there.
    public init(_ url: URL) {
        self.url = url
    }

    private var path: String { url.path(percentEncoded: false) }

    /// Reads it; what is looked at is the file that is open, whoever changes its name meanwhile.
    ///
    /// - Returns: Its bytes; `nil` where there is none.
    /// - Throws: ``KeyError``, with `fileTooOpen` where others may read or write it.
    public func read() throws -> Data? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw unusable("cannot be read: \(Self.reason)")
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw unusable("is no file")
        }
        let mode = status.st_mode & 0o777
        guard mode & 0o077 == 0 else {
            throw KeyError(
                .fileTooOpen,
                "\(path) has mode \(String(mode, radix: 8)), so others may read the keys in it",
                next: "Run chmod 600 on it; replace the keys if strangers use this machine."
            )
        }
        guard [geteuid(), 0].contains(status.st_uid) else {
            throw KeyError(
                .fileTooOpen,
                "\(path) belongs to user \(status.st_uid), who decides which key is in it",
                next: "Make the file yourself, in a folder of your own."
            )
        }
        if let open = folderOfOthers {
            throw KeyError(
                .fileTooOpen,
                "\(path) is in \(open), where everybody may put another file in its place",
                next: "Run chmod o-w on the folder, or move the file into one of your own."
            )
        }
        guard status.st_size <= Self.longestBytes else { throw unusable("is larger than 1 MiB") }
        let count = Int(status.st_size)
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = unsafe max(pread(descriptor, buffer.baseAddress, count, 0), 0)
        }
        guard bytes.count == count else { throw unusable("cannot be read: \(Self.reason)") }
        return Data(bytes)
    }

    /// Replaces it as a whole, on the disk when this returns; its folder is made for the owner alone where it is missing.
    ///
    /// - Throws: ``KeyError``; what was there is still there.
    public func replace(with data: Data) throws {
        let folder = url.deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw unusable("cannot be written: its folder cannot be made")
        }
        // A link stays a link, and what it leads to is replaced.
        let target = url.resolvingSymlinksInPath().path(percentEncoded: false)
        let temporary = "\(target).\(getpid())-\(UInt32.random(in: .min ... .max))"
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unusable("cannot be written: \(Self.reason)") }
        let bytes = Array(data)
        let isWritten =
            unsafe write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, unsafe rename(temporary, target) == 0 else {
            let reason = Self.reason
            unsafe unlink(temporary)
            throw unusable("cannot be written: \(reason)")
        }
        Self.sync(URL(filePath: target).deletingLastPathComponent())
    }

    /// Runs a body while nobody else is in a body of this file, in this process or another.
    func whileLocked<Output>(_ body: () throws -> Output) throws -> Output {
        try? FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let descriptor = unsafe open(path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unusable("cannot be locked: \(Self.reason)") }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw unusable("cannot be locked: \(Self.reason)") }
        }
        return try body()
    }

    /// Tells one content from another without reading it: which file it is, its size, and when it was changed.
    var stamp: [Int] {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return [] }
        return [Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }

    /// The folder of the file, where everybody may rename and replace what is in it.
    private var folderOfOthers: String? {
        let folder = url.resolvingSymlinksInPath().deletingLastPathComponent().path(percentEncoded: false)
        var status = stat()
        guard unsafe stat(folder, &status) == 0, status.st_mode & 0o002 != 0, status.st_mode & mode_t(S_ISVTX) == 0
        else { return nil }
        return folder
    }

    private func unusable(_ reason: String) -> KeyError { KeyError(.fileUnusable, "\(path) \(reason)") }

    private static var reason: String { unsafe String(cString: strerror(errno)) }

    /// A name is on the disk when its folder is.
    private static func sync(_ folder: URL) {
        let descriptor = unsafe open(folder.path(percentEncoded: false), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
