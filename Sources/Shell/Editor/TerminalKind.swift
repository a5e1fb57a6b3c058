import Foundation

/// What is known of a terminal by its name, `TERM`.
struct TerminalKind: Sendable {
    let name: String
    /// Whether lines can be edited on it: it can move its cursor, and the system knows how.
    let canEdit: Bool
    /// How many colours it has; 0 where the system does not say.
    let colours: Int

    /// The terminal of an environment.
    ///
    /// libedit asks terminfo for an entry, and complains on the terminal itself where there is none.
    ///
    /// Source: term(5), where entries are looked for.
    init(environment: [String: String]) {
        name = environment["TERM"] ?? ""
        guard !["", "dumb", "unknown", "emacs"].contains(name), !name.contains("/"), let first = name.utf8.first else {
            (canEdit, colours) = (false, 0)
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
        let entry = folders.lazy
            .flatMap { folder in letters.map { "\(folder)/\($0)/\(environment["TERM"] ?? "")" } }
            .compactMap { FileManager.default.contents(atPath: $0) }.first
        canEdit = entry != nil
        colours = entry.flatMap { Self.colours(in: Array($0)) } ?? 0
    }

    /// Whether it is one of those that answer questions, or at least show nothing of them.
    var answers: Bool {
        let families = [
            "alacritty", "contour", "foot", "ghostty", "gnome", "iterm", "kitty", "konsole", "mintty", "rxvt", "screen",
            "st-", "tmux", "vte", "wezterm", "xterm",
        ]
        return colours >= 8 && families.contains { name.hasPrefix($0) }
    }

    /// The number of colours in a compiled entry.
    ///
    /// Source: term(5): six numbers of two bytes begin it, the first of which says how long its numbers are; names and
    /// flags follow, and after a byte of padding the numbers, of which `max_colors` is the fourteenth.
    private static func colours(in entry: [UInt8]) -> Int? {
        func short(_ place: Int) -> Int? {
            guard entry.indices.contains(place + 1) else { return nil }
            return Int(Int16(truncatingIfNeeded: Int(entry[place]) | Int(entry[place + 1]) << 8))
        }
        guard let magic = short(0), let names = short(2), let flags = short(4), let count = short(6), count > 13 else {
            return nil
        }
        let start = 12 + names + flags + (names + flags) % 2
        // The longer numbers are small here, and their lower half is the whole.
        return short(start + 13 * (magic == 0o1036 ? 4 : 2))
    }
}
