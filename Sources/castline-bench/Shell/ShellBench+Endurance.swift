import Foundation
import Gateway
import Resilience
import TerminalDriver

extension ShellBench.Setting {
    // MARK: Suggestions

    /// How often the first suggestion is right, for names with one slip in them.
    func spelling() throws -> [Figure] {
        let commands = try names("help --json", in: "commands")
        let models = try names("models --limit 1000 --json", in: "models", key: "id")
        var generator = SeededGenerator(seed: 11)
        var right = (commands: 0, models: 0)
        var all = (commands: 0, models: 0)
        for (names, isModel) in [(commands, false), (models, true)] {
            for name in names where name.count > 2 {
                for _ in 0..<8 {
                    let slip = Self.slip(in: name, &generator)
                    // What is another name is no mistake.
                    guard slip != name, !names.contains(slip) else { continue }
                    let isRight = Spelling.nearest(to: slip, among: names, limit: 1).first == name
                    if isModel {
                        all.models += 1
                        right.models += isRight ? 1 : 0
                    } else {
                        all.commands += 1
                        right.commands += isRight ? 1 : 0
                    }
                }
            }
        }
        return [
            Figure(
                "right suggestions for slips in commands and options",
                100 * Double(right.commands) / Double(all.commands),
                "%",
                atLeast: 95
            ),
            Figure(
                "right suggestions for slips in model ids",
                100 * Double(right.models) / Double(all.models),
                "%",
                atLeast: 95
            ),
        ]
    }

    private func names(_ line: String, in list: String, key: String = "name") throws -> [String] {
        let shell = try TerminalProcess(program, ["-c", line], environment: environment)
        shell.waitUntilEnded()
        let start = shell.text.firstRange(of: "{\"castline\"")?.lowerBound ?? shell.text.startIndex
        let object = try JSONSerialization.jsonObject(with: Data(shell.text[start...].utf8)) as? [String: Any]
        let entries = object?[list] as? [[String: Any]] ?? []
        let options = entries.flatMap { entry in
            (entry["options"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
        }
        return Set(entries.compactMap { $0[key] as? String } + options).sorted()
    }

    /// A name with one character left out, doubled, replaced or swapped with its neighbour.
    private static func slip(in name: String, _ generator: inout SeededGenerator) -> String {
        var letters = Array(name)
        let place = Int.random(in: 0..<letters.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: letters.remove(at: place)
        case 1: letters.insert("abcdefghijklmnopqrstuvwxyz".randomElement(using: &generator) ?? "a", at: place)
        case 2: letters[place] = "abcdefghijklmnopqrstuvwxyz".randomElement(using: &generator) ?? "a"
        default: if place + 1 < letters.count { letters.swapAt(place, place + 1) }
        }
        return String(letters)
    }

    // MARK: History

    /// Eight shells that run a thousand lines each at the same time, on one history.
    func history() throws -> [Figure] {
        let file = home.appending(path: "history.jsonl")
        try Data().write(to: file)
        let amount = count(1_000)
        let shells = try (0..<8).map { _ in try shell() }
        for number in 0..<amount {
            for (index, shell) in shells.enumerated() {
                shell.forget()
                shell.send("echo \(index).\(number)\r")
            }
            for shell in shells { try shell.wait(for: "\u{1B}[?2004h", within: 60) }
        }
        for shell in shells {
            shell.send("exit\r")
            shell.waitUntilEnded()
        }
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        var lines: Set<String> = []
        var broken = 0
        for row in rows {
            guard let object = try? JSONSerialization.jsonObject(with: Data(row.utf8)) as? [String: Any] else {
                broken += 1
                continue
            }
            if let text = object["text"] as? String, text.hasPrefix("echo ") { lines.insert(text) }
        }
        return [
            Figure("lines kept of 8 × \(amount)", Double(lines.count), "lines", atLeast: Double(8 * amount)),
            Figure("broken rows", Double(broken), "rows", atMost: 0),
        ]
    }

    // MARK: Endurance

    /// Random and nearly right bytes typed into shells, which must stay alive and give the terminal back.
    func fuzz() throws -> [Figure] {
        var generator = SeededGenerator(seed: 3)
        let pieces = [
            "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\t", "\t", "\u{12}", "\u{07}", "\u{1B}", "\u{17}",
            "\u{19}",
            "\u{1B}y", "\u{1B}.", "\u{1F}", "\u{1B}q", "\u{03}", "\u{1B}[200~", "\u{1B}[201~", "é", "漢", "🎙",
            "e\u{301}",
            "models ", "--limit ", "ask '", "echo ", "\"", "'", "$last", "help ", "\r", "\u{1B}\r", "\u{01}", "\u{05}",
            "\u{15}", "\u{0B}", "\u{1B}[1;5C", "\u{1B}[15~", "\u{1B}]0;x\u{07}", "\u{1B}f", "\u{0C}", "for x in a { ",
        ]
        // Nothing that runs programs, writes files, opens an editor, leaves or sends signals.
        let forbidden: Set<UInt8> = [
            UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "&"), 0x04, 0x18, 0x1A, 0x1C, 0x11,
            0x13,
        ]
        let amount = count(1_000_000)
        var typed = 0
        var deaths = 0
        var unrestored = 0
        var pressedAgain = 0
        let push = Array("\u{1B}q".utf8)
        while typed < amount {
            // A pager or an editor would take the keys, and give some of them to programs.
            let shell = try shell(["PAGER": "off", "EDITOR": "true"], columns: [20, 40, 80][typed % 3])
            var sent = 0
            var pushed = 0
            while sent < min(50_000, amount), shell.isRunning {
                var bytes: [UInt8] = []
                for _ in 0..<64 {
                    if Bool.random(using: &generator) {
                        bytes += Array((pieces.randomElement(using: &generator) ?? "").utf8)
                    } else {
                        let byte = UInt8.random(in: 0...255, using: &generator)
                        if !forbidden.contains(byte) { bytes.append(byte) }
                    }
                }
                shell.send(bytes)
                sent += bytes.count
                pushed += bytes.ranges(of: push).count
                shell.forget()
                shell.read()
            }
            typed += sent
            do {
                try leave(shell, pushed: pushed, pressedAgain: &pressedAgain)
            } catch {
                deaths += 1
                print("after \(typed) bytes: \(error)")
                if shell.isRunning { shell.end() }
            }
            if shell.localModes & UInt32(ICANON | ECHO | ISIG) != UInt32(ICANON | ECHO | ISIG) { unrestored += 1 }
        }
        return [
            Figure("crashes and hangs in \(typed) bytes", Double(deaths), "shells", atMost: 0),
            Figure("Ctrl-C that had to be pressed again", Double(pressedAgain), "times"),
            Figure("terminals not given back", Double(unrestored), "terminals", atMost: 0),
        ]
    }

    /// Gets an empty prompt, as a person does, runs a line at it and leaves.
    ///
    /// - Parameters:
    ///   - shell: What anything was typed into.
    ///   - pushed: How many lines were put away at most: one comes back at each prompt.
    ///   - pressedAgain: Counts how often one Ctrl-C was not enough.
    /// - Throws: What the shell did not do in time.
    private func leave(_ shell: TerminalProcess, pushed: Int, pressedAgain: inout Int) throws {
        shell.send("\u{1B}[201~\u{07}\u{07}")
        for _ in 0..<(pushed + 3) {
            shell.forget()
            shell.send("\u{03}")
            // One that comes between two lines has nothing to end, and takes the end of a paste with it that is on its way:
            // then the next ones end the paste and a search, as when a person presses again.
            var presses = 1
            while (try? shell.wait(for: "\u{1B}[?2004h", within: 3)) == nil {
                guard presses < 6, shell.isRunning else { throw TerminalProcess.Failure("six times Ctrl-C, no prompt") }
                presses += 1
                shell.send("\u{03}")
            }
            pressedAgain += presses - 1
        }
        shell.send("echo still' 'alive\r")
        try shell.wait(for: "still alive", within: 60)
        shell.send("exit\rexit\r")
        guard let code = shell.waitUntilEnded(within: 60) else { throw TerminalProcess.Failure("it does not leave") }
        guard code < 128 else { throw TerminalProcess.Failure("it ended with \(code)") }
    }

    /// Resident memory after a thousand commands and after ten thousand.
    func memory() throws -> [Figure] {
        let shell = try shell()
        var early = 0.0
        let amount = count(10_000)
        for number in 0..<amount {
            try run("echo \(number % 100)", in: shell)
            if number == amount / 10 { early = shell.residentMebibytes() }
        }
        let late = shell.residentMebibytes()
        shell.send("exit\r")
        shell.waitUntilEnded()
        return [
            Figure("memory after \(amount / 10) commands", early, "MiB"),
            Figure("memory after \(amount) commands", late, "MiB"),
            Figure("growth for each thousand commands", (late - early) / Double(amount) * 1_111, "MiB", atMost: 0.5),
        ]
    }
}
