/// What follows when the screen finds something: the setting `screening`.
public enum ScreeningPolicy: String, Hashable, Sendable, Codable, CaseIterable {
    /// The call is refused before it costs anything.
    case block
    /// The call is made, and what was found is in its trace.
    case warn
    /// Nothing is looked at.
    case off
}
