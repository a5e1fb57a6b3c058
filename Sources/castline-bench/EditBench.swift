import ArgumentParser
import Foundation
import ProductionDrill

/// One edited turn of a long script: the program starts, checks what was changed, and ends, without a network.
struct EditBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "One edited turn of a 10,000-word script: from the start of the program to its findings, offline."
    )

    @Option(help: "The program to run.")
    var program = ".build/release/castline"

    @Option(help: "Minutes of the episode.")
    var minutes = 67

    @Option(help: "How many turns are edited.")
    var edits = 11

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "castline-edit-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let drill = try await EditDrill(
            of: URL(filePath: program).absoluteURL,
            in: folder,
            minutes: minutes,
            edits: edits
        )
        try Figure.report([
            Figure("words", Double(drill.words), "words"),
            Figure("one edited turn, median", drill.seconds.percentile(0.5), "s", atMost: 1),
            Figure("one edited turn, longest", drill.seconds.max() ?? 0, "s"),
        ])
    }
}
