/// Rows that are shown again and again: in place on a terminal, one after the other everywhere else.
struct LiveView {
    private let data: Sink
    /// The terminal, where rows can be replaced there.
    private let screen: Screen?

    /// A view of a command; what is no terminal, a job and a screen reader get lines.
    init(_ output: Output, isInPlace: Bool) {
        data = output.data
        screen = isInPlace && output.data.style.isTerminal && output.data.style.isColoured ? output.screen : nil
    }

    /// Whether rows are replaced.
    var isInPlace: Bool { screen != nil }

    /// Shows rows; lines are printed as they are.
    func show(_ text: String) throws {
        guard let screen else { return try data.print(text) }
        screen.show(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }

    /// Leaves the last rows where they are.
    func end() { screen?.endLive() }
}
