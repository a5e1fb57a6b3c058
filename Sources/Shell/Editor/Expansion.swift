/// What a part of a line is written out as.
package struct Expansion: Sendable, Equatable {
    /// The part, in Unicode scalars.
    package var replacing: Range<Int>
    /// What comes in its place.
    package var text: String

    /// A text for a part of a line.
    package init(replacing: Range<Int>, text: String) {
        self.replacing = replacing
        self.text = text
    }
}
