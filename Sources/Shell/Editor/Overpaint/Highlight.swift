/// A part of a line and what it is, so that it can be shown as that.
package struct Highlight: Sendable, Equatable {
    /// What a part of a line is.
    package enum Kind: Sendable {
        case command, option, quoted, variable, sign, comment
        /// What no command, option or value is called; it is underlined as well, for those who see no red.
        case mistake
    }

    /// The part, in Unicode scalars.
    package var range: Range<Int>
    /// What it is.
    package var kind: Kind

    /// A part of a line.
    package init(_ range: Range<Int>, _ kind: Kind) {
        self.range = range
        self.kind = kind
    }
}

extension Highlight.Kind {
    /// The parameters of the SGR sequence (ECMA-48 §8.3.117) that shows it, from the first eight colours, of which those
    /// are taken that can be read on light and on dark.
    var attributes: String {
        switch self {
        case .command: "1"
        case .option: "36"
        case .quoted: "32"
        case .variable: "35"
        case .sign: "1;36"
        case .comment: "2"
        case .mistake: "4;31"
        }
    }
}
