/// A script as Fountain, which screenplay tools open, and back.
///
/// A segment is a section with a synopsis, a turn a forced character with a parenthetical and dialogue. What Fountain has no
/// place for stands in notes: `[[turn: t3]] [[notes: n1 n2]]` behind the words, with `[[locked: yes]]` where a turn is
/// locked, `[[segment: seg1]]` behind a section.
///
/// Characters that would be markup are escaped with a backslash (`*`, `_`, `\`) or parted by a word joiner, U+2060, which
/// nobody sees; reading takes both away. Text is on one line, so line ends and double blanks become one blank.
///
/// Source: fountain.io/syntax.
public enum Fountain {
    private static let joiner: Unicode.Scalar = "\u{2060}"

    // MARK: Writing

    /// The text of `script.fountain`.
    public static func text(of script: Script) -> String {
        let title = escaped(script.title)
        var blocks = [
            "Title: \(title.isEmpty ? String(joiner) : title)\nCredit: made with artificial intelligence; synthetic voices"
        ]
        for segment in script.segments {
            blocks.append("# \(guarded(segment.title, against: "#")) [[segment: \(escaped(segment.id))]]")
            if !PlainLine.make(segment.synopsis).isEmpty {
                blocks.append("= \(guarded(segment.synopsis, against: "="))")
            }
            if let degradation = segment.degradation { blocks.append("[[degradation: \(escaped(degradation))]]") }
            blocks += segment.turns.map(block)
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private static func block(_ turn: Script.Turn) -> String {
        var name = guarded(turn.speaker, against: "")
        // A caret at the end would set two dialogues side by side.
        if name.hasSuffix("^") { name.unicodeScalars.append(joiner) }
        var lines = ["@\(name)"]
        if let style = turn.style.map(PlainLine.make), !style.isEmpty { lines.append("(\(escaped(style)))") }
        let notes = turn.notes.isEmpty ? "" : " [[notes: \(turn.notes.map(escaped).joined(separator: " "))]]"
        let lock = turn.isLocked ? " [[locked: yes]]" : ""
        lines.append("\(guarded(turn.text, against: "(~")) [[turn: \(escaped(turn.id))]]\(notes)\(lock)")
        return lines.joined(separator: "\n")
    }

    /// Escaped, not empty, and not beginning with one of some characters.
    private static func guarded(_ text: String, against first: String) -> String {
        let line = escaped(text)
        guard let start = line.first else { return String(joiner) }
        return first.contains(start) ? "\(joiner)\(line)" : line
    }

    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in PlainLine.make(text).unicodeScalars where scalar != joiner {
            switch scalar {
            case "*", "_", "\\": result.append("\\")
            case "[" where result.last == "[", "]" where result.last == "]": result.append(joiner)
            default: break
            }
            result.append(scalar)
        }
        // Next to the brackets of a note, one of its own would end it early.
        if result.last == "]" { result.append(joiner) }
        return String(result)
    }

    // MARK: Reading

    /// Reads what ``text(of:)`` wrote, edits by a screenplay tool included; what is none of it is left out.
    ///
    /// A turn without `[[turn: …]]` gets the next free id; a segment without `[[segment: …]]` one of its place.
    public static func script(from text: String) -> Script { read(text).script }

    /// A text as it was read.
    struct Reading {
        var script = Script(title: "", segments: [])
        /// The lines on which the script's parts begin, by their paths such as `segments[0].turns[2]`.
        var lines: [String: Int] = [:]
        /// What is none of a script, with its line.
        var faults: [(line: Int, reason: String)] = []
    }

    /// Reads a text, with the places of all that is in it.
    ///
    /// - Parameters:
    ///   - text: What ``text(of:)`` wrote and a person has changed.
    ///   - taken: Ids of turns that no new one may have.
    /// - Returns: The script, with the places of its parts.
    static func read(_ text: String, taken: Set<String> = []) -> Reading {
        var reading = Reading()
        for (index, block) in blocks(of: text).enumerated() {
            let (lines, number) = (block.lines, block.line)
            guard let first = lines.first else { continue }
            let last = reading.script.segments.indices.last
            if index == 0, let title = lines.first(where: { $0.hasPrefix("Title:") }) {
                reading.script.title = plain(title.dropFirst(6))
                reading.lines["title"] = number
            } else if first.hasPrefix("#") {
                let (title, notes) = parted(first.drop { $0 == "#" })
                let id = notes["segment"] ?? "seg\(reading.script.segments.count + 1)"
                reading.lines["segments[\(reading.script.segments.count)]"] = number
                reading.script.segments.append(Script.Segment(id: id, title: title, synopsis: "", turns: []))
            } else if first.hasPrefix("="), let last {
                reading.script.segments[last].synopsis = plain(first.dropFirst())
            } else if first.hasPrefix("@"), lines.count > 1 {
                append(lines, at: number, to: &reading)
            } else if let degradation = parted(first[...]).notes["degradation"], let last {
                reading.script.segments[last].degradation = degradation
            } else if first.hasPrefix("@") {
                reading.faults.append((number, "\(plain(first.dropFirst()).prefix(40)) says nothing"))
            } else {
                reading.faults.append(
                    (
                        number,
                        "this is no segment (# TITLE), no synopsis (= LINE) and no turn (@NAME, below it the words)"
                    )
                )
            }
        }
        number(&reading.script, taken: taken)
        return reading
    }

    /// Stretches of lines with an empty one before and after, each with the number of its first line.
    private static func blocks(of text: String) -> [(lines: [String], line: Int)] {
        var blocks: [(lines: [String], line: Int)] = []
        var isOpen = false
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if line.allSatisfy(\.isWhitespace) {
                isOpen = false
            } else if isOpen {
                blocks[blocks.count - 1].lines.append(String(line))
            } else {
                blocks.append(([String(line)], index + 1))
                isOpen = true
            }
        }
        return blocks
    }

    private static func append(_ lines: [String], at number: Int, to reading: inout Reading) {
        if reading.script.segments.isEmpty {
            reading.faults.append((number, "this turn is in no segment: begin one with # TITLE"))
            reading.script.segments.append(Script.Segment(id: "seg1", title: "", synopsis: "", turns: []))
        }
        if let index = lines.indices.dropFirst(2).first(where: { lines[$0].hasPrefix("@") || lines[$0].hasPrefix("#") })
        {
            reading.faults.append((number + index, "an empty line is missing before this one"))
        }
        let last = reading.script.segments.count - 1
        reading.lines["segments[\(last)].turns[\(reading.script.segments[last].turns.count)]"] = number
        reading.script.segments[last].turns.append(turn(lines))
    }

    private static func turn(_ lines: [String]) -> Script.Turn {
        var spoken = lines.dropFirst()
        var style: String?
        if spoken.count > 1, let first = spoken.first, first.hasPrefix("("), first.hasSuffix(")") {
            style = plain(first.dropFirst().dropLast())
            spoken = spoken.dropFirst()
        }
        let (text, notes) = parted(spoken.joined(separator: " ")[...])
        return Script.Turn(
            id: notes["turn"] ?? "",
            speaker: plain(lines[0].dropFirst()),
            text: text,
            style: style,
            notes: notes["notes"]?.split(separator: " ").map(String.init) ?? [],
            isLocked: notes["locked"] == "yes"
        )
    }

    private static func number(_ script: inout Script, taken: Set<String>) {
        var taken = taken.union(script.turns.map(\.id))
        var next = 1
        for segment in script.segments.indices {
            for turn in script.segments[segment].turns.indices where script.segments[segment].turns[turn].id.isEmpty {
                while !taken.insert("t\(next)").inserted { next += 1 }
                script.segments[segment].turns[turn].id = "t\(next)"
            }
        }
    }

    /// Text without its notes, and the notes by their keys.
    private static func parted(_ text: Substring) -> (text: String, notes: [String: String]) {
        var words = ""
        var notes: [String: String] = [:]
        var rest = text
        while let open = rest.firstRange(of: "[["), let close = rest[open.upperBound...].firstRange(of: "]]") {
            words += rest[..<open.lowerBound]
            let note = rest[open.upperBound..<close.lowerBound]
            if let colon = note.firstIndex(of: ":") {
                notes[PlainLine.make(String(note[..<colon]))] = plain(note[note.index(after: colon)...])
            }
            rest = rest[close.upperBound...]
        }
        return (plain((words + rest)[...]), notes)
    }

    private static func plain(_ text: Substring) -> String {
        var result = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars where scalar != joiner {
            if scalar == "\\", !isEscaped {
                isEscaped = true
            } else {
                result.append(scalar)
                isEscaped = false
            }
        }
        return PlainLine.make(String(result))
    }
}
