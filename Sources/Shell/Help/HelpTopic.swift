/// What `help` explains besides the commands.
enum HelpTopic: String, CaseIterable, Sendable {
    case commands, brief, providers, language, keys, security, json
    case exitCodes = "exit-codes"

    /// One line.
    var summary: String {
        switch self {
        case .commands: "all commands, a line each"
        case .brief: "what an episode may be asked to be"
        case .providers: "which providers of a model may answer"
        case .language: "the command language"
        case .keys: "the keys of the line editor (keys --help: API keys)"
        case .security: "what is defended, how, and what is not"
        case .json: "what --json prints"
        case .exitCodes: "what the numbers mean that commands end with"
        }
    }

    /// The text, but for the commands, whose list comes from the table.
    var text: String {
        switch self {
        case .commands: ""
        case .brief: Self.briefText
        case .providers: Self.providersText
        case .language: Self.languageText
        case .keys: Self.keysText
        case .security: Self.securityText
        case .json: Self.jsonText
        case .exitCodes: Self.exitCodesText
        }
    }

    private static func rows(of options: [Command.Option]) -> [String] {
        options.map { option in
            let head = "--\(option.name) \(option.kind?.placeholder ?? "")"
            return "\(DisplayWidth.padded(head, to: 22))  \(option.summary)"
        }
    }

    private static let briefText =
        (["What an episode shall be: options of new, produce, research; edit brief has all", ""]
        + rows(of: BriefOptions.all) + [
            "",
            "Points to cover and to avoid stand in every prompt, and the script is checked",
            "for them: coverage.must, coverage.avoid. A source that says it is older than",
            "--max-source-age is left out, and blocks where it is cited (sources.age); one",
            "that tells no date is used, and named. What listeners are asked to do is said",
            "in the last segment, and stands in the notes.",
        ]).joined(separator: "\n")

    private static let providersText =
        (["Which providers of a model may answer: options of ask", ""]
        + rows(of: ProviderOptions.all) + [
            "",
            "`model ID` lists who offers a model, with prices. The settings providers.only,",
            "providers.ignore, providers.order and others bind every call, phases included:",
            "`config` shows them, and a question can only narrow them. What is set aside for",
            "a call is its worst case at the dearest provider that may answer; the request",
            "lets nobody dearer answer.",
        ]).joined(separator: "\n")

    private static let keysText = """
        Enter      run the line                   Tab        complete; again: choose
        Ctrl-C     drop the line, or cancel what  Ctrl-D     leave, on an empty line
                   runs (never the shell)         Ctrl-Z     suspend; fg goes on
        Up, Down   earlier lines that begin so    Ctrl-R     search all earlier lines
        Right, End take over the dim hint         Alt-F      take over a word of it
        PageUp, Down  the oldest line, the draft  Ctrl-O     run it, then the next
        Ctrl-A, E  start, end of the row          Alt-B, F   a word left, right
        Ctrl-W     cut the word before            Ctrl-U, K  cut to the start, the end
        Ctrl-Y     paste what was cut             Alt-Y      what was cut before that
        Ctrl-_     undo; Alt-R all of it          Alt-.      an older line's last word
        Ctrl-X Ctrl-E  edit with $EDITOR          Alt-Q      put away for one other line
        Alt-Enter  begin a row                    Alt-#      keep the line as a comment
        Ctrl-L     clear the screen               Alt-U, L, C, T  change case, swap two
        Ctrl-Q     take the next key as it is     Ctrl-S     search towards newer lines
        A line goes on below while a quote, a brace or a backslash at its end is open.
        A leading blank keeps a line out of the history file; secrets never get there.
        In a menu: Tab, arrows choose, Enter takes, Esc closes; typing narrows it down.

        castline.yaml turns off what you do not like, and has vi keys:
          editor: { keys: vi, highlight: off, hints: off, menu: off }
          plain: on        no editing at all, for screen readers
        Bindings of your own: ~/.editrc, as in castline:bind "^G" push-line
        """

    private static let languageText = #"""
        'as it is'  "with $name"  \x  --option value  --option=value  -- ends options
        # begins a comment; a backslash at a line's end continues it
        a ; b      one after the other; a failure stops the rest (on-error continue)
        a && b     b after success          a || b     b after failure
        a &        beside what follows: jobs lists it, fg, wait, cancel take its number
        a > file   write the output there   a >> file  append it
        a | wc -l  hand it to a program     !ls -l     run a program
        for x in 1 2 3 { ask "tell me more about $x" } > answers.txt
        set name value, $name, ${name}      an unset variable is an error
        $?  the last exit code  $_  the last word  $last  what a command handed on
        source FILE a b                     in it $1 $2 are a b, $@ all, $# how many
        alias name 'command --option'       abbr name 'text' is written out as typed
        time COMMAND                        COMMAND? is COMMAND --help; set -x tells all
        Programs get their words as they are: !sh -c '…' has patterns. A pipe ends with
        the code of its last part that failed; head, which stops reading, ends it
        quietly. A job has variables of its own; a file waits for its jobs, and ends
        with the code of the first that failed.
        A text is checked as a whole before any of it runs; castline -n FILE does only
        that, and prices it. A file may begin with #!/usr/bin/env castline.
        The grammar: Sources/Shell/Shell.docc/Language.md
        """#

    private static let securityText = """
        Keys     from --key-file, OPENROUTER_API_KEY, key-command, file key, or keys add
                 (keys.json), all of mode 0600; never from a line: such a line is not
                 run. Output, history, store, traces and errors pass one redactor, which
                 takes out names of accounts and hashes of keys too: an episode alone
                 keeps them. No core file. No folder's castline.yaml says where keys go.
        Rotation rotate-key, after keys.rotate-after days, keys revoke: made with what
                 the old key left of its limit (whole where that renews), verified, then
                 used; one that is refused is taken back; a crash resumes (keys, top).
                 The old goes after its grace by both clocks. A standby steps in on 401.
        Requests are checked before they are sent: model and parameters that it heeds,
                 sizes, roles, no key in a text; typed text is screened (screen shows).
                 Settings providers.* bind who may answer; calls only tighten them.
        Money    no call without its worst case at the dearest who may answer set aside.
        Sources  are data: fenced, screened, marked where suspicious, read without
                 tools; answers are parsed by a schema, links and keys cut out, HTML
                 escaped. Pages are fetched only where you name them, from the address
                 that was checked not to be private, with limits of size and time.
        Files    umask 077; episodes only below their folder, links and .. refused.
                 Programs get words, no shell, no key, few variables, limited time.
        Not      root, a debugger or another program of yours can read the keys; the
        defended service and its providers read the prompts. A screen finds words of
                 attacks, not every one; a model can be misled: read the quality report.
        doctor --security checks this installation, and explains what it finds.
        """

    private static let jsonText = #"""
        With --json a command prints one object, on one line of standard output, and
        nothing else goes there; castline --json gives every command that option.

        {"castline":1,"command":"status","slug":"coral-reefs",…}
        {"castline":1,"command":"ask","error":{"code":"budgetExceeded","message":"…",
         "kept":null,"next":"…","exitCode":3}}

        castline   the version of the format: a name that goes away or changes its
                   meaning raises it, one that is added does not
        command    the command; left out where a line names none
        error      why it failed: code is a stable word, exitCode that of the command
        amounts    strings of dollars, exact: "0.0306"
        times      ISO 8601 with milliseconds, in UTC

        schema COMMAND prints the JSON Schema of what a command prints.
        """#

    private static let exitCodesText =
        (ExitStatus.all.compactMap { status in
            status.meaning.map { "\(DisplayWidth.padded(String(status.rawValue), to: 3, onLeft: true))  \($0)" }
        } + [
            "",
            "A program that a signal ends has 128 and the signal's number. A file, a line or",
            "a loop ends with the code of the command that stopped it; $? is the last one.",
        ]).joined(separator: "\n")
}
