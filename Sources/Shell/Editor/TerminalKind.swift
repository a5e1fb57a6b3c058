import Foundation

/// What is known of a terminal by its name, `TERM`.
struct TerminalKind: Sendable {
    let name: String
    /// Whether lines can be edited on it: it can move its cursor, and the system knows how.
    let canEdit: Bool

    /// The terminal of an environment.
    ///
    /// libedit asks terminfo for an entry, and complains on the terminal itself where there is none.
    ///
    /// Source: term(5), where entries are looked for.
    init(environment: [String: String]) {
        name = environment["TERM"] ?? ""
        guard !["", "dumb", "unknown", "emacs"].contains(name), !name.contains("/"), let first = name.utf8.first else {
            canEdit = false
            return
        }
        let home = environment["HOME"].map { ["\($0)/.terminfo"] } ?? []
        let listed = environment["TERMINFO_DIRS"]?.split(separator: ":").map(String.init) ?? []
        let folders =
            [environment["TERMINFO"]].compactMap(\.self) + home + listed
            + [
                "/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo",
                "/usr/local/share/terminfo",
            ]
        let letters = [String(Unicode.Scalar(first)), String(first, radix: 16)]
        canEdit = folders.contains { folder in
            letters.contains { FileManager.default.fileExists(atPath: "\(folder)/\($0)/\(environment["TERM"] ?? "")") }
        }
    }
}
