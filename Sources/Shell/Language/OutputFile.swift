import Foundation
import Glibc
import OpenRouter

/// A file that takes a command's output.
struct OutputFile {
    private let descriptor: Int32

    /// Opens the file to write it anew or to append.
    ///
    /// - Throws: ``Failure`` with the system's reason.
    init(path: String, appends: Bool) throws {
        guard !path.holdsKey else { throw Pipeline.keyInLine }
        let expanded = (path as NSString).expandingTildeInPath
        descriptor = unsafe open(expanded, O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : O_TRUNC), 0o644)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw Failure(
                code: "fileNotWritable",
                "\(path.printable) cannot be written: \(reason).",
                kept: "Nothing was run.",
                next: "Give a file in a folder that exists and that you may write."
            )
        }
    }

    func sink(_ redactor: Redactor) -> Sink { Sink(descriptor: descriptor, redactor: redactor) { .plain } }

    func close() { _ = Glibc.close(descriptor) }
}
