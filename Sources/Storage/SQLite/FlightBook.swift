import Foundation
import Gateway
import Glibc

/// Which calls of a process run on money of its allotments: a slot each in the file that its ``OwnerLock`` locks.
///
/// A slot is written without waiting for the disk. It outlives the process, not the loss of power: after that the whole
/// allotment counts as in doubt, so that the money is safe either way and only the name of the call is lost.
struct FlightBook: Sendable {
    /// How many calls a process can have in its book at once.
    static let slotCount = 512
    private static let slotSize = 1_024

    let file: Int32

    /// Writes a flight into a slot.
    ///
    /// - Returns: Whether it fits and was written.
    func write(_ flight: Allotments.Flight, in slot: Int) -> Bool {
        guard let data = try? StoredJSON.encode(flight), data.count < Self.slotSize else { return false }
        let bytes = [UInt8](data) + [0]
        return unsafe pwrite(file, bytes, bytes.count, off_t(slot * Self.slotSize)) == bytes.count
    }

    /// Empties a slot.
    func clear(_ slot: Int) {
        _ = unsafe pwrite(file, [0], 1, off_t(slot * Self.slotSize))
    }

    /// The flights in a book; what is torn is left out.
    static func flights(in file: URL) -> [Allotments.Flight] {
        guard let data = try? Data(contentsOf: file) else { return [] }
        let decoder = JSONDecoder()
        return stride(from: 0, to: data.count, by: slotSize).compactMap { start in
            let slot = data[start..<min(start + slotSize, data.count)].prefix { $0 != 0 }
            return slot.isEmpty ? nil : try? decoder.decode(Allotments.Flight.self, from: slot)
        }
    }

    /// Names the time since this machine was started: what was written within it is there, waited for or not.
    static let boot: String = {
        let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }()
}
