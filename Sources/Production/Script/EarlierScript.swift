/// A script that another one is written over: what stays of it.
struct EarlierScript {
    /// The script; without segments where there is none.
    var script = Script(title: "", segments: [])
    /// The segments' ids, each with the hash of what it was written from.
    var units: [String: String] = [:]
    /// The segments that are written anew in any case; `nil` for all of them.
    var anew: Set<String>? = []

    /// A segment as it is, where it was written from exactly this and is not wanted anew.
    func segment(_ id: String, madeFrom digest: String) -> Script.Segment? {
        guard let anew, !anew.contains(id), units[id] == digest else { return nil }
        return script.segments.first { $0.id == id && !$0.turns.isEmpty }
    }

    /// The turns of a segment.
    func turns(of id: String) -> [Script.Turn] { script.segments.first { $0.id == id }?.turns ?? [] }

    /// The locked turns of segments that are none any more.
    func lockedTurns(outside ids: Set<String>) -> [Script.Turn] {
        script.segments.filter { !ids.contains($0.id) }.flatMap(\.turns).filter(\.isLocked)
    }

    /// Gives ids to turns that have none.
    ///
    /// A turn that somebody said in the same words before has the id of then; all others get numbers that no turn of
    /// either script has, so that an id never means something else than it did.
    func number(_ segments: inout [Script.Segment]) {
        var taken = Set(segments.flatMap(\.turns).map(\.id))
        var known: [Script.Turn.Words: [String]] = [:]
        for turn in script.turns.reversed() where !taken.contains(turn.id) {
            known[turn.spoken, default: []].append(turn.id)
        }
        var next = 1 + (script.turns.compactMap { Int($0.id.dropFirst()) }.max() ?? 0)
        for segment in segments.indices {
            for index in segments[segment].turns.indices where segments[segment].turns[index].id.isEmpty {
                let turn = segments[segment].turns[index]
                if let id = known[turn.spoken]?.popLast() {
                    segments[segment].turns[index].id = id
                    taken.insert(id)
                    continue
                }
                while !taken.insert("t\(next)").inserted { next += 1 }
                segments[segment].turns[index].id = "t\(next)"
            }
        }
    }
}

extension Script.Turn {
    /// Who says what.
    struct Words: Hashable {
        var speaker: String
        var text: String
    }

    var spoken: Words { Words(speaker: speaker, text: text) }
}
