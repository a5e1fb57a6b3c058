import Foundation

/// A line that runs beside what somebody types.
struct Job: Hashable, Sendable {
    /// How it is called, counted from 1.
    var number: Int
    /// The line as it was written.
    var line: String
    var startedAt: Date
    var endedAt: Date?
    /// How it ended; `nil` while it runs.
    var status: ExitStatus?
    /// What its last command handed on.
    var lastText = ""

    /// How it is, in a word.
    var state: String {
        switch status {
        case nil: "running"
        case .success: "done"
        case .interrupted: "cancelled"
        default: "failed"
        }
    }

    /// How long it has run, in seconds, at a time of day.
    func seconds(at now: Date) -> Double { max(0, (endedAt ?? now).timeIntervalSince(startedAt)) }

    /// A line about its end, for above the prompt.
    func ending(_ style: TextStyle) -> String {
        let how = status == .success ? style.green(state) : style.yellow("\(state), exit \(status?.rawValue ?? 0)")
        let seconds = Figures.seconds(seconds(at: endedAt ?? startedAt))
        return "\(style.dim("[\(number)]")) \(how) in \(seconds): \(line.printable)"
    }
}
