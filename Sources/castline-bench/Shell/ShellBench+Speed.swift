import Foundation
import Resilience
import TerminalDriver

extension ShellBench.Setting {
    // MARK: Keys

    /// From a key to its echo while a hundred notices come a second, and from Tab to a menu of all models.
    func keys() throws -> [Figure] {
        let shell = try shell(["TERM": "xterm-256color"], rows: 30)
        try run("models --limit 1", in: shell)
        let talker = "import time\nwhile True: print('notice', flush=True); time.sleep(0.01)"
        try run("!python3 -c \"\(talker.replacing("\n", with: "\\n"))\" &", in: shell)
        try shell.wait(for: "notice")
        var echoes: [Double] = []
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<count(40) {
            // A line that history goes on with, so that a hint is there, with letters that notices do not have.
            for letter in "ask 'Qu" {
                shell.forget()
                let start = ContinuousClock.now
                shell.send(String(letter))
                try shell.wait(for: String(letter))
                echoes.append((ContinuousClock.now - start) / .milliseconds(1))
                _ = shell.read(within: Int32.random(in: 1...12, using: &generator))
            }
            shell.send("\u{15}")
        }
        var menus: [Double] = []
        for _ in 0..<count(60) {
            shell.send("\u{15}model ")
            _ = shell.read(within: 30)
            shell.forget()
            let start = ContinuousClock.now
            shell.send("\t")
            try shell.wait(for: "… 200")
            menus.append((ContinuousClock.now - start) / .milliseconds(1))
            shell.send("\u{07}")
            _ = shell.read(within: 10)
        }
        shell.send("\u{15}exit\rexit\r")
        shell.waitUntilEnded()
        return [
            Figure("key to echo, median, with colour, hint and 100 notices/s", echoes.percentile(0.5), "ms"),
            Figure("key to echo, p99", echoes.percentile(0.99), "ms", atMost: 5),
            Figure("Tab to a menu of models, median", menus.percentile(0.5), "ms"),
            Figure("Tab to a menu of models, p99", menus.percentile(0.99), "ms", atMost: 20),
        ]
    }

    // MARK: Notices

    /// A thousand notices a second above wide, wrapped and multi-line drafts that are being typed.
    func notices() throws -> [Figure] {
        let drafts = [
            "ask 'half typed and then longer than one row of this terminal by far'",
            "ask '日本語の質問をします、長い長い質問です、本当に長い質問です'", "ask 'one\ntwo\nthree'", "prodcue café --formt 'é漢'",
        ]
        var damaged = 0
        var shown = 0
        var expected = 0
        for draft in drafts {
            let amount = count(2_500)
            let shell = try shell(columns: 40, rows: 30)
            let talker = "import time\\nfor i in range(\(amount)): print('notice', i, flush=True); time.sleep(0.001)"
            try run("!python3 -c \"\(talker)\" &", in: shell)
            let letters = Array(draft)
            for letter in letters {
                shell.send(letter == "\n" ? "\u{1B}\r" : String(letter))
                _ = shell.read(within: Int32(2_500 * scale) / Int32(letters.count))
            }
            try shell.wait(for: "notice \(amount - 1)\r", within: 60)
            try shell.wait(for: "[1]", within: 60)
            while !shell.read(within: 300).isEmpty {}
            let screen = try ReferenceScreen(columns: 40, rows: 30)
            try screen.feed(shell.output)
            let picture = try screen.picture()
            // After its job has ended the prompt still stands as it did when it was drawn.
            let prompt = picture.text.ranges(of: "castline").last.map { String(picture.text[$0.lowerBound...]) } ?? ""
            let start = prompt.prefix { $0 != ">" } + "> "
            let plain = try screen.fresh(
                Array((start + draft.replacing("\n", with: "\r\n")).utf8),
                columns: 40,
                rows: 30
            )
            if plain.text != prompt { damaged += 1 }
            shown += shell.text.ranges(of: "notice ").count
            expected += amount
            shell.send("\u{03}exit\r")
            shell.waitUntilEnded()
        }
        return [
            Figure("drafts damaged by \(expected) notices", Double(damaged), "drafts", atMost: 0),
            Figure("notices shown of \(expected)", Double(shown), "notices", atLeast: Double(expected)),
        ]
    }
}
