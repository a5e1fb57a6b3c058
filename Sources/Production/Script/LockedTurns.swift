/// Keeps locked turns where they stand in a segment that is written anew.
enum LockedTurns {
    /// New turns with the locked ones of before among them.
    ///
    /// They are in their order, unchanged, and as far into the segment as they were. What a model has written of them once
    /// more is left out.
    static func merged(_ written: [Script.Turn], around old: [Script.Turn]) -> [Script.Turn] {
        let locked = old.enumerated().filter(\.element.isLocked)
        guard !locked.isEmpty else { return written }
        let said = Set(locked.map { $0.element.text.lowercased().words })
        let free = written.filter { !said.contains($0.text.lowercased().words) }
        let last = free.count + locked.count - 1
        var merged: [Script.Turn] = []
        var rest = free[...]
        for (index, turn) in locked {
            let place = old.count == 1 ? 0 : Double(index) / Double(old.count - 1) * Double(last)
            while merged.count < Int(place.rounded()), let next = rest.popFirst() { merged.append(next) }
            merged.append(turn)
        }
        return merged + rest
    }
}
