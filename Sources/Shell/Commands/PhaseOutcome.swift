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
    /// The command that goes on with the episode; `nil` where nothing is left to do.
    var next: String?
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
        guard !phases.isEmpty else {
            let state = verdict == .rejected ? style.red("rejected") + " by the quality check" : "nothing is left to do"
            lines.append("\(style.bold(episode)): \(state)")
            if let hint { lines.append(style.dim("next: \(hint)")) }
            return lines.joined(separator: "\n")
        }
        lines.append(
            "\(style.bold(episode)): \(Figures.count(files.count, "file")) in \(Figures.place(folder).printable), "
                + "\(Figures.count(calls, "call")), \(Figures.money(cost)), \(Figures.seconds(seconds))"
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
        case .unjudged:
            lines.append(
                style.yellow("unjudged") + ": the checks found nothing that stops it, and no judge has scored it."
            )
        case .passed: lines.append(style.green("passed") + " the quality check.")
        case nil: break
        }
        if let hint { lines.append(style.dim("next: \(hint)")) }
        return lines.joined(separator: "\n")
    }

    /// What to look at, and what goes on.
    private var hint: String? {
        if verdict == .rejected, next != nil { return "view qa, edit script; or approve qa" }
        guard let last = phases.last else { return next }
        let looks =
            switch last.phase {
            case .research: ["view notes"]
            case .outline: ["view outline", "edit outline"]
            case .script: ["view script"]
            case .qa: ["view qa"]
            case .finalize: ["view script", "view show-notes"]
            }
        return (looks + [next].compactMap(\.self)).joined(separator: ", ")
    }
}
