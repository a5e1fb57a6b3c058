import Foundation
import TerminalDriver

/// A PostgreSQL of its own for the clients that need one, behind a socket in a folder, and gone afterwards.
struct PostgreSQLServer {
    /// What clients find it by.
    let variables: [String: String]

    private let folder: URL
    private let programs: URL

    /// Runs a body beside a server in a new folder.
    ///
    /// - Parameters:
    ///   - folder: Where it keeps its files; with a short path, as a socket stands there.
    ///   - body: Is given the server, or `nil` where there is none to be had.
    /// - Returns: What the body does.
    /// - Throws: What the body throws.
    static func run<Result>(in folder: URL, _ body: (PostgreSQLServer?) throws -> Result) throws -> Result {
        guard let programs, let server = try? PostgreSQLServer(in: folder, programs: programs) else {
            return try body(nil)
        }
        defer { _ = try? server.control("-m", "immediate", "stop") }
        return try body(server)
    }

    private init(in folder: URL, programs: URL) throws {
        self.folder = folder
        self.programs = programs
        let path = folder.path(percentEncoded: false)
        variables = ["PGHOST": path, "PGUSER": "postgres", "PGDATABASE": "postgres"]
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if getuid() == 0 {
            // It refuses to run as root.
            try FileManager.default.setAttributes([.ownerAccountName: "postgres"], ofItemAtPath: path)
        }
        try Self.finish("initdb", ["-A", "trust", "-U", "postgres", "-D", "\(path)/data"], of: programs)
        try control("-w", "-l", "\(path)/log", "-o", "-k \(path) -c listen_addresses=", "start")
    }

    private func control(_ words: String...) throws {
        let data = folder.appending(path: "data").path(percentEncoded: false)
        try Self.finish("pg_ctl", ["-D", data] + words, of: programs)
    }

    private static func finish(_ program: String, _ words: [String], of programs: URL) throws {
        let path = programs.appending(path: program).path(percentEncoded: false)
        let user = getuid() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
        let line = user + [path] + words
        let process = try TerminalProcess(
            "/usr/bin/env",
            line,
            environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
        )
        guard process.waitUntilEnded() == 0 else {
            throw TerminalProcess.Failure("\(program): \(process.text.suffix(300))")
        }
    }

    /// The folder of its programs, which Debian keeps off the `PATH`.
    private static var programs: URL? {
        let debian = URL(filePath: "/usr/lib/postgresql")
        let versions = (try? FileManager.default.contentsOfDirectory(at: debian, includingPropertiesForKeys: nil)) ?? []
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
            URL(filePath: "\($0)")
        }
        let folders = versions.sorted { $0.path() > $1.path() }.map { $0.appending(path: "bin") } + path
        return folders.first { folder in
            ["initdb", "pg_ctl"].allSatisfy {
                FileManager.default.isExecutableFile(atPath: folder.appending(path: $0).path(percentEncoded: false))
            }
        }
    }
}
