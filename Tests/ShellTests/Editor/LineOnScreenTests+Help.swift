import OpenRouter
import TerminalDriver
import TestSupport
import Testing

@testable import Shell

extension `At a terminal`.`Line on the screen` {
    @Test(
        arguments: [
            ("mo", "> models --limit 5", "\u{1B}[C\r", "models --limit 5"),
            ("mo", "> models --limit 5", "\u{06}\r", "models --limit 5"),
            ("mo", "> models --limit 5", "\u{1B}[F\r", "models --limit 5"),
            ("mo", "> models --limit 5", "\u{1B}f\r", "models"),
            ("mo", "> models --limit 5", "\u{1B}f\u{1B}f\r", "models --limit"),
            ("mo", "> models --limit 5", "\r", "mo"), ("resea", "> research", "\u{05}\r", "research"),
            ("model ", "> model ID", "\u{1B}[C\r", "model "), ("mox", "> mox", "\r", "mox"),
            ("models --s", "> models --sort", "\u{05}\r", "models --sort"),
        ]
    )
    func `a hint shows behind the cursor and goes where one wants`(
        typed: String,
        shown: String,
        keys: String,
        line: String
    ) async throws {
        history.append("models --limit 5")
        try await withEditor { watched, editor in
            let result = try await read(editor, watched) {
                watched.type(typed)
                let picture = try await watched.picture { $0.text == shown }
                #expect(picture.text == shown)
                #expect(picture.column == 2 + typed.count)
                watched.type(keys)
            }
            #expect(result == .line(line))
            // What was only a hint does not stay.
            let left = try await watched.picture { $0.rows.first == "> \(line)".trimmingSuffix(" ") }
            #expect(left.rows.first == "> \(line)".trimmingSuffix(" "))
        }
    }

    // MARK: Menus

    @Test func `a menu opens below, is walked through and goes without a trace`() async throws {
        try await withEditor(columns: 60) { watched, editor in
            let result = try await read(editor, watched) {
                watched.type("mo\t")
                let open = try await watched.picture { $0.rows[2].hasPrefix("  model ") }
                #expect(open.rows[0] == "> model")
                #expect(open.rows[1].hasPrefix("  models  list models"))
                #expect(open.row == 0 && open.column == 7)
                watched.type("\t\t")
                #expect(try await watched.picture { $0.rows[2].hasPrefix("> model ") }.rows[0] == "> model")
                watched.type("\u{1B}[Z")
                #expect(try await watched.picture { $0.rows[1].hasPrefix("> models") }.rows[0] == "> models")
                watched.type("\r")
                try await watched.expect("> models [FILTER…] [options]")
                watched.type("--sort \t")
                let sorts = try await watched.picture { $0.text.contains("newest") }
                #expect(sorts.rows[1].hasPrefix("  price    order, best first"))
                watched.type("\u{03}")
                #expect(try await watched.picture { $0.rows[1].isEmpty }.rows[0].hasPrefix("> models --sort"))
                watched.type("n\t")
                let narrowed = try await watched.picture { $0.rows[1].hasPrefix("  name") }
                #expect(narrowed.rows[1].hasPrefix("  name"))
                watched.type("e")
                try await watched.expect("> models --sort newest")
                watched.type("\u{7F}wes\t\r")
            }
            #expect(result == .line("models --sort newest "))
        }
    }

    @Test func `a menu at the bottom of the screen scrolls it and is taken away again`() async throws {
        try await withEditor(columns: 60, rows: 10) { watched, editor in
            for number in 1...9 { editor.printAbove("row \(number)") }
            let result = try await read(editor, watched) {
                watched.type("mo\t")
                #expect(try await watched.picture { $0.text.contains("  model  ") }.row == 7)
                watched.type("\u{1B}")
                _ = try await watched.picture { !$0.text.contains("  model  ") }
                editor.printAbove("notice")
                let picture = try await watched.picture { $0.text.hasSuffix("notice\n> models") }
                #expect(picture.text.hasSuffix("row 9\nnotice\n> models"))
                watched.type("s\r")
            }
            #expect(result == .line("models"))
        }
    }

    @Test func `a search shows what it finds, with how it ended`() async throws {
        for (line, status) in [("models gpt", 0), ("research coral", 3), ("models claude", 0)] {
            history.finish(history.append(line), status: status, duration: .seconds(4), cost: .cents(2))
        }
        try await withEditor { watched, editor in
            let result = try await read(editor, watched) {
                watched.type("\u{12}or al")
                let found = try await watched.picture { $0.text.contains("exit 3") }
                #expect(found.rows[0] == "history 'or al': research coral")
                #expect(found.rows[1] == "> research coral  now, exit 3, 4.0 s, $0.02")
                watched.type("\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}mdl")
                let fuzzy = try await watched.picture { $0.text.contains("models gpt") }
                #expect(fuzzy.rows[0] == "history 'mdl': models claude")
                watched.type("\u{1B}[A")
                _ = try await watched.picture { $0.rows[0].hasSuffix("models gpt") }
                watched.type("\u{1B}[C")
                try await watched.expect("> models gpt")
                watched.type("\r")
            }
            #expect(result == .line("models gpt"))
        }
    }

    // MARK: Abbreviations

    @Test(
        arguments: [
            ("st ", "> status", "\r", "status "), ("st", "> st", "\r", "status"),
            ("st \u{1F}", "> st", "x\r", "stx"), ("st\u{11} ", "> st", "\r", "st "),
            ("status; st ", "> status; status", "\r", "status; status "),
            ("echo st ", "> echo st", "\r", "echo st "),
            ("cheap 5", "> models --sort price --limit 5", "\r", "models --sort price --limit 5"),
            ("x\u{01}st ", "> st x", "\u{03}", ""),
        ]
    )
    func `an abbreviation is written out where a command stands`(
        typed: String,
        shown: String,
        keys: String,
        line: String
    ) async throws {
        let words = ["st": "status", "cheap": "models --sort price --limit"]
        try await withEditor(look: Self.withoutHints, abbreviations: words) { watched, editor in
            let result = try await read(editor, watched) {
                watched.type(typed)
                try await watched.expect(shown)
                watched.type(keys)
            }
            #expect(result == (line.isEmpty ? .interrupted(draft: "st x") : .line(line)))
            let end = line.isEmpty ? "> st x^C" : "> \(line)".trimmingSuffix(" ")
            let left = try await watched.picture { $0.rows.first == end }
            #expect(left.rows.first == end)
        }
    }

    @Test func `a line is put away for one other and comes back`() async throws {
        try await withEditor { watched, editor in
            let other = try await read(editor, watched) { watched.type("ask hello\u{1B}qstatus\r") }
            #expect(other == .line("status"))
            let back = try await read(editor, watched) {
                _ = try await watched.picture { $0.rows[1] == "> ask hello" }
                watched.type("!\r")
            }
            #expect(back == .line("ask hello!"))
        }
    }

    @Test func `a program edits the line`() async throws {
        try await withEditor(externalEditor: "sed -i s/hello/goodbye/") { watched, editor in
            let result = try await read(editor, watched) {
                watched.type("ask hello\u{18}\u{05}")
                _ = try await watched.picture { $0.rows[0] == "> ask goodbye" }
                watched.type("!\r")
            }
            #expect(result == .line("ask goodbye!"))
        }
        try await withEditor { watched, editor in
            let kept = try await read(editor, watched) {
                watched.type("ask hello\u{18}\u{05}")
                _ = try await watched.picture { $0.bells > 0 }
                watched.type("\r")
            }
            #expect(kept == .line("ask hello"))
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: Character) -> String {
        var text = self
        while text.last == suffix { text.removeLast() }
        return text
    }
}
