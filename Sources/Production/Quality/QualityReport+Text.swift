extension QualityReport {
    /// The report as `qa.md`, for a person to read: verdict, findings with their places, scores, claims with the quotes that
    /// bear them, and what was checked.
    public func markdown(title: String, notes: [Note] = []) -> String {
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
        lines += ground(notes)
        let troubled = Set(findings.map(\.check))
        lines += ["## Checks", ""]
        lines += checks.map { "- \(troubled.contains($0) ? "✗" : "✓") \(Markdown.escaped($0))" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// How well the citations bear what is said, in a sentence.
    public var citationsSentence: String? {
        guard let citations, citations.claims > 0 else { return nil }
        func percent(_ share: Double) -> String { "\((share * 100).places(0)) %" }
        return """
            \(citations.verified) of \(citations.claims) claims stand in the notes cited with them \
            (recall \(percent(citations.recall))); \(citations.bearing) of \(citations.citations) citations bear \
            something (precision \(percent(citations.precision)))
            """
    }

    /// Who bears out what the episode says above all, in a sentence.
    public var mainClaimSentence: String? {
        guard let mainClaim else { return nil }
        let count = mainClaim.sources.count
        return "the main claim, \(mainClaim.claim), is borne out by "
            + (count == 1 ? "one source, " : "\(count) independent sources: ")
            + mainClaim.sources.joined(separator: ", ")
    }

    /// Claim → notes → quotes.
    private func ground(_ notes: [Note]) -> [String] {
        guard let claims, let sentence = citationsSentence else { return [] }
        let quotes = Dictionary(notes.map { ($0.id, $0.quote) }, uniquingKeysWith: { first, _ in first })
        let marks: [Claim.Status: String] = [.verified: "✓", .unverified: "?", .unsupported: "✗"]
        return [
            "## What is said, and on what ground", "",
            "\(([sentence] + [mainClaimSentence].compactMap(\.self)).joined(separator: "; ")).", "",
        ]
            + claims.flatMap { claim in
                let cited = claim.notes.map { id in
                    "  > \(id)\(quotes[id].map { ": “\(Markdown.escaped($0))”" } ?? "")"
                }
                return ["- \(marks[claim.status] ?? "") \(claim.id): \(Markdown.escaped(claim.text))"] + cited
            } + [""]
    }

    private func sentence(_ blocks: Int, _ warnings: Int) -> String {
        let rest =
            warnings == 0 ? "" : warnings == 1 ? " One thing is worth a look." : " \(warnings) things are worth a look."
        switch verdict {
        case .passed: return "Passed.\(rest)"
        case .rejected: return "Rejected: \(blocks == 1 ? "one finding stops" : "\(blocks) findings stop") it.\(rest)"
        case .unjudged: return "Not judged: no judge has scored it; the checks found nothing that stops it.\(rest)"
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
