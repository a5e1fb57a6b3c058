import Foundation
import Gateway
import Glibc
import Synchronization

/// The ends of calls that are on the disk and have no rows yet.
///
/// A file beside the store, written from its beginning, whose landings are numbered. The next transaction counts their
/// money, and notes the number of the last one with each allotment; their rows are written when somebody looks for calls,
/// or no others follow, and ``LogTable`` notes up to which number. Once all of it has rows, the file is written from its
/// beginning again, with the next epoch: what of an older epoch lies behind the latest landing is no part of it.
///
/// To write over blocks that the file has already costs one write to the disk and nothing of the file system's own, so it
/// grows by many blocks at once. What many calls share is written behind its end: for them that costs less.
///
/// A landing stands behind its length, the epoch and a check sum, so that one which was half written when the power went
/// is known; nobody was told that it had ended.
final class LandingLog: Sendable {
    private struct State {
        var file: Int32?
        /// How long the file is.
        var size = 0
        /// Where the next landing goes.
        var end = 0
        var epoch: UInt32 = 1
        /// The number of the latest landing.
        var count: Int64 = 0
        var uncounted: [Landing] = []
        /// Where the landings stand that may have no rows, oldest first.
        var places: [(number: Int64, start: Int)] = []
        /// What was written last, for the sake of its memory.
        var buffer: [UInt8] = []
        /// Whether it is not used any more: it could not be written, or its process is at its end.
        var isClosed = false
    }

    /// What the file grows by, and how long it gets: room for some thousands of calls.
    static let growth = 2 << 20
    private static let longest = 64 << 20
    /// What is so long that the file need not have grown before.
    private static let longWrite = 64 << 10
    static let headerSize = 16

    private let path: String
    private let state = Mutex(State())

    init(at path: String) { self.path = path }

    deinit { close() }

    /// Where the log of an owner is, whose lock is a file.
    static func path(besideLock path: String) -> String { path + suffix }

    /// Ends the names of logs.
    static let suffix = ".log"

    /// The landings whose money is not in the tables, oldest first, without their calls.
    var uncounted: [Landing] { state.withLock(\.uncounted) }

    /// Whether every landing has its rows.
    var isEmpty: Bool { state.withLock(\.places.isEmpty) }

    /// Whether so much of it is taken that room should be made.
    var isLong: Bool { state.withLock { $0.end > Self.longest / 2 } }

    /// Numbers a landing that the tables take at once.
    func number(_ landing: Landing) -> Landing {
        state.withLock { state in
            state.count += 1
            var landing = landing
            landing.number = state.count
            return landing
        }
    }

    /// Writes landings to the disk; one caller at a time.
    ///
    /// - Returns: Whether they are there; if not, the tables must take them.
    func append(_ landings: [Landing]) -> Bool {
        var bytes: [UInt8] = []
        let (count, end, epoch, isClosed) = state.withLock { state in
            swap(&bytes, &state.buffer)
            return (state.count, state.end, state.epoch, state.isClosed)
        }
        guard !isClosed else { return false }
        bytes.removeAll(keepingCapacity: true)
        var writer = FieldWriter(behind: bytes)
        // Its only owner now, so that it is written where it stands.
        bytes = []
        var uncounted: [Landing] = []
        var places: [(number: Int64, start: Int)] = []
        for var landing in landings {
            landing.number = count + Int64(uncounted.count) + 1
            places.append((landing.number, end + writer.bytes.count))
            Self.write(landing, epoch: epoch, to: &writer)
            landing.call = nil
            uncounted.append(landing)
        }
        bytes = writer.bytes
        writer = FieldWriter()
        let newEnd = end + bytes.count
        guard newEnd <= Self.longest, let file = open() else { return false }
        guard bytes.count >= Self.longWrite || hasRoom(file, upTo: newEnd) else { return false }
        let written = unsafe pwrite(file, bytes, bytes.count, off_t(end))
        guard written == bytes.count, fdatasync(file) == 0 else {
            // What the disk has of it now is unknown; who finds the file shall not take it for ended calls.
            _ = ftruncate(file, off_t(end))
            state.withLock { $0.isClosed = true }
            return false
        }
        state.withLock { state in
            state.end = newEnd
            state.size = max(state.size, newEnd)
            state.count += Int64(uncounted.count)
            state.uncounted += uncounted
            state.places += places
            swap(&bytes, &state.buffer)
        }
        return true
    }

    /// Notes that the money of all landings is in the tables.
    func noteCounted() { state.withLock { $0.uncounted = [] } }

    /// Reads the oldest landings that may have no rows.
    ///
    /// - Throws: ``StoreError`` where the file does not have them any more.
    func unwritten(limit: Int) throws -> [Landing] {
        let (file, range, count) = state.withLock { state in
            let places = state.places.prefix(limit)
            let end = state.places.count > limit ? state.places[limit].start : state.end
            return (state.file, (places.first?.start ?? end)..<end, places.count)
        }
        guard let file, count > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: range.count)
        guard unsafe pread(file, &bytes, bytes.count, off_t(range.lowerBound)) == bytes.count else {
            throw StoreError(.damaged, "\(path) with ended calls cannot be read")
        }
        let landings = Self.landings(in: bytes)
        guard landings.count == count else {
            throw StoreError(.damaged, "\(path) with ended calls was changed by somebody else")
        }
        return landings
    }

    /// Notes that landings up to a number have their rows, and begins anew where that is all.
    func note(written number: Int64) {
        state.withLock { state in
            state.places.removeFirst(state.places.prefix { $0.number <= number }.count)
            guard state.places.isEmpty, state.end > 0 else { return }
            state.end = 0
            state.epoch &+= 1
        }
    }

    /// Ends the use of the file, and removes it when all of it has rows.
    func close() {
        let file = state.withLock { state in
            defer { (state.file, state.isClosed) = (nil, true) }
            if state.places.isEmpty, state.file != nil { _ = unsafe unlink(path) }
            return state.file
        }
        if let file { _ = Glibc.close(file) }
    }

    /// Makes the file at its first use: a process whose calls come one by one needs none.
    private func open() -> Int32? {
        if let file = state.withLock(\.file) { return file }
        let file = unsafe Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { return nil }
        let isMade = hasRoom(file, upTo: Self.growth) && syncFolder()
        if !isMade { _ = Glibc.close(file) }
        return state.withLock { state in
            state.file = isMade ? file : nil
            state.isClosed = !isMade
            return state.file
        }
    }

    /// Has the file grow, unless it is as long already.
    private func hasRoom(_ file: Int32, upTo end: Int) -> Bool {
        let size = state.withLock(\.size)
        guard end > size else { return true }
        let zeros = [UInt8](repeating: 0, count: max(Self.growth, end - size))
        guard unsafe pwrite(file, zeros, zeros.count, off_t(size)) == zeros.count, fsync(file) == 0 else {
            return false
        }
        state.withLock { $0.size = size + zeros.count }
        return true
    }

    /// Puts the file's name on the disk too.
    private func syncFolder() -> Bool {
        let folder = unsafe Glibc.open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return false }
        defer { _ = Glibc.close(folder) }
        return fsync(folder) == 0
    }

    // MARK: The format

    private static func write(_ landing: Landing, epoch: UInt32, to writer: inout FieldWriter) {
        let start = writer.bytes.count
        writer.append(UInt32.zero)
        writer.append(epoch)
        writer.append(UInt64.zero)
        landing.write(to: &writer)
        let payload = writer.bytes[(start + headerSize)...]
        let (size, checksum) = (UInt32(payload.count), checksum(of: payload, epoch: epoch))
        writer.put(size, at: start)
        writer.put(checksum, at: start + 8)
    }

    /// The landings in a file, oldest first; nothing where there is no file.
    static func landings(in path: String) -> [Landing] {
        FileManager.default.contents(atPath: path).map { landings(in: Array($0)) } ?? []
    }

    private static func landings(in bytes: [UInt8]) -> [Landing] {
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
