import Glibc
import Testing

@testable import Shell

extension `At a terminal` {
    @Suite(.serialized, .timeLimit(.minutes(5))) struct `Line editor` {
        let terminal: PseudoTerminal
        let history = History(path: nil, session: "test", now: { 0 })

        init() throws {
            terminal = try PseudoTerminal()
        }

        func withEditor(
            completer: @escaping @Sendable (String, Int) -> Completions = { _, cursor in
                Completions(replacing: cursor..<cursor, candidates: [])
            },
            isComplete: @escaping @Sendable (String) -> Bool = { _ in true },
            kind: String = "xterm",
            usesVi: Bool = false,
            hint: String = "",
            longestAnswer: Duration = .seconds(2),
            _ body: (LineEditor) async throws -> Void
        ) async throws {
            var configuration = LineEditor.Configuration(
                programName: "test",
                terminal: kind,
                history: history,
                completer: completer,
                isComplete: isComplete
            )
            configuration.input = terminal.slave
            configuration.output = terminal.slave
            configuration.longestAnswer = longestAnswer
            configuration.readsStartupFile = false
            configuration.look.usesVi = usesVi
            configuration.look.isColoured = !hint.isEmpty
            configuration.look.hints = !hint.isEmpty
            configuration.suggester = { $0 == "mod" ? Hint(hint, isAcceptable: true) : nil }
            let editor = try LineEditor(configuration: configuration)
            defer { editor.close() }
            try await body(editor)
        }

        /// Reads a line while keys are typed at the prompt.
        private func read(_ editor: LineEditor, prompt: Prompt = Prompt("> "), _ type: () -> Void) async -> ReadResult {
            async let result = editor.readLine(prompt: prompt)
            #expect(terminal.expect(String(prompt.text.suffix(2))))
            type()
            return await result
        }

        @Test(
            arguments: [
                ("hello\r", "hello"), ("hé漢\r", "hé漢"), ("ac\u{1B}[Db\r", "abc"), ("bc\u{1B}[1~a\u{1B}OFd\r", "abcd"),
                ("a\u{1B}[15~\u{1B}[24~\u{1B}[5~\u{1B}[Zb\r", "ab"), ("\u{1B}]0;title\u{07}x\r", "x"),
                ("one two\u{17}\r", "one "), ("one two\u{01}\u{0B}x\r", "x"), ("one two\u{15}x\r", "x"),
                ("one\u{17}two\u{17}\u{19}\u{1B}y\r", "one"), ("one two\u{01}\u{1B}u\u{1B}c\r", "ONE Two"),
                ("one two\u{1B}t\r", "two one"), ("a b-c\u{1B}b\u{1B}b\u{1B}t\r", "b a-c"), ("one\u{1B}t\r", "one"),
                ("one   two\u{1B}b\u{1B}\\\r", "onetwo"), ("one two\u{17}x\u{1B}r3\r", "3"),
                ("a-b-c\u{01}\u{1D}-x\r", "ax-b-c"), ("a-b-c\u{1B}\u{1D}-x\r", "a-bx-c"), ("abc\u{1D}-x\r", "abcx"),
                // A key after Ctrl-V stands as what it sends, and those after it are keys as before, Ctrl-S among them.
                ("\u{16}\u{01}\u{16}\u{1B}[A\u{13}\u{07}\u{11}\u{05}\r", "\u{01}\u{1B}[A\u{05}"),
                ("one two\u{1B}#", "#one two"), ("ab\u{1B}[D\u{1B}[3~\r", "a"),
                ("one two\u{17}\u{19}\u{19}\r", "one twotwo"),
                // What was killed apart is yanked apart, also where the cursor has come back.
                ("aa bb\u{17}\u{1B}[D\u{1B}[C\u{17}\u{19}\u{1B}y\r", "bb"),
                ("one two\u{17}\u{1F}\r", "one two"), ("one two\u{1B}[1;5D\u{1B}[1;5Dx\r", "xone two"),
                ("\u{1B}[200~a\nb\nexit\n\u{1B}[201~\r", "a\nb\nexit\n"), ("ab\u{04}\u{02}\u{04}\r", "a"),
                // A character goes with its marks, and of joined emoji what shows as one.
                ("ae\u{301}\u{7F}b\r", "ab"), ("ae\u{301}\u{02}\u{04}b\r", "ab"),
                ("e\u{301}\u{01}\u{06}b\r", "e\u{301}b"), ("👍🏽\r", "👍🏽"), ("👍🏽\u{7F}b\r", "b"),
                ("👩\u{200D}🚀\u{7F}\u{7F}b\r", "b"), ("👩\u{200D}🚀\u{1B}[D\u{1B}[3~\r", "👩\u{200D}"),
            ]
        )
        func `keys make the line`(keys: String, expected: String) async throws {
            try await withEditor { editor in
                let result = await read(editor) { terminal.type(keys) }
                #expect(result == .line(expected))
            }
        }

        @Test(
            arguments: [
                ("one two\u{1B}0x\r", "ne two"), ("one two\u{1B}bdwx\r", "one"), ("bc\u{1B}0ia\r", "abc"),
                ("ac\u{1B}[Db\r", "abc"), ("x\u{1B}[200~y z\u{1B}[201~\r", "xy z"), ("one two\u{17}\r", "one "),
                ("ab\u{1B}[15~c\r", "abc"), ("\u{1B}k\r", "older"), ("xyz\u{1B}~\r", "xyZ"),
                ("one\u{1B}\u{1B}x\r", "on"), ("one two\u{1B}\u{1B}\u{1B}0dw\r", "two"),
            ]
        )
        func `keys of vi make the line`(keys: String, expected: String) async throws {
            history.append("older")
            try await withEditor(usesVi: true) { editor in
                let result = await read(editor) { terminal.type(keys) }
                #expect(result == .line(expected))
            }
        }

        @Test(
            arguments: [
                ("\u{1B}[C", "models|"), ("\u{06}", "models|"), ("\u{05}", "models|"), ("\u{1B}[F", "models|"),
                ("\u{1B}f", "models|"), ("\u{01}", "|mod"), ("\u{1B}[H", "|mod"), ("\u{1B}b", "|mod"),
                ("\u{1B}[1;5D", "|mod"), ("\u{02}", "mo|d"), ("\u{1B}[D", "mo|d"), ("\u{17}", "|"),
                ("\u{1B}b\u{1B}u", "MOD|"),
            ]
        )
        func `keys go on into a hint, and back as if there were none`(keys: String, expected: String) async throws {
            try await withEditor(hint: "els") { editor in
                let result = await read(editor) { terminal.type("mod\(keys)|\r") }
                #expect(result == .line(expected))
            }
        }

        @Test func `a character may arrive in pieces`() async throws {
            try await withEditor { editor in
                let result = await read(editor) { for byte in Array("é漢🎙\u{1B}[D!\r".utf8) { terminal.type([byte]) } }
                #expect(result == .line("é漢!🎙"))
            }
        }

        @Test func `Ctrl-C drops the line and Up brings it back`() async throws {
            try await withEditor { editor in
                #expect(await read(editor) { terminal.type("half a line\u{03}") } == .interrupted(draft: "half a line"))
                #expect(terminal.expect("^C"))
                #expect(await read(editor) { terminal.type("\u{1B}[A\r") } == .line("half a line"))
            }
        }

        @Test func `two hundred presses of Ctrl-C leave it alive`() async throws {
            try await withEditor { editor in
                for _ in 0..<200 {
                    #expect(await read(editor) { terminal.type("x\u{03}") } == .interrupted(draft: "x"))
                }
                #expect(await read(editor) { terminal.type("ok\r") } == .line("ok"))
            }
        }

        @Test func `Ctrl-D ends on an empty line`() async throws {
            try await withEditor { editor in
                #expect(await read(editor) { terminal.type("\u{04}") } == .endOfInput)
            }
        }

        @Test func `cancelling the reader ends the line`() async throws {
            try await withEditor { editor in
                let result = await withTaskGroup(of: ReadResult.self) { group in
                    group.addTask { await editor.readLine(prompt: Prompt("> ")) }
                    #expect(terminal.expect("> "))
                    group.cancelAll()
                    return await group.next()
                }
                #expect(result == .endOfInput)
            }
        }

        @Test func `a terminal that never says where its cursor stands takes a line all the same`() async throws {
            try await withEditor(longestAnswer: .milliseconds(50)) { editor in
                let result = await read(editor) {
                    for (columns, letter) in [(60, "a"), (50, "b"), (70, "c")] {
                        terminal.resize(columns: columns, rows: 24)
                        kill(getpid(), SIGWINCH)
                        #expect(terminal.expect("\u{1B}[6n"))
                        terminal.type(letter)
                        #expect(terminal.expect(letter))
                    }
                    terminal.type("\r")
                }
                #expect(result == .line("abc"))
            }
        }

        @Test func `a text prints above a half-typed line`() async throws {
            try await withEditor { editor in
                let result = await read(editor) {
                    terminal.type("hello world\u{02}\u{02}\u{02}\u{02}\u{02}")
                    #expect(terminal.expect("world"))
                    editor.printAbove("breaker opened")
                    #expect(terminal.expect("breaker opened\r"))
                    #expect(terminal.expect("> hello world"))
                    terminal.type("my \r")
                }
                #expect(result == .line("hello my world"))
                editor.printAbove("plain")
                #expect(terminal.expect("plain\r\n"))
            }
        }

        @Test func `open quotes go on in a new row`() async throws {
            let isComplete: @Sendable (String) -> Bool = { $0.filter { $0 == "'" }.count % 2 == 0 }
            try await withEditor(isComplete: isComplete) { editor in
                #expect(await read(editor) { terminal.type("ask 'one\rtwo'\r") } == .line("ask 'one\ntwo'"))
            }
        }

        @Test(
            arguments: [
                ("mod\t", "models "), ("re\t", "re"), ("res\t", "res"), ("s\t", "scri"), ("zzz\t", "zzz"),
                ("models x\u{01}\u{06}\t", "models x"),
            ]
        )
        func `Tab completes`(keys: String, expected: String) async throws {
            let words = ["models", "research", "resume", "script", "scribe"]
            let completer: @Sendable (String, Int) -> Completions = { line, cursor in
                let typed = String(line.prefix(cursor))
                let matching = words.filter { $0.hasPrefix(typed) }
                let end = line.firstIndex(of: " ").map { line.distance(from: line.startIndex, to: $0) } ?? cursor
                return Completions(
                    replacing: 0..<max(end, cursor),
                    candidates: matching.map { Candidate(text: $0, description: "what \($0) does") }
                )
            }
            try await withEditor(completer: completer) { editor in
                let result = await read(editor) {
                    terminal.type(keys)
                    if keys == "res\t" {
                        #expect(terminal.expect("research  what research does\r") && terminal.expect("resume"))
                    }
                    if keys == "zzz\t" { #expect(terminal.expect("\u{07}")) }
                    terminal.type("\r")
                }
                #expect(result == .line(expected == "re" ? "res" : expected))
            }
        }

        @Test func `Up finds lines that begin as the draft`() async throws {
            for line in ["models gpt", "research coral", "models claude", "budget"] { history.append(line) }
            try await withEditor { editor in
                #expect(await read(editor) { terminal.type("mod\u{1B}[A\r") } == .line("models claude"))
                #expect(await read(editor) { terminal.type("mod\u{1B}[A\u{1B}[A\r") } == .line("models gpt"))
                #expect(await read(editor) { terminal.type("mod\u{1B}[A\u{1B}[A\u{1B}[B\u{1B}[B\r") } == .line("mod"))
                #expect(await read(editor) { terminal.type("\u{1B}[5~\r") } == .line("models gpt"))
                #expect(await read(editor) { terminal.type("mod\u{1B}<\u{1B}[B\r") } == .line("models claude"))
                #expect(await read(editor) { terminal.type("mod\u{1B}[5~\u{1B}[6~\r") } == .line("mod"))
            }
        }

        @Test func `Alt-. inserts the last word of lines that ran, as it was typed`() async throws {
            for line in ["models gpt", "ask 'one two' &", "budget >  'my file'"] { history.append(line) }
            try await withEditor { editor in
                #expect(await read(editor) { terminal.type("not this\u{03}") } == .interrupted(draft: "not this"))
                #expect(await read(editor) { terminal.type("x \u{1B}.\r") } == .line("x 'my file'"))
                #expect(await read(editor) { terminal.type("x \u{1B}.\u{1B}_\r") } == .line("x 'one two'"))
            }
        }

        @Test func `Ctrl-O runs lines of history one after the other`() async throws {
            for line in ["one", "two", "three"] { history.append(line) }
            try await withEditor { editor in
                #expect(await read(editor) { terminal.type("\u{1B}[A\u{1B}[A\u{1B}[A\u{0F}") } == .line("one"))
                history.append("one")
                #expect(await read(editor) { terminal.type("\u{1B}#") } == .line("#two"))
                #expect(await read(editor) { terminal.type("x\u{0F}") } == .line("x"))
                #expect(await read(editor) { terminal.type("y\r") } == .line("y"))
            }
        }

        @Test(
            arguments: [
                ("\u{12}claude\r", "models claude"), ("\u{12}mod\u{12}\r", "models gpt"),
                ("\u{12}modx\u{7F}\r", "models claude"), ("draft\u{12}gpt\u{03}\r", "draft"),
                ("\u{12}CORAL\u{07}x\r", "x"),
                ("\u{12}coral\u{1B}[Fs\r", "research corals"), ("\u{12}nowhere\r", ""),
                ("\u{12}\u{1B}[200~bud\u{1B}[201~\u{05}!\r", "budget!"),
            ]
        )
        func `Ctrl-R looks through history`(keys: String, expected: String) async throws {
            for line in ["models gpt", "research coral", "models claude", "budget"] { history.append(line) }
            try await withEditor { editor in
                #expect(await read(editor) { terminal.type(keys) } == .line(expected))
            }
        }

        @Test func `a text prints above a search`() async throws {
            history.append("research coral")
            try await withEditor { editor in
                let result = await read(editor) {
                    terminal.type("\u{12}cor")
                    #expect(terminal.expect("history 'cor': research coral"))
                    editor.printAbove("breaker opened")
                    #expect(terminal.expect("breaker opened\r"))
                    #expect(terminal.expect("history 'cor': research coral"))
                    terminal.type("\r")
                }
                #expect(result == .line("research coral"))
            }
        }

        @Test func `a paste of 50,000 characters arrives whole`() async throws {
            let text = String(repeating: "0123456789", count: 5_000)
            try await withEditor { editor in
                let pasted = await read(editor) { terminal.type("\u{1B}[200~\(text)\u{1B}[201~\r") }
                #expect(pasted == .line(text))
                history.append("0123")
                let walked = await read(editor) {
                    terminal.type("\u{1B}[200~\(text.prefix(3_000))\u{1B}[201~\u{1B}[A\u{1B}[B\r")
                }
                #expect(walked == .line(String(text.prefix(3_000))))
            }
        }

        @Test func `a terminal too plain for editing gives plain lines`() async throws {
            try await withEditor(kind: "dumb") { editor in
                #expect(await read(editor) { terminal.type("plain\n") } == .line("plain"))
                #expect(!terminal.text.contains("\u{1B}"))
            }
        }

        @Test func `the terminal is as it was afterwards`() async throws {
            var before = termios()
            tcgetattr(terminal.slave, &before)
            try await withEditor { editor in
                #expect(await read(editor) { terminal.type("x\u{03}") } == .interrupted(draft: "x"))
            }
            var after = termios()
            tcgetattr(terminal.slave, &after)
            #expect(before.c_lflag == after.c_lflag)
            #expect(before.c_iflag == after.c_iflag)
            #expect(before.c_oflag == after.c_oflag)
            #expect(before.c_cc.0 == after.c_cc.0)
        }
    }
}
