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
                let label = severity == .block ? style.red("✗ \(finding.check)") : style.yellow("! \(finding.check)")
                let place = finding.place.map { " at \($0.printable)" } ?? ""
                lines.append("\(label)\(place): \(finding.message.printable)")
                if let evidence = finding.evidence { lines.append(style.dim("    \(evidence.printable)")) }
            }
            for (check, count) in shown.sorted(by: { $0.key < $1.key }) where count > most {
                lines.append("  and \(count - most) more of \(check)")
            }
        }
        let troubled = Set(report.findings.map(\.check)).count
        lines.append("\(report.checks.count - troubled) of \(report.checks.count) checks found nothing")
        if !report.scores.isEmpty {
            let scores = report.scores.map { "\($0.criterion.printable) \($0.value)" }.joined(separator: ", ")
            lines.append("judged by \((report.judge ?? "a model").printable), of 5: \(scores)")
        }
        return lines
    }
}
