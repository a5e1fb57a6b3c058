import Gateway

/// Lists what in the sources speaks to a model, and finds what must not come out of one.
///
/// A suspicious line warns and never blocks: an episode may be about such texts. A secret in the script blocks.
enum InjectionChecks {
    /// The most lines of one source that are listed.
    private static let limit = 20

    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("sources.injection")
        for source in subject.research.sources {
            let lines = SuspiciousLines.of(source.text)
            for line in lines.prefix(limit) {
                var rules: [String] = []
                for match in line.matches where !rules.contains(match.rule) { rules.append(match.rule) }
                let sentence = line.matches.first?.sentence ?? ""
                result.found(
                    "sources.injection",
                    .warn,
                    at: "\(source.id):\(line.number)",
                    "a line of the source speaks to the model (\(rules.joined(separator: ", "))). \(sentence)",
                    evidence: line.matches.first?.excerpt
                )
            }
            if lines.count > limit {
                result.found(
                    "sources.injection",
                    .warn,
                    at: source.id,
                    "\(lines.count - limit) more lines of the source speak to the model"
                )
            }
        }
        result.ran("script.secrets")
        for turn in subject.script.turns where OutputFilter.holdsSecret(turn.text) {
            result.found("script.secrets", .block, at: turn.id, "the turn holds what looks like a key or a token")
        }
    }
}
