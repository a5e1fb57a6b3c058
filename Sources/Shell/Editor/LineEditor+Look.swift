extension LineEditor {
    /// What the editor shows beyond the line itself, each by a setting of its own.
    package struct Look: Sendable, Equatable {
        /// Whether there are colours at all.
        package var isColoured: Bool
        /// Whether the line is coloured as it is typed.
        package var highlights: Bool
        /// Whether a hint shows behind the cursor.
        package var hints: Bool
        /// Whether Tab opens a menu below the line; otherwise it prints a list above it.
        package var menu: Bool
        /// Whether the keys are those of vi.
        package var usesVi: Bool

        /// A line and nothing else.
        package static let plain = Look(
            isColoured: false,
            highlights: false,
            hints: false,
            menu: false,
            usesVi: false
        )

        /// What the editor shows.
        package init(isColoured: Bool, highlights: Bool, hints: Bool, menu: Bool, usesVi: Bool) {
            self.isColoured = isColoured
            self.highlights = highlights
            self.hints = hints
            self.menu = menu
            self.usesVi = usesVi
        }
    }
}
