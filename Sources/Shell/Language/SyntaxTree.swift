/// What a text of commands says, with the place of everything in it.
struct SyntaxTree: Hashable, Sendable {
    var statements: [Statement]
}

/// Steps joined by `&&` and `||`; ends at `;`, `&`, a line end or `}`.
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
    /// Whether `&` ends it: it runs beside what follows.
    var isJob: Bool
    var range: Range<Int>
}

/// One thing to do, and where its output goes.
struct Step: Hashable, Sendable {
    enum Action: Hashable, Sendable {
        /// The name and what follows it; never empty.
        case command([Word])
        /// `!name words`: a program of the system, never empty.
        case program([Word])
        case loop(LoopSyntax)
    }

    /// `> name` or `>> name`.
    struct File: Hashable, Sendable {
        var name: Word
        var appends: Bool
    }

    var action: Action
    /// `| program words | program words`.
    var programs: [[Word]] = []
    /// What takes the output at the end of all.
    var file: File?
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

    /// Whether a bare `!` begins it, which makes a program of the command.
    var startsProgram: Bool {
        guard startsBare, case .text(let text) = pieces.first else { return false }
        return text.hasPrefix("!")
    }

    /// The word without its first character; `nil` where nothing is left.
    var withoutFirst: Word? {
        guard range.count > 1, case .text(let text) = pieces.first else { return nil }
        var word = self
        word.pieces[0] = .text(String(text.unicodeScalars.dropFirst()))
        word.range = (range.lowerBound + 1)..<range.upperBound
        return word
    }
}
