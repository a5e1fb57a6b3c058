/// Shows text that is longer than the screen with a program that turns pages, as `less` does.
struct Pager {
    /// The program and its words; empty for none.
    private let words: [String]
    private let variables: Variables

    /// The pager that the settings name; `off` and nothing name none.
    init(_ command: String, variables: Variables) {
        let words = command.split(separator: " ").map(String.init)
        // less by itself shows colours as their codes.
        self.words = words == ["off"] || words == ["cat"] ? [] : words == ["less"] ? ["less", "-FRX"] : words
        self.variables = variables
    }

    /// Writes a text, page by page where it does not fit one screen.
    ///
    /// - Returns: `false` where it was not shown: it fits, there is no terminal, or no pager.
    func show(_ text: String, _ output: Output, isArtefact: Bool = false) async -> Bool {
        guard !words.isEmpty, let screen = output.screen, output.data.descriptor != nil, output.data.style.isTerminal
        else { return false }
        let size = screen.size
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { rows, line in
            rows + max(1, (DisplayWidth.of(String(line)) + size.columns - 1) / size.columns)
        }
        guard rows > size.rows - 1, let pipeline = try? Pipeline([words], variables: variables, isJob: false) else {
            return false
        }
        let outcome = try? await pipeline.run(output) { sink in
            try? sink.print(text, isArtefact: isArtefact)
            return .success
        }
        return outcome != nil
    }
}
