package import OpenRouter
import Synchronization

/// The lines that were run, of this shell and of all before it.
///
/// A line is appended to the file when it begins and its outcome when it ends, each as one row of JSON, so many shells
/// may write at once and a crash loses at most the row it tore. Lines with a leading space or with the shape of a
/// credential, and dropped drafts, stay in memory, without the keys that stood in them. The file is read from its end, a
/// piece at a time, when somebody looks for more; opening a history reads nothing.
package final class History: Sendable {
    private struct State {
        /// This shell's lines and drafts, oldest first.
        var recent: [HistoryEntry] = []
        /// What was in the file when this shell began, newest first, as far as it was read.
        var older: [HistoryEntry] = []
        /// Outcomes whose entries lie further back in the file.
        var outcomes: [String: HistoryEntry.Outcome] = [:]
        /// Where the part of the file begins that is still unread; `nil` before the first look.
        var unread: Int?
        /// The beginning of a row whose rest was read.
        var tail: [UInt8] = []
        var count = 0
        /// The entries that are in the file.
        var stored: Set<String> = []
        var isPrivate = false
        var drafts: Set<String> = []
    }

    private let file: HistoryFile?
    private let session: String
    private let now: @Sendable () -> Int64
    private let state = Mutex(State())
    private static let piece = 65_536

    /// Opens a history.
    ///
    /// - Parameters:
    ///   - path: The file, made with mode 0600 when the first line is written; `nil` keeps all in memory.
    ///   - session: Names this shell among all that ever wrote the file.
    ///   - now: Milliseconds since 1970.
    package init(path: String?, session: String, now: @escaping @Sendable () -> Int64) {
        file = path.map { HistoryFile(path: $0) }
        self.session = session
        self.now = now
    }

    /// Whether lines stay in memory from here on.
    package var isPrivate: Bool {
        get { state.withLock { $0.isPrivate } }
        set { state.withLock { $0.isPrivate = newValue } }
    }

    /// Whether no line was ever kept: somebody is here for the first time.
    var isNew: Bool { (file?.size ?? 0) == 0 }

    /// Remembers a line that is about to run.
    ///
    /// - Returns: What ``finish(_:status:duration:cost:)`` is told.
    @discardableResult
    package func append(_ text: String, episode: String? = nil) -> String {
        let mayBeStored = !text.hasPrefix(" ") && !SecretShapes.appear(in: text)
        let (entry, isStored) = state.withLock { state in
            state.count += 1
            let entry = HistoryEntry(
                id: "\(session)-\(state.count)",
                time: now(),
                session: session,
                text: text.withoutKeys,
                episode: episode
            )
            state.recent.append(entry)
            // The first look must not find this shell's own lines in the file again.
            if state.unread == nil { state.unread = file?.size ?? 0 }
            let isStored = mayBeStored && !state.isPrivate && file != nil
            if isStored { state.stored.insert(entry.id) }
            return (entry, isStored)
        }
        if isStored { _ = file?.append(HistoryRecord.entry(entry).row) }
        return entry.id
    }

    /// Adds to an entry what became of it.
    package func finish(_ id: String, status: Int, duration: Duration, cost: USD? = nil) {
        let outcome = HistoryEntry.Outcome(id: id, status: status, duration: duration, cost: cost)
        let isStored = state.withLock { state in
            if let index = state.recent.lastIndex(where: { $0.id == id }) { state.recent[index].fill(outcome) }
            return state.stored.contains(id)
        }
        if isStored { _ = file?.append(HistoryRecord.outcome(outcome).row) }
    }

    /// Keeps a dropped draft one step back, in memory only.
    package func keepDraft(_ text: String) {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        let text = text.withoutKeys
        state.withLock { state in
            if state.recent.last?.text == text { return }
            state.count += 1
            let draft = HistoryEntry(id: "\(session)-\(state.count)", time: now(), session: session, text: text)
            state.recent.append(draft)
            state.drafts.insert(draft.id)
        }
    }

    /// The entry a number of steps back: 0 is the newest.
    package func entry(_ steps: Int) -> HistoryEntry? {
        state.withLock { entry(steps, &$0) }
    }

    /// The nearest older line that a condition holds for.
    ///
    /// - Parameters:
    ///   - steps: Where to begin, 0 being the newest.
    ///   - includesDrafts: Whether it may be a line that was dropped and never ran.
    ///   - isWanted: The condition.
    /// - Returns: How many steps back it is, and its text.
    func firstLine(
        from steps: Int,
        includesDrafts: Bool = true,
        where isWanted: (String) -> Bool
    ) -> (steps: Int, text: String)? {
        state.withLock { state in
            var steps = steps
            while let entry = entry(steps, &state) {
                let isAllowed = includesDrafts || !state.drafts.contains(entry.id)
                if isAllowed, isWanted(entry.text) { return (steps, entry.text) }
                steps += 1
            }
            return nil
        }
    }

    /// The newest line that begins with a text and goes on, among those in memory: reads no file.
    ///
    /// Lines that ran in the same episode come first; drafts, and lines that were never right, do not come.
    func suggestion(for text: String, episode: String?) -> String? {
        let beginning = text.utf8
        return state.withLock { state in
            var other: String?
            func look(_ entry: HistoryEntry) -> Bool {
                guard entry.text.utf8.starts(with: beginning), entry.text.utf8.count > beginning.count,
                    entry.status != 2, !state.drafts.contains(entry.id)
                else { return false }
                if episode == nil || entry.episode == episode {
                    other = entry.text
                    return true
                }
                if other == nil { other = entry.text }
                return false
            }
            for entry in state.recent.reversed() where look(entry) { return other }
            for entry in state.older where look(entry) { return other }
            return other
        }
    }

    /// All lines up to now, newest first, as far as they are in memory; the latest of the file at least.
    var known: [HistoryEntry] {
        state.withLock { state in
            if state.older.isEmpty { _ = readMore(&state) }
            return state.recent.reversed() + state.older
        }
    }

    /// When a line ran and how it ended, in few words.
    func facts(of entry: HistoryEntry) -> String {
        var parts = [Figures.age(Double(now() - entry.time) / 1000)]
        if let status = entry.status, status != 0 { parts.append("exit \(status)") }
        if let duration = entry.duration, duration >= .seconds(1) {
            parts.append(Figures.seconds(duration / .seconds(1)))
        }
        if let cost = entry.cost { parts.append(Figures.money(cost)) }
        if let episode = entry.episode { parts.append(episode) }
        return parts.joined(separator: ", ")
    }

    /// Reads the latest lines of the file into memory, so that no key has to wait for it later.
    ///
    /// - Returns: The texts, oldest first.
    func readAhead(_ count: Int) -> [String] {
        while state.withLock({ $0.older.count < count && readMore(&$0) }) {}
        return state.withLock { $0.older.prefix(count).map(\.text) }.reversed()
    }

    /// All entries that a condition holds for, oldest first, of all shells up to this moment.
    ///
    /// Reads the whole file: for the `history` command, not for keys.
    package func entries(matching isWanted: (HistoryEntry) -> Bool = { _ in true }) -> [HistoryEntry] {
        var entries: [HistoryEntry] = []
        var places: [String: Int] = [:]
        for row in (file?.readAll() ?? []).split(separator: 0x0A) {
            switch HistoryRecord(row: row) {
            case .entry(let entry):
                places[entry.id] = entries.count
                entries.append(entry)
            case .outcome(let outcome): if let place = places[outcome.id] { entries[place].fill(outcome) }
            case nil: continue
            }
        }
        let inMemory = state.withLock { state in
            state.recent.filter { places[$0.id] == nil && !state.drafts.contains($0.id) }
        }
        return (entries + inMemory).filter(isWanted).sorted { $0.time < $1.time }
    }

    /// Forgets entries, on disk and in memory.
    ///
    /// - Returns: How many there were.
    @discardableResult
    package func erase(where isUnwanted: (HistoryEntry) -> Bool) -> Int {
        let ids = Set(entries(matching: isUnwanted).map(\.id))
        guard !ids.isEmpty else { return 0 }
        let rewritten = file?.rewrite { row in
            switch HistoryRecord(row: row) {
            case .entry(let entry): !ids.contains(entry.id)
            case .outcome(let outcome): !ids.contains(outcome.id)
            case nil: false
            }
        }
        state.withLock { state in
            state.recent.removeAll { ids.contains($0.id) }
            state.older.removeAll { ids.contains($0.id) }
            // Places in the file have moved: read it anew, without what is in memory.
            if rewritten != nil, state.unread != nil {
                let own = Set(state.recent.map(\.id))
                state.older = entriesOnDisk().filter { !own.contains($0.id) }
                state.unread = 0
                state.tail = []
            }
        }
        return ids.count
    }

    private func entriesOnDisk() -> [HistoryEntry] {
        var state = State()
        state.unread = file?.size ?? 0
        while readMore(&state) {}
        return state.older
    }

    private func entry(_ steps: Int, _ state: inout State) -> HistoryEntry? {
        guard steps >= state.recent.count else { return state.recent[state.recent.count - 1 - steps] }
        let place = steps - state.recent.count
        while place >= state.older.count { guard readMore(&state) else { return nil } }
        return state.older[place]
    }

    /// Reads one more piece of the file, from its end.
    private func readMore(_ state: inout State) -> Bool {
        guard let file else { return false }
        let end = state.unread ?? file.size
        state.unread = end
        guard end > 0 else { return false }
        let start = max(end - Self.piece, 0)
        var bytes = file.read(from: start, count: end - start) + state.tail
        state.unread = start
        state.tail = []
        if start > 0 {
            guard let first = bytes.firstIndex(of: 0x0A) else {
                state.tail = bytes
                return true
            }
            state.tail = Array(bytes[...first])
            bytes.removeFirst(first + 1)
        }
        for row in bytes.split(separator: 0x0A).reversed() {
            switch HistoryRecord(row: row) {
            case .entry(var entry):
                if let outcome = state.outcomes.removeValue(forKey: entry.id) { entry.fill(outcome) }
                state.older.append(entry)
            case .outcome(let outcome): state.outcomes[outcome.id] = outcome
            case nil: continue
            }
        }
        return true
    }
}
