import Glibc

@testable import Shell

/// A terminal with nobody at it but the test: types keys, and waits for what the program draws.
final class PseudoTerminal {
    let master: Int32
    let slave: Int32
    private(set) var output: [UInt8] = []
    private var searched = 0

    init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
        var master: Int32 = 0
        var slave: Int32 = 0
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, nil, nil, &size) == 0 else {
            throw TerminalError(call: "openpty", number: errno)
        }
        self.master = master
        self.slave = slave
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(master)
        close(slave)
    }

    /// Gives the terminal another size.
    func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Types text; reads meanwhile, so that neither side blocks on a full terminal.
    func type(_ text: String) {
        type(Array(text.utf8))
    }

    func type(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 1024)) }
            if count > 0 { rest.removeFirst(count) }
            if !rest.isEmpty {
                var ready = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
                _ = poll(&ready, 1, 1000)
            }
            drain()
        }
    }

    /// Waits until the text was drawn after what the last wait found.
    func expect(_ text: String, seconds: Int32 = 20) -> Bool {
        let pattern = Array(text.utf8)
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        let end = deadline.tv_sec + Int(seconds)
        while true {
            if let found = find(pattern) {
                searched = found + pattern.count
                return true
            }
            var now = timespec()
            clock_gettime(CLOCK_MONOTONIC, &now)
            guard now.tv_sec < end else { return false }
            var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            _ = poll(&ready, 1, 1000)
            drain()
        }
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    private func find(_ pattern: [UInt8]) -> Int? {
        guard output.count - searched >= pattern.count else { return nil }
        return (searched...(output.count - pattern.count)).first {
            output[$0] == pattern[0] && output[$0...].starts(with: pattern)
        }
    }

    func drain() {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(master, &bytes, bytes.count)
            guard count > 0 else { return }
            output += bytes[..<count]
        }
    }
}
