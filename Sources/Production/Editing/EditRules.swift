/// What must be right in a file that a person has written, beyond its form.
///
/// What is refused here would break a phase or the package; what is merely not good is for the quality checks to say.
struct EditRules {
    let brief: Brief
    let outline: Outline?
    let research: Research?

    // MARK: Notes

    func faults(in notes: NotesFile) -> [EditFault] {
        var faults: [EditFault] = []
        let sources = Dictionary((research?.sources ?? []).map { ($0.id, $0) }) { first, _ in first }
        var matches: [String: QuoteMatch] = [:]
        var seen: Set<String> = []
        for (index, note) in notes.notes.enumerated() {
            let path = "notes[\(index)]"
            faults += id(note.id, "n", at: "\(path).id", &seen)
            if note.gist.trimmedOrNil == nil { faults.append(EditFault("\(path).gist", "the fact is empty")) }
            guard let source = sources[note.source] else {
                faults.append(EditFault("\(path).source", "\(note.source.prefix(40)) is no source of this episode"))
                continue
            }
            let match = matches[source.id] ?? QuoteMatch(source.text)
            matches[source.id] = match
            if match.words(for: note.quote) == nil {
                faults.append(EditFault("\(path).quote", "these words do not stand in source \(source.id)"))
            }
        }
        return faults
    }

    // MARK: Outline

    func faults(in outline: Outline) -> [EditFault] {
        var faults: [EditFault] = []
        if outline.title.trimmedOrNil == nil { faults.append(EditFault("title", "the title is empty")) }
        if outline.segments.isEmpty { faults.append(EditFault("segments", "an outline needs at least one segment")) }
        if outline.segments.count > 48 { faults.append(EditFault("segments", "48 segments are the most")) }
        let known = Set(research?.notes.map(\.id) ?? [])
        var seen: Set<String> = []
        for (index, segment) in outline.segments.enumerated() {
            let path = "segments[\(index)]"
            faults += id(segment.id, "seg", at: "\(path).id", &seen)
            if segment.title.trimmedOrNil == nil { faults.append(EditFault("\(path).title", "the title is empty")) }
            if !(1...20_000).contains(segment.words) {
                faults.append(EditFault("\(path).words", "a segment has 1 to 20000 words (is \(segment.words))"))
            }
            faults += notes(segment.notes, known, at: path)
        }
        return faults
    }

    // MARK: Script

    func faults(in script: Script) -> [EditFault] {
        var faults: [EditFault] = []
        if script.title.trimmedOrNil == nil { faults.append(EditFault("title", "the title is empty")) }
        if script.segments.isEmpty { faults.append(EditFault("segments", "a script needs at least one segment")) }
        let cast = brief.cast.map(\.name)
        let planned = Set(outline?.segments.map(\.id) ?? [])
        let known = Set(research?.notes.map(\.id) ?? [])
        var segments: Set<String> = []
        var turns: Set<String> = []
        for (index, segment) in script.segments.enumerated() {
            let path = "segments[\(index)]"
            faults += id(segment.id, "seg", at: "\(path).id", &segments)
            if !planned.contains(segment.id), segments.contains(segment.id) {
                faults.append(
                    EditFault(
                        "\(path).id",
                        "the outline has no segment \(segment.id.prefix(40)): edit the outline first"
                    )
                )
            }
            if segment.turns.isEmpty { faults.append(EditFault(path, "a segment needs at least one turn")) }
            for (index, turn) in segment.turns.enumerated() {
                let path = "\(path).turns[\(index)]"
                faults += id(turn.id, "t", at: "\(path).id", &turns)
                if !cast.contains(turn.speaker) {
                    let speaker = turn.speaker.prefix(40)
                    faults.append(
                        EditFault("\(path).speaker", "\(speaker) is not in the cast: \(cast.joined(separator: ", "))")
                    )
                }
                if turn.text.trimmedOrNil == nil { faults.append(EditFault("\(path).text", "nothing is said")) }
                faults += notes(turn.notes, known, at: path)
            }
        }
        return faults
    }

    // MARK: Ids

    /// What is wrong with an id, and with having it twice.
    private func id(_ id: String, _ prefix: String, at path: String, _ seen: inout Set<String>) -> [EditFault] {
        guard id.hasPrefix(prefix), let number = Int(id.dropFirst(prefix.count)), "\(prefix)\(number)" == id, number > 0
        else { return [EditFault(path, "\(id.prefix(40).debugDescription) is no id such as \(prefix)1")] }
        return seen.insert(id).inserted ? [] : [EditFault(path, "\(id) is there twice")]
    }

    private func notes(_ ids: [String], _ known: Set<String>, at path: String) -> [EditFault] {
        ids.enumerated().filter { !known.contains($0.element) }.map { index, id in
            EditFault("\(path).notes[\(index)]", "\(id.prefix(40)) is no note of this episode")
        }
    }
}
