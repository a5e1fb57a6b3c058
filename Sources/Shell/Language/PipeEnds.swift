import CTerminal
import Dispatch
import Glibc

/// Two ends of a pipe, neither of which survives in a program unless it is handed on.
struct PipeEnds: Sendable {
    let reading: Int32
    let writing: Int32
    private static let longestLine = 1 << 20

    /// Opens a pipe.
    ///
    /// - Throws: ``Failure`` when the system has none left.
    init() throws {
        var ends: [Int32] = [0, 0]
        guard unsafe terminal_program_pipe(&ends) == 0 else {
            throw Failure(code: "programFailed", "The system has no pipe left.")
        }
        reading = ends[0]
        writing = ends[1]
    }

    /// Hands on what is written until the last writer is gone, whole characters at a time, from a thread of its own;
    /// closes the reading end.
    ///
    /// A serial queue of its own gets a thread whenever it needs one. Those of concurrent queues are the ones that tasks
    /// run on: there are as many as processors, and whoever waits there stops the shell.
    ///
    /// - Returns: Whether all of it was taken.
    func forward(to sink: Sink) async -> Bool {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "castline.pipe").async {
                var bytes = [UInt8](repeating: 0, count: 65_536)
                var rest: [UInt8] = []
                var isTaken = true
                while isTaken {
                    let count = unsafe read(reading, &bytes, bytes.count)
                    if count < 0, errno == EINTR { continue }
                    rest += bytes[..<max(count, 0)]
                    // A character may be cut, a line end never is: what follows the last one waits.
                    let end = rest.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
                    let taken = count <= 0 || rest.count > Self.longestLine ? rest.count : end
                    isTaken = taken == 0 || (try? sink.write(String(decoding: rest[..<taken], as: UTF8.self))) != nil
                    rest.removeFirst(taken)
                    if count <= 0 { break }
                }
                try? sink.end()
                close(reading)
                continuation.resume(returning: isTaken)
            }
        }
    }
}
