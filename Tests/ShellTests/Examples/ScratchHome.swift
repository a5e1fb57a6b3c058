import Foundation
import Subprocess
import SystemPackage

@testable import Shell

/// A folder with everything that the examples of the commands speak of, and a copy of it for each of them.
struct ScratchHome: Sendable {
    let folder: URL

    /// What a process printed, and how it ended.
    struct Run: Sendable {
        var status: Int32
        var data: String
        var talk: String
    }

    /// Fills an empty folder: an episode, sources, files of commands.
    init(filling folder: URL) async throws {
        self.folder = folder
        let sentences = (1...40).map { "Coral reef number \($0) grows by \($0) millimetres in a year near Palau." }
        try write(sentences.joined(separator: "\n\n"), to: "reefs.md")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "more"),
            withIntermediateDirectories: true
        )
        try write("Polyps build reefs from lime. Fish find shelter there.", to: "more/polyps.txt")
        try write(sentences.joined(separator: " "), to: "notes.txt")
        try write("produce \"$1\" --source reefs.md --minutes 2 --yes || view qa\n", to: "produce.cast")
        try write("status\n", to: "checks.cast")
        try write("sk-or-v1-standby-0123456789abcdef\n", to: "standby.key")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600],
            ofItemAtPath: folder.appending(path: "standby.key").path(percentEncoded: false)
        )
        let made = try await run([
            "-c", "ask 'Say hi.'; produce 'Coral reefs' --source reefs.md --minutes 2 --yes || finalize",
        ])
        guard made.status == 0 else { throw Failure(code: "test", "No episode: \(made.data) \(made.talk)") }
    }

    private init(_ folder: URL) {
        self.folder = folder
    }

    private func write(_ text: String, to name: String) throws {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }

    /// A copy that may be changed.
    func copy() throws -> ScratchHome {
        let copy = folder.deletingLastPathComponent().appending(path: UUID().uuidString)
        try FileManager.default.copyItem(at: folder, to: copy)
        return ScratchHome(copy)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The program that is built beside the tests.
    static let program = URL(filePath: CommandLine.arguments[0])
        .deletingLastPathComponent().appending(path: "castline")

    /// Runs the program in the folder, on the embedded simulator.
    func run(_ arguments: [String]) async throws -> Run {
        try await Self.run(
            Self.program,
            arguments,
            in: folder,
            environment: [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
                "HOME": folder.path(percentEncoded: false),
                "CASTLINE_HOME": folder.appending(path: "home").path(percentEncoded: false),
            ]
        )
    }

    /// Runs a program.
    static func run(
        _ program: URL,
        _ arguments: [String],
        in folder: URL,
        environment: [String: String]? = nil,
        input: String = ""
    ) async throws -> Run {
        // To files, not through pipes: what a program leaves running behind it would hold those open.
        let files = ["data", "talk"].map { folder.appending(path: ".\($0)-\(UUID().uuidString)") }
        let descriptors = try files.map { file in
            try FileDescriptor.open(
                FilePath(file.path(percentEncoded: false)),
                .writeOnly,
                options: .create,
                permissions: .ownerReadWrite
            )
        }
        let variables = environment.map { environment in
            Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
        }
        let ended = try await Subprocess.run(
            .path(FilePath(program.path(percentEncoded: false))),
            arguments: Arguments(arguments),
            environment: variables.map { .custom($0) } ?? .inherit,
            workingDirectory: FilePath(folder.path(percentEncoded: false)),
            input: .string(input),
            output: .fileDescriptor(descriptors[0], closeAfterSpawningProcess: true),
            error: .fileDescriptor(descriptors[1], closeAfterSpawningProcess: true)
        )
        let status =
            switch ended.terminationStatus {
            case .exited(let code), .signaled(let code): code
            }
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        for file in files { try FileManager.default.removeItem(at: file) }
        return Run(status: status, data: texts[0], talk: texts[1])
    }
}
