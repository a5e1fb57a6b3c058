import Production
import Synchronization

/// Names that commands have seen, for completion, which may wait for nothing.
final class KnownNames: Sendable {
    struct Episode: Hashable, Sendable {
        var slug: String
        var title: String
        var files: [String]
    }

    private let state = Mutex<[String: Episode]>([:])
    private let showTitles = Mutex<[String: String]>([:])

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
        Episode(slug: status.slug, title: status.title, files: status.files.map(\.name))
    }
}
