extension QualityReport {
    /// The report as `qa.md`, for a person to read: verdict, findings with their places, scores, and what was checked.
    public func markdown(title: String) -> String {
        let blocks = findings.filter { $0.severity == .block }
        let warnings = findings.filter { $0.severity == .warn }
        var lines = [
            "# Quality of “\(Markdown.escaped(title))”", "", "**\(sentence(blocks.count, warnings.count))**", "",
        ]
        lines += section("What stops it", blocks)
        lines += section("What to look at", warnings)
        if !scores.isEmpty {
            lines += ["## Judged by \(Markdown.escaped(judge ?? "a model"))", ""]
            lines += ["| criterion | of 5 | why |", "|---|---|---|"]
            lines += scores.map { score in
                "| \(Markdown.escaped(score.criterion)) | \(score.value) | \(Markdown.escaped(score.reason)) |"
            }
            lines.append("")
        }
        let troubled = Set(findings.map(\.check))
        lines += ["## Checks", ""]
        lines += checks.map { "- \(troubled.contains($0) ? "✗" : "✓") \(Markdown.escaped($0))" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func sentence(_ blocks: Int, _ warnings: Int) -> String {
        let rest =
            warnings == 0 ? "" : warnings == 1 ? " One thing is worth a look." : " \(warnings) things are worth a look."
        switch verdict {
        case .passed: return "Passed.\(rest)"
        case .rejected: return "Rejected: \(blocks == 1 ? "one finding stops" : "\(blocks) findings stop") it.\(rest)"
        case .unjudged: return "Not judged: no judge could be reached; the checks found nothing that stops it.\(rest)"
        }
    }

    private func section(_ title: String, _ findings: [Finding]) -> [String] {
        guard !findings.isEmpty else { return [] }
        return ["## \(title)", ""]
            + findings.flatMap { finding in
                let place = finding.place.map { " at \(Markdown.escaped($0))" } ?? ""
                let evidence = finding.evidence.map { ["  > \(Markdown.escaped($0))"] } ?? []
                return ["- **\(finding.check)**\(place): \(Markdown.escaped(finding.message))"] + evidence
            } + [""]
    }
}
