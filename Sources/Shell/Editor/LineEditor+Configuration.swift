extension LineEditor {
    /// What an editor is made of.
    package struct Configuration: Sendable {
        /// The name that lines of `.editrc` may be tagged with.
        package var programName: String
        /// Where keys come from.
        package var input: Int32 = 0
        /// Where the line is drawn.
        package var output: Int32 = 1
        /// Who decides what the terminal shows; the editor makes its own where nobody else writes there.
        package var screen: Screen?
        /// The kind of terminal, as in `TERM`.
        package var terminal: String
        /// How long the terminal has time to say where its cursor stands: what draws too early on a busy machine damages the
        /// screen, and terminals that never answer are rare.
        package var longestAnswer = Duration.seconds(2)
        /// Whether the user's `.editrc` is read.
        package var readsStartupFile = true
        /// The lines Up leads to.
        package var history: History
        /// What Tab offers: from memory, at once.
        package var completer: @Sendable (_ line: String, _ cursor: Int) -> Completions
        /// Whether a text is a whole line; otherwise Enter begins a new row.
        package var isComplete: @Sendable (String) -> Bool
        /// What the parts of a line are: from memory, at once.
        package var highlighter: @Sendable (String) -> [Highlight] = { _ in [] }
        /// What a blank or Enter behind a word writes out in its place: from memory, at once.
        package var expander: @Sendable (_ line: String, _ cursor: Int) -> Expansion? = { _, _ in nil }
        /// What may follow a line: from memory, at once.
        package var suggester: @Sendable (String) -> Hint? = { _ in nil }
        /// Told of a Ctrl-C that was pressed right behind a line, and is meant for what the line runs.
        package var interrupt: @Sendable () -> Void = {}
        /// Whether keys that were typed behind a line are for what the line runs, and not for the next line.
        package var handsKeysOn: @Sendable (String) -> Bool = { _ in false }
        /// Whether the terminal is asked what colour its background has.
        package var asksForBackground = false
        /// What is shown beyond the line.
        package var look = Look.plain
        /// The program that edits a line; asked for anew each time.
        var editorProgram: @Sendable () -> EditorProgram? = { nil }

        /// An editor on the process's own terminal.
        package init(
            programName: String,
            terminal: String,
            history: History,
            completer: @escaping @Sendable (_ line: String, _ cursor: Int) -> Completions = { _, cursor in
                Completions(replacing: cursor..<cursor, candidates: [])
            },
            isComplete: @escaping @Sendable (String) -> Bool = { _ in true }
        ) {
            self.programName = programName
            self.terminal = terminal
            self.history = history
            self.completer = completer
            self.isComplete = isComplete
        }
    }
}
