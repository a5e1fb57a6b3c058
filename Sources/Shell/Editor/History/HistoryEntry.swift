package import OpenRouter

/// One line that was run, and what became of it.
package struct HistoryEntry: Sendable, Equatable {
    /// Names the entry among all shells: the session and a count.
    package var id: String
    /// When it was entered, in milliseconds since 1970.
    package var time: Int64
    /// The shell it was entered in.
    package var session: String
    /// The line, or lines.
    package var text: String
    /// The episode that was open.
    package var episode: String?
    /// Its exit status; `nil` while it runs, and when the shell died first.
    package var status: Int?
    /// How long it ran.
    package var duration: Duration?
    /// What it spent.
    package var cost: USD?
}

extension HistoryEntry {
    /// What is written when a line was run: filled into its entry on reading.
    struct Outcome: Equatable {
        var id: String
        var status: Int
        var duration: Duration
        var cost: USD?
    }

    mutating func fill(_ outcome: Outcome) {
        status = outcome.status
        duration = outcome.duration
        cost = outcome.cost
    }
}
