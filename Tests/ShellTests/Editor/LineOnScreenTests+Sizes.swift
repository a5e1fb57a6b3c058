import Resilience
import TerminalDriver
import TestSupport
import Testing

@testable import Shell

extension `At a terminal`.`Line on the screen` {
    @Test func `after another size, prompt and line stand once`() async throws {
        try await withEditor(columns: 60) { watched, editor in
            let result = try await read(editor, watched) {
                watched.type("ask 'hello world and all who live in it")
                _ = try await watched.picture { $0.text.contains("live in it") }
                try watched.resize(columns: 90, rows: 30)
                let picture = try await watched.picture {
                    $0.row == 0 && $0.text == "> ask 'hello world and all who live in it"
                }
                #expect(picture.text == "> ask 'hello world and all who live in it")
                watched.type("'")
                try await watched.expect("> ask 'hello world and all who live in it'")
                watched.type("\r")
            }
            #expect(result == .line("ask 'hello world and all who live in it'"))
        }
    }

    @Test func `an open menu is as wide as the window, also when that shrinks`() async throws {
        try await withEditor(columns: 90, rows: 20) { watched, editor in
            try await read(editor, watched) {
                watched.type("mo\t\t")
                let open = try await watched.picture {
                    $0.rows[2].hasPrefix("> models") || $0.rows[1].hasPrefix("> models")
                }
                let count = open.rows.count { !$0.isEmpty }
                for columns in [30, 50, 24] {
                    try watched.resize(columns: columns, rows: 20)
                    let picture = try await watched.picture {
                        $0.rows.contains { $0.hasPrefix("> models") && $0.hasSuffix("…") }
                            && $0.rows.count { !$0.isEmpty } == count
                    }
                    #expect(picture.rows.count { !$0.isEmpty } == count, "\(picture.text)")
                    #expect(
                        picture.rows[1...].prefix(count - 1).allSatisfy { $0.hasPrefix("  ") || $0.hasPrefix("> ") }
                    )
                }
                watched.type("\u{03}\u{03}")
            }
        }
    }

    @Test func `a terminal that cuts its rows off bears a hundred changes of size`() async throws {
        var generator = SeededGenerator(seed: 9)
        let draft = "ask 'hello 漢字 and all who live in it, one and two and three"
        try await withEditor(columns: 60, rows: 20, look: Self.withoutHints, probe: Probe()) { watched, editor in
            for row in 1...4 { editor.printAbove("row \(row)") }
            let result = try await read(editor, watched) {
                watched.type(draft)
                _ = try await watched.picture { $0.text.hasSuffix("ee") }
                for _ in 0..<100 {
                    try watched.resize(columns: .random(in: 20...300, using: &generator), rows: 20)
                    let start = watched.terminal.output.count
                    watched.type("\t")
                    // What is drawn for one size and shown in another is nobody's fault: the colours come last.
                    _ = try await watched.picture { _ in
                        let drawn = watched.terminal.output[start...]
                        let bell = drawn.firstIndex(of: 0x07)
                        return bell.map { drawn[$0...].hasSuffix("\u{1B}[?25h") } ?? false
                    }
                }
                try watched.resize(columns: 70, rows: 20)
                let picture = try await watched.picture { $0.text.hasSuffix("> \(draft)") }
                #expect(picture.text == "row 1\nrow 2\nrow 3\nrow 4\n> \(draft)")
                watched.type("'")
                try await watched.expect("row 1\nrow 2\nrow 3\nrow 4\n> \(draft)'")
                watched.type("\r")
            }
            #expect(result == .line(draft + "'"))
        }
    }
}

extension Collection<UInt8> {
    fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
