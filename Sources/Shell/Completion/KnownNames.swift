import Gateway
import Production
import Synchronization

/// Names that commands have seen, for completion, which may wait for nothing.
final class KnownNames: Sendable {
    struct Episode: Hashable, Sendable {
        var slug: String
        var title: String
        var files: [String]
        var states: [Phase: PhaseState] = [:]
    }

    /// Something with an id and a line about it.
    struct Item: Hashable, Sendable {
        var id: String
        var summary: String
    }

    private let state = Mutex<[String: Episode]>([:])
    private let showTitles = Mutex<[String: String]>([:])

    private let latest = Mutex<[Item]>([])
    private static let mostCalls = 50

    /// The latest calls, newest first.
    var calls: [Item] { latest.withLock(\.self) }

    /// Remembers a call that has ended.
    func addCall(_ record: CallRecord) {
        let model = record.modelServed ?? record.modelAsked
        let how = record.error?.rawValue ?? record.outcome.rawValue
        let summary = "\(record.purpose.phase): \(record.purpose.unit), \(model), \(Figures.money(record.cost)), \(how)"
        latest.withLock { latest in
            latest.removeAll { $0.id == record.id }
            latest.insert(Item(id: record.id, summary: summary), at: 0)
            if latest.count > Self.mostCalls { latest.removeLast() }
        }
    }

    /// The shows, by name.
    var shows: [(slug: String, title: String)] {
        showTitles.withLock { $0.map { ($0.key, $0.value) } }.sorted { $0.slug < $1.slug }
    }

    /// Remembers exactly these shows.
    func replaceShows(_ shows: [(slug: String, title: String)]) {
        showTitles.withLock { $0 = Dictionary(shows.map { ($0.slug, $0.title) }) { _, last in last } }
    }

    /// Remembers one more show.
    func addShow(_ slug: String, title: String) { showTitles.withLock { $0[slug] = title } }

    /// The episodes, by name.
    var episodes: [Episode] { state.withLock { $0.values.sorted { $0.slug < $1.slug } } }

    /// An episode by its name.
    func episode(_ slug: String) -> Episode? { state.withLock { $0[slug] } }

    /// Remembers exactly these.
    func replaceEpisodes(_ episodes: [EpisodeStatus]) {
        state.withLock { state in
            state = [:]
            for status in episodes { state[status.slug] = Self.entry(status) }
        }
    }

    /// Remembers one more, or how it is now.
    func add(_ status: EpisodeStatus) { state.withLock { $0[status.slug] = Self.entry(status) } }

    private static func entry(_ status: EpisodeStatus) -> Episode {
        Episode(
            slug: status.slug,
            title: status.title,
            files: status.files.map(\.name),
            states: Dictionary(uniqueKeysWithValues: Phase.allCases.map { ($0, status.state(of: $0)) })
        )
    }
}
