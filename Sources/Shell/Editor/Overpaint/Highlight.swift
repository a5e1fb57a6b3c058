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
    /// are taken that can be read on the background.
    func attributes(isLight: Bool) -> String {
        switch self {
        case .command: "1"
        case .option: isLight ? "34" : "36"
        case .quoted: isLight ? "35" : "32"
        case .variable: isLight ? "1;35" : "35"
        case .sign: isLight ? "1;34" : "1;36"
        case .comment: "2"
        case .mistake: "4;31"
        }
    }
}
