/// Finds what is wrong with a text without running it: unknown commands and options, values that cannot be.
///
/// What only running can tell, such as the value of a variable, passes.
struct Checker: Sendable {
    struct Problem {
        var error: UsageError
        var range: Range<Int>
        var wantsJSON: Bool
    }

    let table: CommandTable
    let source: SourceText

    /// The first problem, in the order of the text.
    func problem(in tree: SyntaxTree) -> Problem? { problem(in: tree.statements) }

    private func problem(in statements: [Statement]) -> Problem? {
        for statement in statements {
            for link in statement.links {
                switch link.step {
                case .program: continue
                case .command(let command): if let problem = problem(in: command) { return problem }
                case .loop(let loop): if let problem = problem(in: loop.body) { return problem }
                }
            }
        }
        return nil
    }

    private func problem(in command: CommandSyntax) -> Problem? {
        guard let name = command.words[0].literal else { return nil }
        do throws(UsageError) {
            let declaration = try table.command(named: name)
            let words = command.words.enumerated().dropFirst().map { index, word in
                Invocation.Word(
                    text: word.literal ?? "",
                    isBare: word.startsBare,
                    isKnown: word.literal != nil,
                    index: index
                )
            }
            _ = try Invocation.parse(declaration, words, isCheck: true)
            return nil
        } catch {
            let end = command.words[command.words.count - 1].range.upperBound
            let range = error.word.map { command.words[$0].range } ?? end..<end
            return Problem(error: error, range: range, wantsJSON: command.words.contains { $0.keyword == "--json" })
        }
    }
}
