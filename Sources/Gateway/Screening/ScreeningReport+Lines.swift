extension ScreeningReport {
    /// The ids of the rules that apply, each once, in order of place.
    public var rules: [String] {
        var rules: [String] = []
        for match in matches where !rules.contains(match.rule) { rules.append(match.rule) }
        return rules
    }

    /// A line of the text with what was found in it.
    public struct Line: Hashable, Sendable {
        /// Counted from 1.
        public var number: Int
        /// What was found, in order of place.
        public var matches: [Match]
    }

    /// The lines that make the text suspicious: those with a match that reaches the threshold together with its neighbours.
    ///
    /// - Parameter text: The text that the report is on.
    /// - Returns: The lines, from the top; none where the text is clean.
    public func suspiciousLines(of text: String) -> [Line] {
        guard verdict == .suspicious else { return [] }
        let threshold = PromptScreen.thresholds[channel] ?? 1
        var lines: [Line] = []
        var number = 1
        var place = 0
        let bytes = Array(text.utf8)
        for (index, match) in matches.enumerated() where weight(around: index) >= threshold {
            while place < min(match.start, bytes.count) {
                if bytes[place] == UInt8(ascii: "\n") { number += 1 }
                place += 1
            }
            if lines.last?.number == number {
                lines[lines.count - 1].matches.append(match)
            } else {
                lines.append(Line(number: number, matches: [match]))
            }
        }
        return lines
    }

    /// The weights of the rules that apply within 700 bytes of a match, each once.
    private func weight(around index: Int) -> Double {
        let reach = 350
        var weights: [String: Double] = [:]
        var first = index
        while first > 0, matches[index].start - matches[first - 1].start <= reach { first -= 1 }
        for match in matches[first...] {
            guard match.start - matches[index].start <= reach else { break }
            weights[match.rule] = match.weight
        }
        return weights.values.reduce(0, +)
    }
}
