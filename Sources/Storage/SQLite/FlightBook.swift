import Foundation
import Gateway
import Glibc
import Synchronization

/// Which calls of a process run on money of its allotments: a slot each in the file that its ``OwnerLock`` locks.
///
/// A slot is written without waiting for the disk. It outlives the process, not the loss of power: after that the whole
/// allotment counts as in doubt, so that the money is safe either way and only the name of the call is lost.
///
/// The file is mapped at the first call, with all of its blocks, so that to write a slot is to copy it and cannot fail for
/// want of room. What a process leaves half written when it is killed is a call that was not sent yet.
final class FlightBook: Sendable {
    /// How many calls a process can have in its book at once.
    static let slotCount = 512
    private static let slotSize = 1_024

    /// The mapped file.
    @safe private struct Pages {
        private let start: UnsafeMutablePointer<UInt8>

        init?(of file: Int32) {
            let size = slotCount * slotSize
            guard posix_fallocate(file, 0, off_t(size)) == 0,
                let start = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
                unsafe start != MAP_FAILED
            else { return nil }
            unsafe self.start = start.bindMemory(to: UInt8.self, capacity: size)
        }

        func unmap() { _ = unsafe munmap(start, slotCount * slotSize) }

        func write(_ bytes: [UInt8], in slot: Int) {
            let place = unsafe start + slot * slotSize
            // Last the first byte, by which a slot is known to be empty.
            unsafe bytes.dropFirst().withUnsafeBufferPointer { rest in
                guard let first = rest.baseAddress else { return }
                unsafe (place + 1).update(from: first, count: rest.count)
            }
            unsafe place[0] = bytes[0]
        }

        func clear(_ slot: Int) { unsafe start[slot * slotSize] = 0 }
    }

    private struct State {
        var pages: Pages?
        var isMapped = false
    }

    private let file: Int32
    private let state = Mutex(State())

    init(file: Int32) { self.file = file }

    deinit { state.withLock { $0.pages?.unmap() } }

    /// Writes a flight into an empty slot.
    ///
    /// - Returns: Whether it fits and was written.
    func write(_ flight: Allotments.Flight, in slot: Int) -> Bool {
        let bytes = Self.bytes(of: flight)
        guard bytes.count <= Self.slotSize else { return false }
        return state.withLock { state in
            if !state.isMapped { state = State(pages: Pages(of: file), isMapped: true) }
            state.pages?.write(bytes, in: slot)
            return state.pages != nil
        }
    }

    /// Writes another state of a flight into its slot, all at once.
    func rewrite(_ flight: Allotments.Flight, in slot: Int) {
        let bytes = Self.bytes(of: flight)
        guard bytes.count <= Self.slotSize else { return }
        _ = unsafe pwrite(file, bytes, bytes.count, off_t(slot * Self.slotSize))
    }

    /// Empties a slot.
    func clear(_ slot: Int) { state.withLock { $0.pages?.clear(slot) } }

    /// The flights in a book; what is torn is left out.
    static func flights(in file: URL) -> [Allotments.Flight] {
        guard let data = try? Data(contentsOf: file) else { return [] }
        return stride(from: 0, to: data.count, by: slotSize).compactMap { start in
            guard data[start] == taken else { return nil }
            var slot = FieldReader(data[(start + 1)..<min(start + slotSize, data.count)])
            return slot.readBytes().flatMap { Allotments.Flight(Array($0)) }
        }
    }

    /// The first byte of a slot that has a flight.
    private static let taken: UInt8 = 1

    /// What a slot has of a flight.
    private static func bytes(of flight: Allotments.Flight) -> [UInt8] {
        var writer = FieldWriter(behind: [taken])
        writer.write(flight.bytes)
        return writer.bytes
    }

    /// Names the time since this machine was started: what was written within it is there, waited for or not.
    static let boot: String = {
        let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }()
}
