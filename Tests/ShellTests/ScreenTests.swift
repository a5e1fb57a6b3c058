import Glibc
import Resilience
import TerminalDriver
import TestSupport
import Testing

@testable import Shell

/// What comes onto a terminal by the one who owns it.
@Suite(.enabled(if: ReferenceScreen.isInstalled, Comment(rawValue: ReferenceScreen.hint))) struct `Screen of a terminal`
{
    @Test(arguments: 1...3) func `a live view shows its latest rows, and above it what was printed`(seed: UInt64) throws
    {
        var generator = SeededGenerator(seed: seed)
        let watched = try WatchedTerminal(columns: 30, rows: 120)
        let screen = Screen(descriptor: watched.terminal.slave)
        screen.write("before\n")
        var above = ["before"]
        var rows: [String] = []
        for number in 0..<60 {
            switch Int.random(in: 0..<5, using: &generator) {
            case 0:
                screen.printAbove("notice \(number)")
                above.append("notice \(number)")
            case 1:
                screen.write("part of ")
                screen.write("line \(number)\n")
                above.append("part of line \(number)")
            default:
                let words = ["\u{1B}[31mred\u{1B}[0m", "plain", "漢字", "\(number)", "a long row that is wider than it"]
                rows = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                    (0..<3).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
                }
                screen.show(rows)
            }
        }
        screen.show(rows)
        let shown = rows.map { row in
            var text = ""
            for character in row.replacing("\u{1B}[31m", with: "").replacing("\u{1B}[0m", with: "") {
                guard DisplayWidth.of(text) + DisplayWidth.of(character) <= 30 else { break }
                text.append(character)
            }
            while text.last == " " { text.removeLast() }
            return text
        }
        let wanted = (above + shown).joined(separator: "\n")
        #expect(try watched.picture().text == wanted)
        screen.endLive()
        screen.write("after\n")
        #expect(try watched.picture().text == (above + shown + ["after"]).joined(separator: "\n"))
    }

    @Test func `only what changes is sent`() throws {
        let watched = try WatchedTerminal()
        let screen = Screen(descriptor: watched.terminal.slave)
        screen.show(["spent $1.00 today", "calls 12"])
        _ = try watched.picture()
        let before = watched.terminal.output.count
        screen.show(["spent $1.05 today", "calls 12"])
        #expect(try watched.picture().text == "spent $1.05 today\ncalls 12")
        #expect(
            watched.terminal.text.suffix(watched.terminal.output.count - before) == "\u{1B}[2A\u{1B}[10C5\r\u{1B}[2B"
        )
    }

    @Test func `a view is drawn again below what others have written meanwhile`() throws {
        let watched = try WatchedTerminal()
        let screen = Screen(descriptor: watched.terminal.slave)
        screen.show(["spent $1.00", "calls 1"])
        writeAll(watched.terminal.slave, "Stopped\nouter> fg\n")
        screen.showAgain()
        screen.show(["spent $1.05", "calls 1"])
        #expect(try watched.picture().text == "spent $1.00\ncalls 1\nStopped\nouter> fg\nspent $1.05\ncalls 1")
    }

    @Test func `a notice waits for the end of a line that is being written`() throws {
        let watched = try WatchedTerminal()
        let screen = Screen(descriptor: watched.terminal.slave)
        screen.write("half")
        #expect(screen.isMidLine)
        screen.printAbove("notice")
        screen.write(" whole\nnext")
        #expect(try watched.picture().text == "half whole\nnotice\nnext")
        screen.printAbove("last notice")
        screen.flush()
        #expect(try watched.picture().text == "half whole\nnotice\nnext\nlast notice")
    }
}
