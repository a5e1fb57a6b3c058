import OpenRouter

/// One command: everything that parsing, help, completion and running need to know of it.
struct Command: Sendable {
    /// What people do with a command; `help` lists them so.
    enum Group: String, Sendable, CaseIterable {
        case produce, models, money, debug, operate, shell
    }

    /// A word that is given by its position.
    struct Argument: Sendable {
        /// How it is called in help and in code, such as `topic`.
        var name: String
        var kind: ValueKind
        var summary: String
        var isOptional = false
        /// Whether it takes all the words that are left; only the last one may.
        var isRepeating = false
        /// Words it takes besides, such as the `-x` of `set -x`.
        var words: [String] = []
        /// What it is instead, by the argument before it.
        var kinds: [String: ValueKind] = [:]

        /// What it is after a word, where that is known.
        func kind(after word: String?) -> ValueKind { word.flatMap { kinds[$0] } ?? kind }
    }

    /// A word that begins with `--`.
    struct Option: Sendable {
        /// Without the dashes.
        var name: String
        /// The letter that stands for it after a single dash, where fingers know one.
        var short: String?
        /// `nil` for a switch that takes no value.
        var kind: ValueKind?
        var summary: String
        var isRepeating = false
        /// The page of help that explains it together with others, where several commands have them all.
        var topic: HelpTopic?
    }

    /// A line as somebody would type it and what it does.
    struct Example: Sendable {
        var line: String
        var explanation: String

        init(_ line: String, _ explanation: String) {
            self.line = line
            self.explanation = explanation
        }
    }

    var name: String
    var aliases: [String] = []
    var group: Group
    /// One line.
    var summary: String
    /// More, where there is more to say.
    var details = ""
    var arguments: [Argument] = []
    /// Its own options; `--json` and `--help` are everybody's, `--yes` belongs to what costs or destroys.
    var options: [Option] = []
    /// Whether what follows its options is another command, which it carries out.
    var takesLine = false
    /// Whether it lets a program edit something at the terminal, which reads the keys meanwhile.
    var runsEditor = false
    /// Whether it is there to be read: what is longer than the screen goes to a pager.
    var isRead = false
    /// Whether what it prints is for programs as well, or laid out already, so that long lines stay whole.
    var isVerbatim = false
    /// Whether it prints a file of an episode, with the hashes that stand in it.
    var printsArtefact = false
    var examples: [Example]
    /// The statuses it may end with besides success and usage.
    var statuses: [ExitStatus]
    /// What `--json` prints when it succeeds, besides the names that every object has.
    var output: JSONShape
    /// What it may cost at most, as far as that is known before it runs; `nil` where that is nothing or not known.
    ///
    /// A person at the terminal is asked about much, and a check without a run adds it up.
    var worstCase: (@Sendable (Invocation, CommandContext) async throws -> USD?)? = nil
    /// What it destroys for good, as the beginning of a question; `nil` where it destroys nothing.
    var loss: (@Sendable (Invocation) -> String?)? = nil
    var run: @Sendable (Invocation, CommandContext) async throws -> CommandReport

    /// Its options and everybody's.
    var allOptions: [Option] {
        options + (asks ? [Option(name: "yes", kind: nil, summary: "agree beforehand to whatever would be asked")] : [])
            + [
                Option(name: "json", kind: nil, summary: "print one JSON object, errors included"),
                Option(name: "help", kind: nil, summary: "say what the command does"),
            ]
    }

    /// Whether it may ask before it runs.
    var asks: Bool { worstCase != nil || loss != nil }

    /// `produce TOPIC [options]`.
    var usage: String {
        let words = arguments.map { argument in
            let name = argument.name.uppercased() + (argument.isRepeating ? "…" : "")
            return argument.isOptional ? "[\(name)]" : name
        }
        if takesLine { return ([name] + (options.isEmpty ? [] : ["[options]"]) + ["COMMAND…"]).joined(separator: " ") }
        return ([name] + words + (options.isEmpty ? [] : ["[options]"])).joined(separator: " ")
    }

    /// Whether a bare word is an option rather than an argument: it begins with a dash and is no number, nor one of the
    /// words that an argument takes.
    func isOption(_ text: String) -> Bool {
        text.hasPrefix("-") && text != "-" && Double(text) == nil && !arguments.contains { $0.words.contains(text) }
    }
}

/// What a command brought: the same facts for people and for programs.
struct CommandReport: Sendable {
    var status: ExitStatus
    /// What `--json` prints.
    var value: any Encodable & Sendable
    /// What becomes `$last`, where the command has something to hand on.
    var last: String?
    /// What people read; empty where the command has said everything already.
    var text: @Sendable (TextStyle) -> String

    init(
        _ value: any Encodable & Sendable,
        status: ExitStatus = .success,
        last: String? = nil,
        text: @escaping @Sendable (TextStyle) -> String
    ) {
        self.status = status
        self.value = value
        self.last = last
        self.text = text
    }
}
