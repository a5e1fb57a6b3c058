import OpenRouter
import Production

/// What a command that ran phases brought.
struct PhaseOutcome: Encodable, Sendable {
    var episode: String
    var folder: String
    var phases: [PhaseReport]
    var cost: USD
    var verdict: QualityReport.Verdict?
    var isDegraded: Bool
    var exitCode: Int32
    /// What the quality check found, where it ran.
    var report: QualityReport?

    /// The end of the story: where the files are, what it cost, what to do next.
    ///
    /// - Parameters:
    ///   - style: What the place that it goes to can show.
    ///   - showsReport: Whether what the quality check found is the answer itself.
    /// - Returns: Lines.
    func text(_ style: TextStyle, showsReport: Bool = false) -> String {
        var lines: [String] = []
        for warning in phases.flatMap(\.warnings) { lines.append(style.yellow("warning: ") + warning.printable) }
        for sentence in phases.flatMap(\.degradations) { lines.append(style.yellow("degraded: ") + sentence.printable) }
        let files = phases.flatMap(\.files)
        let seconds = phases.reduce(0) { $0 + $1.seconds }
        let calls = phases.reduce(0) { $0 + $1.calls }
        lines.append(
            "\(style.bold(episode)): \(files.count) files in \(Figures.place(folder).printable), \(calls) calls, "
                + "\(Figures.money(cost)), \(Figures.seconds(seconds))"
        )
        if let report {
            if showsReport {
                lines += QualityText.lines(report, style)
            } else if let sentence = report.citationsSentence {
                lines += QualityText.wrapped("citations: \(sentence)", hang: "    ", style)
            }
        }
        switch verdict {
        case .rejected:
            lines.append(
                style.red("rejected") + " by the quality check; everything is kept."
                    + (showsReport ? "" : " `view qa` says why.")
            )
        case .unjudged: lines.append(style.yellow("unjudged") + ": the checks passed and no judge could be reached.")
        case .passed: lines.append(style.green("passed") + " the quality check.")
        case nil: break
        }
        if let last = phases.last, last.verdict != .rejected {
            lines.append(style.dim("next: \(next(after: last.phase))"))
        }
        return lines.joined(separator: "\n")
    }

    private func next(after phase: Phase) -> String {
        switch phase {
        case .research: "outline"
        case .outline: "view outline, edit outline, approve outline"
        case .script: "qa, or view script"
        case .qa: "finalize"
        case .finalize: "view script, view show-notes, publish"
        }
    }
}
