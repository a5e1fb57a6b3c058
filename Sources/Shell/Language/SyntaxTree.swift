/// What a text of commands says, with the place of everything in it.
struct SyntaxTree: Hashable, Sendable {
    var statements: [Statement]
}

/// Steps joined by `&&` and `||`; ends at `;`, a line end or `}`.
struct Statement: Hashable, Sendable {
    /// When a step of a chain runs.
    enum Condition: Hashable, Sendable {
        case always
        /// After success, `&&`.
        case success
        /// After failure, `||`.
        case failure
    }

    struct Link: Hashable, Sendable {
        var condition: Condition
        var step: Step
    }

    var links: [Link]
    var range: Range<Int>
}

/// One thing to do.
enum Step: Hashable, Sendable {
    case command(CommandSyntax)
    /// `!text`: the rest of the line for the system's shell.
    case program(text: String, range: Range<Int>)
    case loop(LoopSyntax)

    var range: Range<Int> {
        switch self {
        case .command(let command): command.range
        case .program(_, let range): range
        case .loop(let loop): loop.range
        }
    }
}

/// A command with its words and where its output goes.
struct CommandSyntax: Hashable, Sendable {
    enum Destination: Hashable, Sendable {
        /// `> file` or `>> file`.
        case file(Word, appends: Bool)
        /// `| program words | program words`.
        case programs([[Word]])
    }

    /// The name and what follows it; never empty.
    var words: [Word]
    var destination: Destination?
    var range: Range<Int>
}

/// The loop `for x in words { statements }`.
struct LoopSyntax: Hashable, Sendable {
    var variable: String
    var values: [Word]
    var body: [Statement]
    var range: Range<Int>
}

/// Text and variables that stand together without a blank.
struct Word: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case text(String)
        /// `$name`, by name: letters, digits and `_`, a number, `@`, `#` or `?`.
        case variable(String, range: Range<Int>)
    }

    var pieces: [Piece]
    var range: Range<Int>
    /// Whether its first character stands bare, so that a leading `-` makes an option of it.
    var startsBare: Bool

    /// The text where no variable is in it.
    var literal: String? {
        var text = ""
        for piece in pieces {
            guard case .text(let part) = piece else { return nil }
            text += part
        }
        return text
    }

    /// The text where it is a bare word without quotes, such as `for` or `{`.
    var keyword: String? {
        guard startsBare, let literal, literal.unicodeScalars.count == range.count else { return nil }
        return literal
    }
}
