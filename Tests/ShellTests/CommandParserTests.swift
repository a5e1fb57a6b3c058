import TestSupport
import Testing

@testable import Shell

@Suite struct `Command parser` {
    /// The words of every command, a step a row; `$name` for a variable.
    private func words(_ text: String) throws -> [[String]] {
        try CommandParser.parse(SourceText(text, name: "")).statements.flatMap { statement in
            statement.links.map { link in
                guard case .command(let command) = link.step else { return ["\(link.step)"] }
                return command.words.map { word in
                    word.pieces.map { piece in
                        switch piece {
                        case .text(let text): text
                        case .variable(let name, _): "⟨\(name)⟩"
                        }
                    }.joined()
                }
            }
        }
    }

    @Test(
        arguments: [
            ("", []),
            ("  \t\r\n\n # only a comment", []),
            ("#!/usr/bin/env castline\nstatus", [["status"]]),
            ("status", [["status"]]),
            ("a b  c", [["a", "b", "c"]]),
            ("a;b\nc", [["a"], ["b"], ["c"]]),
            ("a && b || c", [["a"], ["b"], ["c"]]),
            ("a &&\n b", [["a"], ["b"]]),
            ("a 'b c' \"d e\"", [["a", "b c", "d e"]]),
            ("a ''", [["a", ""]]),
            ("a \"\"", [["a", ""]]),
            ("a b'c'\"d\"e", [["a", "bcde"]]),
            (#"a 'b\c' "d\"e" f\ g"#, [["a", #"b\c"#, "d\"e", "f g"]]),
            (#"a "x\ny\tz""#, [["a", "x\ny\tz"]]),
            (#"a "\q""#, [["a", #"\q"#]]),
            ("a \\\n b", [["a", "b"]]),
            ("a b\\\nc", [["a", "bc"]]),
            ("a b\\\r\nc", [["a", "bc"]]),
            ("a b#c # d", [["a", "b#c"]]),
            ("a $x ${y}z \"$1 $@\" '$n'", [["a", "⟨x⟩", "⟨y⟩z", "⟨1⟩ ⟨@⟩", "$n"]]),
            ("a $? $# $ $. ${ \\$x", [["a", "⟨?⟩", "⟨#⟩", "$", "$.", "${", "$x"]]),
            ("a $10x", [["a", "⟨10⟩x"]]),
            ("\u{feff}a", [["a"]]),
            ("ask \"日本 👩‍👩‍👧\"", [["ask", "日本 👩‍👩‍👧"]]),
        ] as [(String, [[String]])]
    )
    func `cuts a text into commands and words`(text: String, expected: [[String]]) throws {
        #expect(try words(text) == expected)
    }

    @Test(
        arguments: [
            ("ask 'abc", .unclosedQuote, 1, 5, true),
            ("status\nask \"abc", .unclosedQuote, 2, 5, true),
            ("ask abc\\", .trailingBackslash, 1, 8, true),
            ("a &&", .missingCommand, 1, 3, true),
            ("&& a", .missingCommand, 1, 1, false),
            ("a || ;", .missingCommand, 1, 6, false),
            ("a &", .unexpectedToken, 1, 3, false),
            ("a >", .missingTarget, 1, 3, true),
            ("a > ;", .missingTarget, 1, 3, false),
            ("a |", .missingTarget, 1, 3, true),
            ("a > b | c", .unexpectedToken, 1, 7, false),
            ("a > b > c", .unexpectedToken, 1, 7, false),
            ("> b", .missingCommand, 1, 1, false),
            ("}", .unexpectedToken, 1, 1, false),
            ("{ a }", .unexpectedToken, 1, 1, false),
            ("for x in a b { status", .unclosedBrace, 1, 14, true),
            ("for 1 in a { }", .unexpectedToken, 1, 5, false),
            ("for x a { }", .unexpectedToken, 1, 7, false),
            ("!", .missingCommand, 1, 1, false),
        ] as [(String, ParseError.Code, Int, Int, Bool)]
    )
    func `says what is wrong and where`(
        text: String,
        code: ParseError.Code,
        line: Int,
        column: Int,
        isIncomplete: Bool
    ) throws {
        let source = SourceText(text, name: "file.cast")
        let error = try #require(throws: ParseError.self) { try CommandParser.parse(source) }
        #expect(error.code == code)
        #expect(source.place(of: error.range.lowerBound) == "file.cast:\(line):\(column)")
        #expect(error.isIncomplete == isIncomplete)
        #expect(CommandParser.isComplete(text) == !isIncomplete)
    }

    @Test func `reads loops, redirections, pipes and programs`() throws {
        let text = "for x in 1 \"$y\" {\n  echo $x > out; !ls | wc\n} && models >> all | no"
        #expect(throws: ParseError.self) { try CommandParser.parse(SourceText(text, name: "")) }
        let tree = try CommandParser.parse(
            SourceText("for x in 1 \"$y\" {\n echo $x > out\n!ls | wc; x\n} && models free | head -3 | cat", name: "")
        )
        let links = try #require(tree.statements.first).links
        #expect(links.count == 2)
        guard case .loop(let loop) = links[0].step, case .command(let command) = links[1].step else {
            Issue.record("not a loop and a command")
            return
        }
        #expect(loop.variable == "x" && loop.values.count == 2 && loop.body.count == 2)
        guard case .command(let echo) = loop.body[0].links[0].step, case .file(let file, false) = echo.destination
        else {
            Issue.record("no redirection")
            return
        }
        #expect(file.literal == "out")
        guard case .program(text: "ls | wc; x", _) = loop.body[1].links[0].step else {
            Issue.record("not the rest of the line: \(loop.body[1])")
            return
        }
        guard case .programs(let programs) = command.destination else {
            Issue.record("no pipe")
            return
        }
        #expect(programs.map { $0.compactMap(\.literal) } == [["head", "-3"], ["cat"]])
    }

    @Test func `ranges cover the words they name`() throws {
        let source = SourceText("ask \"a $b\"  c'd' \\e", name: "")
        guard case .command(let command) = try CommandParser.parse(source).statements[0].links[0].step else {
            Issue.record("no command")
            return
        }
        #expect(command.words.map { source.text($0.range) } == ["ask", "\"a $b\"", "c'd'", "\\e"])
        #expect(command.words.map(\.startsBare) == [true, false, true, false])
    }

    @Test func `reads any bytes without a crash`() {
        var generator = SeededGenerator(seed: 20_261_124)
        let pieces = [
            "'", "\"", "\\", "$", "{", "}", "\n", ";", "&", "|", ">", "#", "!", "for", " in ", "x", " ", "${a}",
        ]
        for _ in 0..<3000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...60, using: &generator) {
                if Bool.random(using: &generator) {
                    bytes += Array((pieces.randomElement(using: &generator) ?? "").utf8)
                } else {
                    bytes.append(UInt8.random(in: 0...255, using: &generator))
                }
            }
            let source = SourceText(String(decoding: bytes, as: UTF8.self), name: "x")
            do throws(ParseError) {
                let tree = try CommandParser.parse(source)
                for statement in tree.statements { #expect(statement.range.upperBound <= source.scalars.count) }
            } catch {
                #expect(error.range.lowerBound <= source.scalars.count)
                #expect(!source.excerpt(of: error.range).contains("\u{1b}"))
            }
        }
    }

    @Test func `a caret stands under the word, also after wide characters and in long lines`() {
        let source = SourceText("ask 日本 --modle x", name: "")
        #expect(source.excerpt(of: 7..<14) == "    ask 日本 --modle x\n             ^^^^^^^")
        let long = SourceText(String(repeating: "x", count: 300) + " y " + String(repeating: "z", count: 300), name: "")
        let lines = long.excerpt(of: 301..<302, width: 60).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 70 })
        #expect(lines[0].dropFirst(lines[1].count - 1).first == "y")
    }
}
