/// Why a text cannot take the place of a file of an episode.
struct EditFault: Hashable, Sendable {
    /// Where in the value: `segments[1].turns[0].speaker`; empty for the whole.
    var path: String
    /// What is wrong.
    var reason: String

    init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }
}
