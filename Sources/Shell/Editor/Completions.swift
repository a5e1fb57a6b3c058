/// What can stand at the cursor: the answer of a completer.
package struct Completions: Sendable, Equatable {
    /// The part of the line that a candidate replaces, in Unicode scalars.
    package var replacing: Range<Int>
    /// The ways to complete it, best first.
    package var candidates: [Candidate]

    /// Candidates for a part of the line.
    package init(replacing: Range<Int>, candidates: [Candidate]) {
        self.replacing = replacing
        self.candidates = candidates
    }

    /// The longest beginning that all candidates share, when it goes on from what is typed.
    func commonExtension(of typed: String) -> String? {
        guard let first = candidates.first else { return nil }
        var common = Array(first.text.unicodeScalars)
        for candidate in candidates.dropFirst() {
            let length = zip(common, candidate.text.unicodeScalars).prefix { $0 == $1 }.count
            common.removeLast(common.count - length)
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: common)
        let result = String(text)
        return common.count > typed.unicodeScalars.count && result.hasPrefix(typed) ? result : nil
    }

    /// The candidates as rows that fit a screen: with descriptions one a row, otherwise in columns.
    func listing(columns: Int, rows: Int) -> String {
        let limit = max(rows - 2, 1)
        var lines: [String]
        if candidates.contains(where: { !$0.description.isEmpty }) {
            let widest = candidates.prefix(limit).map { LineLayout.width(of: $0.display) }.max() ?? 0
            let left = min(widest, max(columns / 2, 1))
            lines = candidates.map { candidate in
                let name = clip(candidate.display, to: left)
                let gap = String(repeating: " ", count: left - LineLayout.width(of: name) + 2)
                return clip(candidate.description.isEmpty ? name : name + gap + candidate.description, to: columns - 1)
            }
        } else {
            let width = (candidates.map { LineLayout.width(of: $0.display) }.max() ?? 0) + 2
            let across = max((columns - 1) / width, 1)
            let down = (candidates.count + across - 1) / across
            lines = (0..<down).map { row in
                var line = ""
                for index in stride(from: row, to: candidates.count, by: down) {
                    let name = clip(candidates[index].display, to: columns - 1)
                    line += name + String(repeating: " ", count: max(width - LineLayout.width(of: name), 0))
                }
                while line.last == " " { line.removeLast() }
                return clip(line, to: columns - 1)
            }
        }
        if lines.count > limit {
            let more = lines.count - limit + 1
            lines = lines.prefix(limit - 1) + ["… and \(more) rows more"]
        }
        return lines.joined(separator: "\n")
    }
}

/// Cuts a text to a number of columns.
///
/// An ellipsis says that something is missing. Control characters are left out.
func clip(_ text: String, to columns: Int) -> String {
    var clipped = String.UnicodeScalarView()
    var width = 0
    let scalars = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
    let whole = scalars.reduce(0) { $0 + LineLayout.width(of: $1) }
    let room = whole > columns ? max(columns - 1, 0) : columns
    for scalar in scalars {
        width += LineLayout.width(of: scalar)
        if width > room { break }
        clipped.append(scalar)
    }
    return String(clipped) + (whole > columns && columns > 0 ? "…" : "")
}
