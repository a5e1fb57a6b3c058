import Dispatch
import Glibc

/// The beginnings of what a program prints and of what it complains of; what comes after them is read and dropped, so
/// that it never waits for a reader.
struct BoundedOutput: Sendable {
    private let output: PipeEnds
    private let errors: PipeEnds
    /// Closed when the program has ended: what it has started may live on with the pipes in its hands.
    private let over: PipeEnds
    private let limit: Int

    /// Opens the pipes.
    ///
    /// - Parameter limit: The most bytes that are kept of each.
    /// - Throws: ``Failure`` when the system has none left.
    init(limit: Int) throws {
        output = try PipeEnds()
        errors = try PipeEnds()
        over = try PipeEnds()
        self.limit = limit
    }

    /// What the program writes to.
    var streams: ChildProcess.Streams {
        ChildProcess.Streams(output: output.writing, errors: errors.writing)
    }

    /// Closes the ends that the program has by now.
    func closeWritingEnds() {
        close(output.writing)
        close(errors.writing)
    }

    /// Says that the program has ended: only what is there already is still read.
    func end() { close(over.writing) }

    /// Reads until all writers are gone or the program has ended, from a thread of its own; closes the pipes.
    func read() async -> (output: [UInt8], errors: [UInt8]) {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "castline.key-command").async {
                let kept = readNow()
                for pipe in [output, errors, over] { close(pipe.reading) }
                continuation.resume(returning: kept)
            }
        }
    }

    private func readNow() -> (output: [UInt8], errors: [UInt8]) {
        var kept: [[UInt8]] = [[], []]
        var waits = [output, errors, over].map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while waits[0].fd >= 0 || waits[1].fd >= 0 {
            if unsafe poll(&waits, nfds_t(waits.count), -1) < 0 {
                if errno == EINTR { continue }
                break
            }
            var hasKept = false
            for index in 0..<2 where waits[index].fd >= 0 && waits[index].revents != 0 {
                let count = unsafe Glibc.read(waits[index].fd, &bytes, bytes.count)
                if count > 0 {
                    let rest = min(count, limit - kept[index].count)
                    kept[index] += bytes[..<rest]
                    hasKept = hasKept || rest > 0
                } else {
                    waits[index].fd = -1
                }
            }
            // What the program has left running may write for ever.
            if !hasKept, waits[2].revents != 0 { break }
        }
        return (kept[0], kept[1])
    }
}
