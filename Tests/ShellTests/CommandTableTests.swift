import Gateway
import Testing

@testable import Shell

@Suite struct `Command table` {
    @Test(arguments: CommandTable.standard.commands.map(\.name))
    func `every command says what it is and how to use it`(name: String) throws {
        let command = try #require(CommandTable.standard[name])
        #expect(!command.summary.isEmpty)
        #expect(command.examples.count >= 2)
        for argument in command.arguments { #expect(!argument.summary.isEmpty) }
        for option in command.allOptions { #expect(!option.summary.isEmpty) }
        for argument in command.arguments.dropLast() { #expect(!argument.isRepeating) }
        for example in command.examples {
            #expect(!example.explanation.isEmpty)
            let source = SourceText(example.line, name: "example")
            let tree = try CommandParser.parse(source)
            var checker = Checker(table: .standard)
            #expect(checker.problem(in: tree) == nil, "\(example.line)")
            #expect(example.line.contains(command.name))
        }
    }

    private static let topics = [""] + CommandTable.standard.commands.map(\.name) + HelpTopic.allCases.map(\.rawValue)

    @Test(arguments: topics)
    func `every page of help fits a terminal of 24 rows and 80 columns`(topic: String) async throws {
        let output = CapturedOutput(style: TextStyle(width: 80, isColoured: false, isTerminal: true))
        #expect(await (try CommandShell.captured(output)).runScript("help \(topic)", file: "") == .success)
        var lines = output.data.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        // The list of all commands is longer: that is what it is for.
        if topic != "commands" { #expect(lines.count <= 24, "\(lines.count) rows") }
        #expect(!lines.isEmpty)
        for line in lines { #expect(DisplayWidth.of(String(line)) <= 80, "\(line)") }
    }

    @Test(
        arguments: [
            ("help keys", "Ctrl-C"), ("keys?", "exit codes:"), ("keys --help", "exit codes:"),
            ("help status", "exit codes:"),
        ]
    )
    func `help keys is about the keyboard, and every command tells about itself`(
        line: String,
        part: String
    ) async throws {
        let output = CapturedOutput()
        #expect(await (try CommandShell.captured(output)).runScript(line, file: "") == .success)
        #expect(output.data.contains(part))
    }

    @Test func `help and mistakes need no session`() async throws {
        for (text, status) in [
            ("help; help keys; schema ask; config; set x 1; alias a help; a language", 0), ("hlep", 2),
            ("help prodcue", 2), ("schema aks", 2), ("ask --modle x", 2), ("produce --help", 0),
        ] as [(String, Int32)] {
            // The session of this shell fails when it is asked for.
            #expect(await (try CommandShell.captured(CapturedOutput())).runScript(text, file: "").rawValue == status)
        }
    }

    @Test(arguments: CommandTable.standard.commands.map(\.name))
    func `every command answers --help and --help --json`(name: String) async throws {
        let output = CapturedOutput()
        #expect(await (try CommandShell.captured(output)).runScript("\(name) --help", file: "") == .success)
        #expect(output.data.contains("exit codes: 0 done"))
        let json = CapturedOutput()
        #expect(await (try CommandShell.captured(json)).runScript("\(name) --help --json", file: "") == .success)
        #expect(try json.object()["name"] as? String == name)
    }

    @Test func `a single mistyped letter finds the command or option that was meant`() {
        var asked = 0
        var right = 0
        let names = CommandTable.standard.commands.map(\.name).filter { $0.count >= 3 }
        let options = Set(CommandTable.standard.commands.flatMap { $0.allOptions.map(\.name) }).sorted()
        for (words, all) in [(names, names), (options, options)] {
            for word in words {
                for typo in Self.typos(of: word) where !all.contains(typo) {
                    asked += 1
                    // Two words can be equally near; what counts is that the right one is among those named.
                    if Spelling.nearest(to: typo, among: all, limit: 3).contains(word) { right += 1 }
                }
            }
        }
        #expect(asked > 700)
        #expect(Double(right) >= 0.95 * Double(asked), "\(right) of \(asked)")
    }

    /// Every word one edit away: a letter left out, doubled, replaced by its neighbour in the alphabet, swapped.
    private static func typos(of word: String) -> [String] {
        let letters = Array(word)
        var typos: Set<String> = []
        for index in letters.indices {
            var copy = letters
            copy.remove(at: index)
            typos.insert(String(copy))
            copy = letters
            copy.insert("x", at: index)
            typos.insert(String(copy))
            copy = letters
            copy[index] = "q"
            typos.insert(String(copy))
            if index + 1 < letters.count {
                copy = letters
                copy.swapAt(index, index + 1)
                typos.insert(String(copy))
            }
        }
        typos.remove(word)
        return typos.filter { $0.count >= 2 }
    }
}
