import Production

/// What the quality check found, as a person reads it at a terminal: what stops the episode first.
enum QualityText {
    /// The findings of one check at which the rest is only counted.
    private static let most = 5

    static func lines(_ report: QualityReport, _ style: TextStyle) -> [String] {
        var lines: [String] = []
        for severity in [QualityReport.Severity.block, .warn] {
            let findings = report.findings.filter { $0.severity == severity }
            var shown: [String: Int] = [:]
            for finding in findings {
                shown[finding.check, default: 0] += 1
                guard shown[finding.check, default: 0] <= most else { continue }
                let label = "\(severity == .block ? "✗" : "!") \(finding.check.printable)"
                let place = finding.place.map { " at \($0.printable)" } ?? ""
                let message = wrapped("\(label)\(place): \(finding.message.printable)", hang: "    ", style)
                lines += message.enumerated().map { offset, line in
                    guard offset == 0, line.hasPrefix(label) else { return line }
                    return (severity == .block ? style.red(label) : style.yellow(label)) + line.dropFirst(label.count)
                }
                if let evidence = finding.evidence {
                    lines += wrapped("    \(evidence.printable)", hang: "    ", style).map(style.dim)
                }
            }
            for (check, count) in shown.sorted(by: { $0.key < $1.key }) where count > most {
                lines.append("  and \(count - most) more of \(check)")
            }
        }
        let troubled = Set(report.findings.map(\.check)).count
        lines.append("\(report.checks.count - troubled) of \(report.checks.count) checks found nothing")
        if !report.scores.isEmpty {
            let scores = report.scores.map { "\($0.criterion.printable) \($0.value)" }.joined(separator: ", ")
            lines += wrapped("judged by \((report.judge ?? "a model").printable), of 5: \(scores)", hang: "    ", style)
        }
        if let sentence = report.citationsSentence { lines += wrapped("citations: \(sentence)", hang: "    ", style) }
        if let sentence = report.mainClaimSentence { lines += wrapped(sentence, hang: "    ", style) }
        return lines
    }

    /// A line in rows of the place's width, the further ones set in; as it is where there is no width.
    static func wrapped(_ line: String, hang: String, _ style: TextStyle) -> [String] {
        guard let width = style.width, DisplayWidth.of(line) > width else { return [line] }
        let lead = String(line.prefix { $0 == " " })
        let rows = DisplayWidth.wrapped(String(line.dropFirst(lead.count)), to: max(20, width - hang.count))
        return rows.enumerated().map { ($0.offset == 0 ? lead : hang) + $0.element }
    }
}
