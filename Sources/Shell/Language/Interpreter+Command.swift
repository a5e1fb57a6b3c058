import Foundation
import Gateway

extension Interpreter {
    /// Where words stand, for saying what is wrong with them.
    struct Place: Sendable {
        var frame: Frame
        /// The words as they are written.
        var syntax: [Word]
    }

    /// Runs the command or program that words name.
    func run(_ words: [Invocation.Word], _ place: Place, _ output: Output) async -> Outcome {
        if let last = words.last { variables.lastWord = last.text }
        var wantsJSON = context.wantsJSON || place.syntax.contains { $0.keyword == "--json" }
        do throws(UsageError) {
            let naming = Naming(table: table, aliases: variables.aliases, isCheck: false) {
                word,
                index throws(UsageError) in try expand(word, place.frame, at: index)
            }
            switch try naming.named(words) {
            case .program(let words): return await runProgram(words, output)
            case .command(let invocation):
                wantsJSON = context.wantsJSON || invocation.wantsJSON
                return await execute(invocation, place, isJSON: wantsJSON, output)
            }
        } catch {
            let last = place.syntax[place.syntax.count - 1].range.upperBound
            let range = error.word.map { place.syntax[min($0, place.syntax.count - 1)].range } ?? last..<last
            report(error, at: range, place.frame, isJSON: wantsJSON, output)
            return Outcome(status: .usage)
        }
    }

    /// Runs a command and writes what it brought.
    private func execute(_ invocation: Invocation, _ place: Place, isJSON: Bool, _ output: Output) async -> Outcome {
        let name = invocation.command.name
        do {
            if invocation.wantsHelp {
                if isJSON {
                    try output.data.print(JSONText.of(HelpText.Entry(invocation.command), command: "help"))
                } else {
                    let help = HelpText(table: table)
                    try output.data.print(help.text(for: invocation.command, output.data.style))
                }
                return .success
            }
            let ending = Ending()
            let command = CommandContext(
                interpreter: self,
                place: place,
                output: output,
                isJSON: isJSON,
                ending: ending
            )
            try await Consent(invocation: invocation, context: command).obtain()
            let result = try await invocation.command.run(invocation, command)
            if let last = result.last { variables.lastText = last }
            let isArtefact = invocation.command.printsArtefact
            if isJSON {
                try output.data.print(JSONText.of(result.value, command: name), isArtefact: isArtefact)
            } else {
                let style = output.data.style
                let report = result.text(style)
                let text = invocation.command.isVerbatim ? report : DisplayWidth.fitted(report, to: style.width)
                let pager = Pager(context.configuration["pager"], variables: variables)
                let mayPage = invocation.command.isRead && printAbove != nil && !isJob
                let isShown = mayPage ? await pager.show(text, output, isArtefact: isArtefact) : false
                if !isShown { try output.data.print(text, isArtefact: isArtefact) }
            }
            return Outcome(status: result.status, ends: ending.isRequested)
        } catch {
            return finish(error, command: name, isJSON: isJSON, output)
        }
    }
}
