/// One way to complete the word at the cursor.
package struct Candidate: Sendable, Equatable {
    /// What replaces the word.
    package var text: String
    /// What the list shows; the text itself unless given.
    package var display: String
    /// One line that says what it is; may be empty.
    package var description: String
    /// Whether a space follows, because the word is whole.
    package var isComplete: Bool

    /// A candidate, shown as it is inserted unless `display` is given.
    package init(text: String, display: String? = nil, description: String = "", isComplete: Bool = true) {
        self.text = text
        self.display = display ?? text
        self.description = description
        self.isComplete = isComplete
    }
}
