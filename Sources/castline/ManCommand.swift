import ArgumentParser
import Shell

/// Prints the manual page.
struct ManCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man",
        abstract: "Print the manual page, as in: castline man | man -l -"
    )

    func run() {
        let usage = Castline.helpMessage(for: RunCommand.self, columns: 72)
        print(ManualPage(version: Castline.configuration.version, usage: usage).roff, terminator: "")
    }
}
