/// How much is told of what goes on inside.
public enum LogLevel: String, CaseIterable, Sendable {
    /// Nothing.
    case off
    /// How each call ended, and what stood in its way.
    case debug
    /// Every step of every call besides.
    case trace

    /// What is told, in a few words.
    var summary: String {
        switch self {
        case .off: "tell nothing"
        case .debug: "tell of each call that ends, and of what stood in its way"
        case .trace: "tell of every step of every call, as it happens"
        }
    }
}
