public import Foundation
import Subprocess
import SystemPackage

/// Other people's tools, run over finished packages.
public enum Validators {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let python = root.appending(path: ".build/validators/bin/python").path(percentEncoded: false)
    private static let folder = root.appending(path: "Tests/Validators")
    /// How to come by them.
    public static let hint: String = "install the validators with: scripts/setup --test"

    /// Whether they are there, in the versions that the tests are written for.
    public static let areInstalled: Bool = {
        let wanted = try? Data(contentsOf: folder.appending(path: "requirements.txt"))
        let found = try? Data(contentsOf: root.appending(path: ".build/validators/requirements.txt"))
        return wanted != nil && wanted == found && FileManager.default.isExecutableFile(atPath: python)
    }()

    /// Whether to leave them out is a fault, as `scripts/test` says.
    public static let areRequired = ProcessInfo.processInfo.environment["CASTLINE_VALIDATORS"] == "required"

    /// Runs them over packages.
    ///
    /// - Returns: What they said, and the names of the folders with a fault.
    public static func check(_ packages: [URL]) async throws -> (output: String, faulty: Set<String>) {
        let script = folder.appending(path: "validate.py")
        let ended = try await Subprocess.run(
            .path(FilePath(python)),
            arguments: Arguments(([script] + packages).map { $0.path(percentEncoded: false) }),
            environment: .custom([
                "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1",
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin",
                "CASTLINE_VALIDATORS": areRequired ? "required" : "",
            ]),
            output: .string(limit: 16_777_216),
            error: .combinedWithOutput
        )
        let output = ended.standardOutput
        let names = Set(packages.map(\.lastPathComponent))
        let faulty = Set(output.split(separator: "\n").compactMap { $0.split(separator: ":").first.map(String.init) })
        // What ended without its last line has checked nothing.
        guard output.contains("\(packages.count) packages, ") else { return (output, names) }
        return (output, faulty.intersection(names))
    }
}
