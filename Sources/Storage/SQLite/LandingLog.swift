import Foundation
import Glibc
import Synchronization

/// The ends of calls that are on the disk and not yet in the tables.
///
/// A file of a fixed size beside the store, written from its beginning. Once all of it is in the tables, it is written from
/// its beginning again, with the next epoch: what of an older epoch lies behind the latest landing is no part of it. To
/// write over blocks that the file has already costs one write to the disk and nothing of the file system's own.
///
/// A landing stands behind its length, the epoch and a check sum, so that one which was half written when the power went
/// is known; nobody was told that it had ended.
final class LandingLog: Sendable {
    /// A landing with its number, and its bytes.
    struct Entry: Sendable {
        var landing: Landing
        var bytes: [UInt8]
    }

    private struct State {
        var file: Int32?
        var end = 0
        var epoch: UInt32 = 1
        var count: Int64 = 0
        var pending: [Entry] = []
        /// Whether landings may be in packs.
        var hasPacked = false
        /// Whether it is not used any more: it could not be written, or its process is at its end.
        var isClosed = false
    }

    private static let size = 2 << 20
    private static let headerSize = 16

    private let path: String
    private let state = Mutex(State())

    init(at path: String) { self.path = path }

    deinit { close() }

    /// Where the log of an owner is, whose lock is a file.
    static func path(besideLock path: String) -> String { path + suffix }

    /// Ends the names of logs.
    static let suffix = ".log"

    /// The landings that are not in the tables, oldest first.
    var pending: [Entry] { state.withLock(\.pending) }

    /// Whether every landing is in the tables.
    var isEmpty: Bool { state.withLock(\.pending.isEmpty) }

    /// Whether every landing has its rows.
    var isPutAway: Bool { state.withLock { $0.pending.isEmpty && !$0.hasPacked } }

    /// Notes that no landing is in a pack.
    func notePutAway() { state.withLock { $0.hasPacked = false } }

    /// Numbers a landing that the tables take at once.
    func entry(for landing: Landing) throws -> Entry {
        try state.withLock { state in
            defer { state.count += 1 }
            return try Self.entry(for: landing, number: state.count + 1)
        }
    }

    /// Writes landings to the disk; one caller at a time.
    ///
    /// - Returns: Whether they are there; if not, the tables must take them.
    func append(_ landings: [Landing]) -> Bool {
        let (count, end, epoch, isClosed) = state.withLock { ($0.count, $0.end, $0.epoch, $0.isClosed) }
        guard !isClosed, let file = open() else { return false }
        var bytes: [UInt8] = []
        var entries: [Entry] = []
        for landing in landings {
            guard let entry = try? Self.entry(for: landing, number: count + Int64(entries.count) + 1) else {
                return false
            }
            Self.append(entry.bytes, epoch: epoch, to: &bytes)
            entries.append(entry)
        }
        guard end + bytes.count <= Self.size else { return false }
        let written = unsafe pwrite(file, bytes, bytes.count, off_t(end))
        guard written == bytes.count, fdatasync(file) == 0 else {
            // What the disk has of it now is unknown.
            state.withLock { $0.isClosed = true }
            return false
        }
        state.withLock { state in
            state.end += bytes.count
            state.count += Int64(entries.count)
            state.pending += entries
        }
        return true
    }

    private static func entry(for landing: Landing, number: Int64) throws -> Entry {
        var landing = landing
        landing.number = number
        return Entry(landing: landing, bytes: try landing.bytes)
    }

    /// Begins anew, as what was pending is in the tables.
    func clear() {
        state.withLock { state in
            guard !state.pending.isEmpty else { return }
            state.pending = []
            state.hasPacked = true
            state.end = 0
            state.epoch &+= 1
        }
    }

    /// Ends the use of the file, and removes it when all of it is in the tables.
    func close() {
        let file = state.withLock { state in
            defer { (state.file, state.isClosed) = (nil, true) }
            if state.pending.isEmpty, state.file != nil { _ = unsafe unlink(path) }
            return state.file
        }
        if let file { _ = Glibc.close(file) }
    }

    /// Makes the file at its first use: a process whose calls come one by one needs none.
    private func open() -> Int32? {
        if let file = state.withLock(\.file) { return file }
        let file = unsafe Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { return nil }
        let zeros = [UInt8](repeating: 0, count: Self.size)
        let isMade = unsafe pwrite(file, zeros, zeros.count, 0) == zeros.count && fsync(file) == 0 && syncFolder()
        if !isMade { _ = Glibc.close(file) }
        return state.withLock { state in
            state.file = isMade ? file : nil
            state.isClosed = !isMade
            return state.file
        }
    }

    /// Puts the file's name on the disk too.
    private func syncFolder() -> Bool {
        let folder = unsafe Glibc.open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return false }
        defer { _ = Glibc.close(folder) }
        return fsync(folder) == 0
    }

    // MARK: The format

    private static func append(_ payload: [UInt8], epoch: UInt32, to bytes: inout [UInt8]) {
        let checksum = checksum(of: payload[...], epoch: epoch)
        unsafe withUnsafeBytes(of: UInt32(payload.count).littleEndian) { unsafe bytes.append(contentsOf: $0) }
        unsafe withUnsafeBytes(of: epoch.littleEndian) { unsafe bytes.append(contentsOf: $0) }
        unsafe withUnsafeBytes(of: checksum.littleEndian) { unsafe bytes.append(contentsOf: $0) }
        bytes += payload
    }

    /// The landings in a file, oldest first; nothing where there is no file.
    static func landings(in path: String) -> [Landing] {
        guard let bytes = FileManager.default.contents(atPath: path).map(Array.init) else { return [] }
        var landings: [Landing] = []
        var start = 0
        var epoch: UInt32?
        while start + headerSize <= bytes.count {
            let header = unsafe bytes[start..<(start + headerSize)].withUnsafeBytes { header in
                unsafe (
                    size: Int(UInt32(littleEndian: header.loadUnaligned(as: UInt32.self))),
                    epoch: UInt32(littleEndian: header.loadUnaligned(fromByteOffset: 4, as: UInt32.self)),
                    checksum: UInt64(littleEndian: header.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                )
            }
            start += headerSize
            guard header.size > 0, header.size <= bytes.count - start, header.epoch == epoch ?? header.epoch else {
                break
            }
            let payload = bytes[start..<(start + header.size)]
            guard header.checksum == checksum(of: payload, epoch: header.epoch), let landing = Landing(payload) else {
                break
            }
            landings.append(landing)
            epoch = header.epoch
            start += header.size
        }
        return landings
    }

    /// Tells what was written in part from what was written whole: a multiplication for every 8 bytes.
    private static func checksum(of payload: ArraySlice<UInt8>, epoch: UInt32) -> UInt64 {
        var sum = 0x9E37_79B9_7F4A_7C15 ^ UInt64(epoch)
        func add(_ word: UInt64) {
            sum = (sum ^ word) &* 0xFF51_AFD7_ED55_8CCD
            sum ^= sum >> 32
        }
        unsafe payload.withUnsafeBytes { payload in
            var start = 0
            while start + 8 <= payload.count {
                unsafe add(UInt64(littleEndian: payload.loadUnaligned(fromByteOffset: start, as: UInt64.self)))
                start += 8
            }
            var last: UInt64 = 0
            while start < payload.count {
                unsafe last = last << 8 | UInt64(payload[start])
                start += 1
            }
            add(last)
            add(UInt64(payload.count))
        }
        return sum
    }
}
