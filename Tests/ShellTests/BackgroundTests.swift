import Testing

@testable import Shell

@Suite struct `Colours and background` {
    @Test(
        arguments: [
            ("0;15", true), ("0;default;15", true), ("0;7", true), ("15;0", false), ("15;8", false), ("", false),
            ("0;default", false),
        ]
    )
    func `COLORFGBG tells of a light background`(value: String, isLight: Bool) {
        #expect(TextStyle.isLight(["COLORFGBG": value]) == isLight)
    }

    @Test(
        arguments: [
            ("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", true), ("\u{1B}]11;rgb:ff/fa/d0\u{07}", true),
            ("\u{1B}]11;rgb:0000/2b2b/3636\u{1B}\\", false), ("\u{1B}]11;rgb:0/0/0\u{07}", false),
        ]
    )
    func `the terminal's answer is no key, also in pieces`(answer: String, isLight: Bool) {
        var decoder = KeyDecoder()
        let events = Array("a\(answer)b".utf8).flatMap { decoder.feed([$0]) }
        #expect(events == [.scalar("a"), .background(isLight: isLight), .scalar("b")])
    }

    @Test(arguments: ["\u{1B}]11;rgb:x/y/z\u{07}", "\u{1B}]11;?\u{07}", "\u{1B}]0;title\u{07}"])
    func `what is no answer is dropped`(text: String) {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array("\(text)b".utf8)) == [.scalar("b")])
    }

    @Test(
        arguments: [
            ("xterm", 8, true), ("xterm-256color", 256, true), ("linux", 8, false), ("vt100", 0, false),
            ("xterm-mono", 0, false), ("dumb", 0, false), ("no-such-terminal", 0, false), ("screen", 8, true),
        ]
    )
    func `a terminal has the colours that its entry says`(name: String, colours: Int, answers: Bool) {
        let kind = TerminalKind(environment: ["TERM": name])
        #expect(max(kind.colours, 0) == colours)
        #expect(kind.answers == answers)
    }

    @Test func `on a light background nothing is yellow, cyan or green`() {
        let dark = TextStyle(width: 80, isColoured: true, isTerminal: true)
        let light = TextStyle(width: 80, isColoured: true, isTerminal: true, isLight: true)
        for mark in [TextStyle.red, TextStyle.yellow, TextStyle.cyan, TextStyle.green, TextStyle.bold, TextStyle.dim] {
            #expect(!mark(light)("x").contains(/\[3[236]m/))
            #expect(TextStyle.onLight(mark(dark)("x")) == mark(light)("x"))
        }
    }
}
