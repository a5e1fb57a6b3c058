import OpenRouter
import Resilience
import Synchronization
import TerminalDriver
import TestSupport
import Testing

@testable import Shell

extension `At a terminal` {
    /// What a person sees while a line is edited, as a reference emulator has it.
    @Suite(
        .serialized,
        .timeLimit(.minutes(5)),
        .enabled(if: ReferenceScreen.isInstalled, Comment(rawValue: ReferenceScreen.hint))
    )
    struct `Line on the screen` {
        static let look = LineEditor.Look(
            isColoured: true,
            highlights: true,
            hints: true,
            menu: true,
            usesVi: false
        )
        /// What stands on the screen is the line and nothing else.
        static let withoutHints = LineEditor.Look(
            isColoured: true,
            highlights: true,
            hints: false,
            menu: true,
            usesVi: false
        )
        let history = History(path: nil, session: "test", now: { 60_000 })

        /// A line as the editor has it.
        struct Draft: Equatable {
            var text: String
            var cursor: Int
        }

        /// Notes what Tab asks to complete, and knows nothing: so a test learns what the line is.
        final class Probe: Sendable {
            private let seen = Mutex<Draft?>(nil)

            func note(_ text: String, _ cursor: Int) -> Completions {
                seen.withLock { $0 = Draft(text: text, cursor: cursor) }
                return Completions(replacing: cursor..<cursor, candidates: [])
            }

            func take() -> Draft? {
                seen.withLock { seen in
                    defer { seen = nil }
                    return seen
                }
            }
        }

        func withEditor(
            columns: Int = 80,
            rows: Int = 24,
            kind: String = "xterm-256color",
            joinsEmoji: Bool = false,
            look: LineEditor.Look = Self.look,
            probe: Probe? = nil,
            externalEditor: String = "false",
            abbreviations: [String: String] = [:],
            _ body: (WatchedTerminal, LineEditor) async throws -> Void
        ) async throws {
            let watched = try WatchedTerminal(columns: columns, rows: rows, joinsEmoji: joinsEmoji)
            let variables = Variables()
            for (word, text) in abbreviations { variables.setAbbreviation(word, text) }
            let standard = Completer(
                table: .standard,
                variables: variables,
                names: KnownNames(),
                use: WordUse(),
                models: { [] },
                openEpisode: { nil },
                jobs: { [] }
            )
            let highlighter = Highlighter(table: .standard, variables: variables)
            let suggester = Suggester(history: history, completer: standard, openEpisode: { nil })
            var configuration = LineEditor.Configuration(
                programName: "test",
                terminal: kind,
                history: history,
                completer: { probe?.note($0, $1) ?? standard.completions($0, $1) },
                isComplete: { CommandParser.isComplete($0) }
            )
            configuration.input = watched.terminal.slave
            configuration.output = watched.terminal.slave
            // This terminal answers when the tests beside it let it.
            configuration.longestAnswer = .seconds(20)
            configuration.readsStartupFile = false
            configuration.look = look
            configuration.highlighter = { highlighter.highlights($0) }
            configuration.expander = { standard.expansion($0, $1) }
            configuration.suggester = { suggester.hint(for: $0) }
            configuration.editorProgram = { EditorProgram(["EDITOR": externalEditor, "PATH": "/usr/bin:/bin"]) }
            let editor = try LineEditor(configuration: configuration)
            defer { editor.close() }
            try await body(watched, editor)
        }

        /// Reads a line while a body types it.
        @discardableResult
        func read(
            _ editor: LineEditor,
            _ watched: WatchedTerminal,
            _ body: () async throws -> Void
        ) async throws -> ReadResult {
            let results = Recorder<ReadResult>()
            async let reading: Void = results.append(editor.readLine(prompt: Prompt("> ")))
            do {
                let start = try await watched.picture { $0.rows[$0.row].hasPrefix(">") }
                #expect(start.rows[start.row].hasPrefix(">"))
                try await body()
            } catch {
                watched.type("\u{03}")
                await reading
                throw error
            }
            // Until the line has ended, the terminal answers what the editor asks it.
            _ = try await watched.picture { _ in !results.elements.isEmpty }
            await reading
            return results.elements[0]
        }

        /// Compares the screen with what a terminal shows where prompt and line are simply written to it.
        private func compare(
            _ watched: WatchedTerminal,
            _ draft: Draft,
            columns: Int,
            rows: Int,
            sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let scalars = Array(draft.text.unicodeScalars)
            let text = Self.asDrawn(scalars, columns: columns)
            var expected = try watched.plain(text, columns: columns, rows: rows)
            let before = Self.asDrawn(Array(scalars[..<draft.cursor]), columns: columns)
            let cursor = try watched.plain(before, columns: columns, rows: rows)
            (expected.column, expected.row) = (cursor.column, cursor.row)
            let isWideNext = draft.cursor < scalars.count && LineLayout.width(of: scalars[draft.cursor]) == 2
            if expected.column + (isWideNext ? 2 : 1) > columns {
                (expected.column, expected.row) = (0, expected.row + 1)
            }
            let shown = try await watched.picture {
                $0.rows == expected.rows && $0.row == expected.row && $0.column == expected.column
            }
            #expect(shown.rows == expected.rows, "\(draft)", sourceLocation: sourceLocation)
            #expect(
                shown.row == expected.row && shown.column == expected.column,
                "\(draft)",
                sourceLocation: sourceLocation
            )
        }

        /// libedit goes to the next row as soon as one is full, so that a line end there leaves an empty one.
        private static func asDrawn(_ line: [Unicode.Scalar], columns: Int) -> String {
            var layout = LineLayout(columns: columns)
            var drawn: [Unicode.Scalar] = []
            var hasBase = false
            let prompt = Array("> ".unicodeScalars)
            for (index, scalar) in (prompt + line.filter { !LineLayout.isLeftOut($0) }).enumerated() {
                if scalar == "\n", layout.end.column == 0, drawn.last != "\n" { drawn.append("\n") }
                // A mark that stands on nothing of the line is not drawn.
                if LineLayout.width(of: scalar) == 0, !hasBase { continue }
                hasBase = index >= prompt.count && scalar != "\n" && scalar != "\t"
                let column = layout.place(scalar).column
                // A tab is drawn as blanks, and goes no further than its row.
                let blanks = (layout.end.column > column ? layout.end.column : columns) - column
                if scalar == "\t" { drawn += Array(repeating: " ", count: blanks) } else { drawn.append(scalar) }
            }
            return String.make(drawn)
        }

        private static let drafts = [
            "models --limit 5",
            "ask 'what a reef is made of, how fast it grows and who lives in it, told for children'",
            "ask '日本語の質問をします、長い長い質問です、本当に長い質問です、まだ続きます'", "ask 'cafe\u{301} na\u{308}ive e\u{301}e\u{301}'",
            "ask 'one\ntwo\nthree'", "for x in a b {\n  echo $x\n}", "ask '🎙 and 🎧 and é'", "prodcue x --formt y",
            "ask 'abcdefghijk'", "ask '0123456789012345678901234567\tb\n\tc\td'",
        ]

        @Test(
            arguments: drafts,
            [
                (18, "xterm-256color"), (33, "screen"), (40, "xterm"), (80, "tmux-256color"), (80, "linux"),
                (132, "vt100"),
                (300, "xterm-256color"),
            ]
        )
        func `a draft shows as if it were simply written`(
            text: String,
            terminal: (columns: Int, kind: String)
        ) async throws {
            let probe = Probe()
            try await withEditor(
                columns: terminal.columns,
                kind: terminal.kind,
                look: Self.withoutHints,
                probe: probe
            ) {
                watched,
                editor in
                try await read(editor, watched) {
                    let keys: [Character: String] = ["\n": "\u{1B}\r", "\t": "\u{16}\t"]
                    for character in text { watched.type(keys[character] ?? String(character)) }
                    watched.type(" ")
                    try await compare(
                        watched,
                        Draft(text: text + " ", cursor: text.unicodeScalars.count + 1),
                        columns: terminal.columns,
                        rows: 24
                    )
                    watched.type("\u{1B}b\u{1B}b")
                    try await settle(watched, probe, columns: terminal.columns, rows: 24)
                    watched.type("\u{03}")
                }
            }
        }

        /// Waits until all keys were seen, and compares the screen with the line.
        func settle(_ watched: WatchedTerminal, _ probe: Probe, columns: Int, rows: Int) async throws {
            watched.type("\t")
            var draft: Draft?
            _ = try await watched.picture { _ in
                draft = draft ?? probe.take()
                return draft != nil
            }
            try await compare(watched, try #require(draft), columns: columns, rows: rows)
        }

        @Test(arguments: 1...4) func `whatever is typed, the screen is as the line is`(seed: UInt64) async throws {
            var generator = SeededGenerator(seed: seed)
            let keys = [
                "a", "b", "é", "漢", " ", "x y", "\u{1B}[D", "\u{1B}[C", "\u{1B}[D\u{1B}[D", "\u{01}", "\u{05}",
                "\u{17}",
                "\u{0B}", "\u{19}", "\u{7F}", "\u{1B}[3~", "\u{1B}b", "\u{1B}f", "\u{1B}\r", "\u{1F}", "\u{14}",
                "\u{1B}[A",
                "\u{1B}[200~pasted 長い\ntext\u{1B}[201~", "models ", "\u{1B}u", "\u{15}", "\u{1B}d", "'", "\u{1B}y",
                "👩\u{200D}🚀", "👍🏽", "❤\u{FE0F}", "e\u{301}",
            ]
            let columns = [18, 31, 40, 77][Int(seed) % 4]
            let probe = Probe()
            try await withEditor(
                columns: columns,
                rows: 60,
                joinsEmoji: seed % 2 == 0,
                look: Self.withoutHints,
                probe: probe
            ) { watched, editor in
                for _ in 0..<5 {
                    try await read(editor, watched) {
                        watched.type("\u{0C}")
                        for _ in 0..<8 {
                            for _ in 0..<6 { watched.type(keys.randomElement(using: &generator) ?? "") }
                            try await settle(watched, probe, columns: columns, rows: 60)
                        }
                        watched.type("\u{03}")
                    }
                }
            }
        }

        @Test(
            arguments: ["ask 'half typed", "ask '日本語の質問をします、長い長い質問です", "ask 'one\ntwo\nthree and more of it"],
            [true, false]
        )
        func `a thousand notices damage no draft`(text: String, isPainted: Bool) async throws {
            let look = isPainted ? Self.withoutHints : .plain
            let probe = Probe()
            try await withEditor(columns: 33, rows: 30, look: look, probe: probe) { watched, editor in
                let result = try await read(editor, watched) {
                    for (index, character) in text.enumerated() {
                        watched.type(character == "\n" ? "\u{1B}\r" : String(character))
                        for number in 0..<(1_000 / text.count) { editor.printAbove("notice \(index).\(number)") }
                    }
                    editor.printAbove("last notice")
                    watched.type("\t")
                    var draft: Draft?
                    let expected = try watched.plain("last notice\n> " + text, columns: 33, rows: 30)
                    let tail = expected.text.split(separator: "\n")
                    let shown = try await watched.picture { picture in
                        draft = draft ?? probe.take()
                        return draft != nil && picture.text.split(separator: "\n").suffix(tail.count) == tail[...]
                    }
                    #expect(draft == Draft(text: text, cursor: text.unicodeScalars.count))
                    #expect(shown.text.split(separator: "\n").suffix(tail.count) == tail[...])
                    let rows = watched.terminal.text.split(separator: "\r\n").filter { $0.contains("notice") }
                    #expect(rows.count == text.count * (1_000 / text.count) + 1)
                    watched.type("\u{03}")
                }
                #expect(result == .interrupted(draft: text))
            }
        }

        @Test func `of a line taller than the screen the rows around the cursor show`() async throws {
            let text = "ask '" + (1...30).map { "row \($0)" }.joined(separator: "\n")
            for look in [Self.look, .plain] {
                try await withEditor(columns: 40, rows: 10, look: look) { watched, editor in
                    let result = try await read(editor, watched) {
                        watched.type("\u{1B}[200~\(text)\u{1B}[201~")
                        let end = try await watched.picture { $0.rows == (21...30).map { "row \($0)" } }
                        #expect(end.rows == (21...30).map { "row \($0)" })
                        watched.type(String(repeating: "\u{1B}[A", count: 14) + "\u{01}here: ")
                        let rows = (11...20).map { $0 == 16 ? "here: row 16" : "row \($0)" }
                        let middle = try await watched.picture { $0.rows == rows }
                        #expect(middle.rows == rows)
                        #expect(middle.row == 5 && middle.column == 6)
                        editor.printAbove("notice")
                        watched.type("x")
                        _ = try await watched.picture { $0.rows[5] == "here: xrow 16" && $0.row == 5 && $0.column == 7 }
                        watched.type(String(repeating: "\u{1B}[A", count: 15))
                        let top = try await watched.picture { $0.rows[0] == "> ask 'row 1" && $0.row == 0 }
                        #expect(top.rows[0] == "> ask 'row 1" && top.row == 0)
                        try watched.resize(columns: 40, rows: 40)
                        let whole = try await watched.picture {
                            $0.rows.contains("row 30") && $0.rows[0] == "> ask 'row 1"
                        }
                        #expect(whole.rows[0] == "> ask 'row 1" && whole.rows[29] == "row 30")
                        try watched.resize(columns: 40, rows: 10)
                        watched.type("\u{03}")
                    }
                    guard case .interrupted(let draft) = result else {
                        Issue.record("\(result)")
                        return
                    }
                    #expect(draft.contains("here: xrow 16\nrow 17"))
                    let left = try await watched.picture { $0.rows[8].hasSuffix("^C") }
                    #expect(left.rows[8] == "row 30^C")
                }
            }
        }

        @Test func `plain lines have no escapes in them but those of editing`() async throws {
            try await withEditor(look: .plain) { watched, editor in
                try await read(editor, watched) { watched.type("models\u{1B}[D\r") }
                let sequences = watched.terminal.text.matches(of: /\u{1B}\[[0-9;]*m/)
                #expect(sequences.isEmpty)
            }
        }
    }
}
