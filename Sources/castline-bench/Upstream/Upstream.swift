import ArgumentParser
import Foundation

/// The server that calls are measured against: a process of its own, so that its work is not counted as the client's.
///
/// Its paths choose its behaviour: `/api/v1` answers at once, `/p-lat400/api/v1` after 400 ms, `/p-sse4_gap2000000/api/v1`
/// streams four pieces, two seconds apart.
final class Upstream {
    /// Where it listens: `http://127.0.0.1:PORT`, without a path.
    let base: String
    private let process: Process?

    private init(base: String, process: Process?) {
        self.base = base
        self.process = process
    }

    /// A server that runs already, one compiled from a file in C, or else the one in this program.
    static func start(at url: String?, orFrom source: String?) throws -> Upstream {
        if let url { return Upstream(base: url, process: nil) }
        guard let source else {
            let output = Pipe()
            let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            let process = try launch(program, ["upstream"], output: output)
            guard let line = String(data: output.fileHandleForReading.availableData, encoding: .utf8),
                let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines))
            else { throw ValidationError("the upstream did not start") }
            return Upstream(base: "http://127.0.0.1:\(port)", process: process)
        }
        let program = FileManager.default.temporaryDirectory.appending(path: "castline-upstream-\(getpid())")
        defer { try? FileManager.default.removeItem(at: program) }
        let path = program.path(percentEncoded: false)
        let compiler = try launch(URL(filePath: "/usr/bin/cc"), ["-O2", "-o", path, source, "-lm"])
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { throw ValidationError("\(source) does not compile") }
        let port = 18_080 + Int(getpid()) % 1_000
        let process = try launch(program, ["\(port)"])
        try waitUntilListening(port, process)
        return Upstream(base: "http://127.0.0.1:\(port)", process: process)
    }

    /// Ends the process that was started; it keeps nothing that it would have to put away.
    func stop() {
        guard let process else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private static func launch(_ program: URL, _ arguments: [String], output: Pipe? = nil) throws -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        if let output { process.standardOutput = output }
        try process.run()
        return process
    }

    /// Tries to connect until somebody listens, for at most five seconds.
    private static func waitUntilListening(_ port: Int, _ process: Process) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        for _ in 0..<500 where process.isRunning {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            let status = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    unsafe connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            if status == 0 { return }
            usleep(10_000)
        }
        throw ValidationError("the upstream does not listen on port \(port)")
    }
}
