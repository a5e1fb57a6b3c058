import Foundation
import Subprocess

/// The text of a PDF, read by the program `pdftotext`.
struct PDFText {
    let timeLimit: Duration
    let limitBytes: Int
    let clock: any Clock<Duration> & Sendable

    /// Reads a file; at most 2,000 pages of it.
    ///
    /// - Parameters:
    ///   - data: What was read of it: the program gets this very text, whatever has the name by now.
    ///   - path: Where it is from, for what is said of it.
    /// - Returns: Its text, pages apart.
    /// - Throws: ``ProductionError``; `CancellationError`.
    func text(of data: Data, from path: String) async throws -> String {
        guard let program = Program.find("pdftotext") else {
            throw ProductionError(
                .toolMissing,
                "reading the PDF \(path) needs the program pdftotext, which is not installed",
                next: "install it with: apt-get install poppler-utils"
            )
        }
        let folder = try PrivateFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appending(path: "text").path(percentEncoded: false)
        // The text goes to a file, not through a pipe: no reader has to keep up, and its size is known before it is read.
        let input = folder.appending(path: "source.pdf")
        do {
            try data.write(to: input)
        } catch {
            throw ProductionError(
                .sourceUnreadable,
                "the PDF \(path) cannot be read: there is no room for it in \(folder.path(percentEncoded: false))",
                next: "make room, or set TMPDIR"
            )
        }
        let arguments = ["-q", "-enc", "UTF-8", "-l", "2000", input.path(percentEncoded: false), output]
        let status = try await run(program, arguments, of: path, writing: output)
        let size = Self.size(of: output)
        guard status == 0, let size else {
            throw ProductionError(
                .sourceUnreadable,
                "pdftotext cannot read \(path) (exit code \(status))",
                next: "check that the PDF opens and is not encrypted"
            )
        }
        guard size <= limitBytes else { throw tooLarge(path) }
        let text = FileManager.default.contents(atPath: output) ?? Data()
        return String(decoding: text, as: UTF8.self).replacing("\u{0C}", with: "\n\n")
    }

    private func tooLarge(_ path: String) -> ProductionError {
        ProductionError(
            .sourceTooLarge,
            "the PDF \(path) holds more text than \(limitBytes / 1_000_000) MB",
            next: "give the pages that matter"
        )
    }

    private static func size(of path: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
    }

    private func run(
        _ program: Program,
        _ arguments: [String],
        of path: String,
        writing output: String
    ) async throws -> Int32 {
        try await withThrowingTaskGroup(of: Int32.self) { group in
            group.addTask { [clock, timeLimit] in
                do {
                    return try await program.run(arguments, timeLimit: timeLimit, clock: clock).status
                } catch is Program.TimeLimitExceeded {
                    throw ProductionError(
                        .sourceUnreadable,
                        "reading the PDF \(path) took longer than \(timeLimit.components.seconds) s",
                        next: "give the pages that matter"
                    )
                } catch is SubprocessError {
                    throw ProductionError(
                        .toolMissing,
                        "pdftotext cannot be started",
                        next: "check the installation of poppler-utils"
                    )
                }
            }
            group.addTask { [clock, limitBytes] in
                // A page of a few bytes can unfold to as much text as the disk holds.
                while Self.size(of: output) ?? 0 <= limitBytes { try await clock.sleep(for: .milliseconds(200)) }
                throw tooLarge(path)
            }
            // Whatever ends the wait, the program ends with it.
            defer { group.cancelAll() }
            guard let status = try await group.next() else { throw CancellationError() }
            return status
        }
    }
}
