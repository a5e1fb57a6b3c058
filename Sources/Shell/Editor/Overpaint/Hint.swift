/// What may follow the cursor, shown dim behind it.
package struct Hint: Sendable, Equatable {
    /// The characters that would follow the line.
    package var text: String
    /// Whether a key takes it over; otherwise it only tells what is expected there, or what is wrong.
    package var isAcceptable: Bool

    /// A hint that goes on from the end of the line.
    package init(_ text: String, isAcceptable: Bool) {
        self.text = text
        self.isAcceptable = isAcceptable
    }
}
