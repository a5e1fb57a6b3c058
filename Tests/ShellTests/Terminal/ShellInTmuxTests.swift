import Foundation
import Resilience
import TerminalDriver
import TestSupport
import Testing

@testable import Shell

extension `At a terminal` {
    /// The program in tmux, which breaks rows anew, keeps a scrollback and has a shell with job control around it.
    @Suite(
        .serialized,
        .temporaryDirectory,
        .timeLimit(.minutes(5)),
        .enabled(if: MultiplexedTerminal.isInstalled, Comment(rawValue: MultiplexedTerminal.hint))
    )
    struct `Shell in tmux` {
        private static let program = URL(filePath: CommandLine.arguments[0])
            .deletingLastPathComponent().appending(path: "castline").path(percentEncoded: false)

        private func start(_ words: [String], columns: Int = 60, rows: Int = 12) throws -> MultiplexedTerminal {
            let home = TemporaryDirectory.current.path(percentEncoded: false)
            let environment = [
                "PATH": "/usr/bin:/bin", "HOME": home, "CASTLINE_HOME": home, "CASTLINE_EPISODES": "\(home)/episodes",
                "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no", "PS1": "outer> ",
            ]
            return try MultiplexedTerminal(
                words,
                environment: environment,
                folder: TemporaryDirectory.current,
                columns: columns,
                rows: rows
            )
        }

        /// A shell whose prompt stands in the first row of an otherwise empty screen.
        private func startAtTheTop(rows: Int = 12) async throws -> MultiplexedTerminal {
            let terminal = try start([Self.program], rows: rows)
            _ = try await terminal.rows { $0.last?.hasSuffix(">") ?? false }
            try terminal.press("C-l")
            _ = try await terminal.rows { $0 == ["castline>"] }
            return terminal
        }

        private static let draft = "ask 'hello world and all who live in it and more"

        @Test func `a prompt in the top row stands once after the window got narrow and wide again`() async throws {
            let terminal = try await startAtTheTop()
            let above = try terminal.rows(withScrollback: true).dropLast()
            try terminal.type(Self.draft)
            _ = try await terminal.rows { $0 == ["castline> " + Self.draft] }
            for columns in [30, 20, 60, 25, 60] {
                try await terminal.resizeAndTell(columns: columns, rows: 12)
                _ = try await terminal.rows { Self.joined($0).hasSuffix("andmore") }
            }
            let rows = try await terminal.rows { $0 == ["castline> " + Self.draft] }
            #expect(rows == ["castline> " + Self.draft])
            #expect(try terminal.cursor() == (58, 0))
            let all = try terminal.rows(withScrollback: true)
            #expect(Self.joined(all) == Self.joined(above + ["castline> " + Self.draft]))
        }

        @Test func `what is typed while the window is narrow leaves nothing behind once it is wide`() async throws {
            let terminal = try await startAtTheTop()
            try terminal.type(Self.draft)
            _ = try await terminal.rows { $0 == ["castline> " + Self.draft] }
            try await terminal.resizeAndTell(columns: 30, rows: 12)
            _ = try await terminal.rows { $0 == [" all who live in it and more"] }
            try terminal.type("!")
            let narrow = try await terminal.rows { $0.last?.hasSuffix("!") ?? false && $0.count == 2 }
            #expect(narrow == ["castline> ask 'hello world and", " all who live in it and more!"])
            try await terminal.resizeAndTell(columns: 60, rows: 12)
            let wide = try await terminal.rows { $0 == ["castline> " + Self.draft + "!"] }
            #expect(wide == ["castline> " + Self.draft + "!"])
        }

        @Test(arguments: [12, 6])
        func `an open menu is drawn anew when the window gets narrow, wherever its line has gone`(
            rows: Int
        ) async throws {
            let terminal = try await startAtTheTop(rows: rows)
            try terminal.type("ask hi --model google/gemini-2.5-flash --")
            try terminal.press("Tab")
            _ = try await terminal.rows { $0.count > 3 }
            try await terminal.resizeAndTell(columns: 40, rows: rows)
            let line = "castline>askhi--modelgoogle/gemini-2.5-flash--"
            func isWhole(_ rows: [String]) -> Bool {
                Self.joined(rows.prefix(2)) == line && rows.count > 3
                    && rows.dropFirst(2).allSatisfy { $0.hasPrefix("  ") }
            }
            let narrow = try await terminal.rows(until: isWhole)
            #expect(isWhole(narrow), "\(narrow)")
        }

        @Test func `a hundred changes of size damage neither line nor screen`() async throws {
            let terminal = try await startAtTheTop()
            var generator = SeededGenerator(seed: 15)
            try terminal.type("echo 'one two three four five six seven eight nine ten")
            _ = try await terminal.rows { $0.last?.hasSuffix("ten") ?? false }
            for _ in 0..<100 {
                try terminal.resize(
                    columns: .random(in: 20...300, using: &generator),
                    rows: .random(in: 4...40, using: &generator)
                )
            }
            try await terminal.resizeAndTell(columns: 70, rows: 12)
            let expected = "castline> echo 'one two three four five six seven eight nine ten"
            let shown = try await terminal.rows { $0.filter { $0.contains("castline> echo") } == [expected] }
            #expect(shown.filter { $0.contains("castline> echo") } == [expected])
            try terminal.type(" eleven'")
            try terminal.press("Enter")
            let said = "one two three four five six seven eight nine ten eleven"
            let rows = try await terminal.rows { $0.dropLast().last == said }
            #expect(rows.dropLast().last == said)
        }

        /// Rows as one text, however they are broken.
        private static func joined(_ rows: some Sequence<String>) -> String { rows.joined().filter { $0 != " " } }

        @Test func `what is typed while something runs stands behind the next prompt`() async throws {
            let terminal = try start([Self.program])
            _ = try await terminal.rows { $0.last == "castline>" }
            try terminal.type("!sh -c 'read line; echo $line'\n")
            _ = try await terminal.rows { $0.last == "castline> !sh -c 'read line; echo $line'" }
            try terminal.type("go\necho half")
            let rows = try await terminal.rows { $0.last == "castline> echo half" }
            #expect(rows.last == "castline> echo half")
            #expect(rows.contains("go"))
            try terminal.type("' and whole'\n")
            let end = try await terminal.rows { $0.dropLast().last == "half and whole" }
            #expect(end.dropLast().last == "half and whole")
        }

        @Test func `Ctrl-Z gives the terminal back, and fg paints prompt and line`() async throws {
            let terminal = try start(["bash", "--norc", "--noprofile"], columns: 80, rows: 24)
            _ = try await terminal.rows { $0.last == "outer>" }
            try terminal.type("\(Self.program)\n")
            _ = try await terminal.rows { $0.last == "castline>" }
            try terminal.type("echo half")
            _ = try await terminal.rows { $0.last == "castline> echo half" }
            try terminal.press("C-z")
            _ = try await terminal.rows { $0.last == "outer>" && $0.contains { $0.contains("Stopped") } }
            try terminal.type("stty -a | grep -ow -e icanon -e echo | tr '\\n' ' '; jobs | wc -l\n")
            let modes = try await terminal.rows { $0.last == "outer>" && $0.contains("icanon echo 1") }
            #expect(modes.contains("icanon echo 1"))
            try terminal.type("fg\n")
            _ = try await terminal.rows { $0.last == "castline> echo half" }
            try terminal.type("' and whole'\n")
            let rows = try await terminal.rows { $0.last == "castline>" }
            #expect(rows.dropLast().last == "half and whole")
        }

        @Test func `Ctrl-Z while something runs stops it too, and fg goes on with it`() async throws {
            let terminal = try start(["bash", "--norc", "--noprofile"], columns: 80, rows: 24)
            _ = try await terminal.rows { $0.last == "outer>" }
            try terminal.type("\(Self.program)\n")
            _ = try await terminal.rows { $0.last == "castline>" }
            try terminal.type("!sh -c 'echo go; exec cat'\n")
            _ = try await terminal.rows { $0.last == "go" }
            try terminal.type("once\n")
            _ = try await terminal.rows { $0.suffix(2) == ["once", "once"] }
            try terminal.press("C-z")
            _ = try await terminal.rows { $0.last == "outer>" && $0.contains { $0.contains("Stopped") } }
            try terminal.type("fg\n")
            _ = try await terminal.rows { $0.last?.hasSuffix("castline") ?? false }
            try terminal.type("again\n")
            _ = try await terminal.rows { $0.suffix(2) == ["again", "again"] }
            try terminal.press("C-d")
            let rows = try await terminal.rows { $0.last?.hasPrefix("castline") ?? false }
            #expect(rows.last?.hasSuffix(">") ?? false)
        }

        @Test func `a paste of 50 kB stays in one line until Enter`() async throws {
            let terminal = try start([Self.program], columns: 80, rows: 24)
            _ = try await terminal.rows { $0.last == "castline>" }
            let row = "echo 'exit; !false 漢字 é' # 0123456789\n"
            let text = "echo '" + String(repeating: row, count: 50_000 / row.utf8.count) + "end of it'"
            try terminal.paste(text.replacing("'exit", with: "exit").replacing("é'", with: "é"))
            _ = try await terminal.rows { $0.last == "end of it'" }
            try terminal.press("C-c")
            let rows = try await terminal.rows { $0.last == "castline [130]>" }
            #expect(rows.suffix(2) == ["end of it'^C", "castline [130]>"])
            #expect(!rows.contains { $0.contains("200~") })
            // One Up away, and whole.
            try terminal.press("Up")
            _ = try await terminal.rows { $0.last == "end of it'" }
            try terminal.press("C-c")
            _ = try await terminal.rows { $0.last == "castline [130]>" }
        }
    }
}

extension MultiplexedTerminal {
    /// Gives it another size, and waits until the program is told: keys that come before belong to the size before.
    fileprivate func resizeAndTell(columns: Int, rows: Int) async throws {
        try resize(columns: columns, rows: rows)
        while try toldSize() != (columns, rows) { await Task.yield() }
    }

    /// Waits until the screen is as wanted, and lets others run meanwhile.
    ///
    /// - Returns: The rows then, or the last ones where they never were, which is an issue.
    fileprivate func rows(
        sourceLocation: SourceLocation = #_sourceLocation,
        until isWanted: ([String]) -> Bool
    ) async throws -> [String] {
        let end = ContinuousClock.now + .seconds(20)
        while true {
            let rows = try rows()
            if isWanted(rows) { return rows }
            guard ContinuousClock.now < end else {
                Issue.record("waited in vain; on the screen is \(rows)", sourceLocation: sourceLocation)
                return rows
            }
            await Task.yield()
        }
    }
}
