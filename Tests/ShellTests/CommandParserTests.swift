import Resilience
import TestSupport
import Testing

@testable import Shell

@Suite struct `Command parser` {
    /// The words of every command, a step a row; `$name` for a variable.
    private func words(_ text: String) throws -> [[String]] {
        try CommandParser.parse(SourceText(text, name: "")).statements.flatMap { statement in
            statement.links.map { link in
                guard case .command(let words) = link.step.action else { return ["\(link.step)"] }
                return words.map { word in
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
            ("& a", .missingCommand, 1, 1, false),
            ("a & & b", .missingCommand, 1, 5, false),
            ("a && & b", .missingCommand, 1, 6, false),
            ("a >", .missingTarget, 1, 3, false),
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
            ("a | !", .missingCommand, 1, 5, false),
            ("!ls > a > b", .unexpectedToken, 1, 9, false),
            ("for x in a { } b", .unexpectedToken, 1, 16, false),
            ("for x in a { b > }", .missingTarget, 1, 16, false),
            ("echo hi 2>/dev/null", .unexpectedToken, 1, 9, false),
            ("echo a\necho $(date +%s)", .unexpectedToken, 2, 6, false),
            ("echo x$(date)", .unexpectedToken, 1, 6, false),
            ("echo `date`", .unexpectedToken, 1, 6, false),
            ("!sort < list", .unexpectedToken, 1, 7, false),
            ("models | sort <list", .unexpectedToken, 1, 15, false),
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

    @Test func `reads loops, redirections, pipes, programs and jobs`() throws {
        let text = """
            for x in 1 "$y" {
             echo $x > out
            !ls -l | wc >> log; x
            } | sort > sorted && models free | head -3 | !cat &
            status
            """
        let statements = try CommandParser.parse(SourceText(text, name: "")).statements
        #expect(statements.map(\.isJob) == [true, false])
        let links = statements[0].links
        #expect(links.count == 2)
        guard case .loop(let loop) = links[0].step.action, case .command = links[1].step.action else {
            Issue.record("not a loop and a command")
            return
        }
        #expect(loop.variable == "x" && loop.values.count == 2 && loop.body.count == 3)
        #expect(links[0].step.programs.map { $0.compactMap(\.literal) } == [["sort"]])
        #expect(links[0].step.file?.name.literal == "sorted")
        #expect(links[1].step.programs.map { $0.compactMap(\.literal) } == [["head", "-3"], ["cat"]])
        let echo = loop.body[0].links[0].step
        #expect(echo.file?.name.literal == "out" && echo.file?.appends == false)
        let program = loop.body[1].links[0].step
        guard case .program(let words) = program.action else {
            Issue.record("no program: \(program)")
            return
        }
        #expect(words.compactMap(\.literal) == ["ls", "-l"])
        #expect(program.programs.map { $0.compactMap(\.literal) } == [["wc"]])
        #expect(program.file?.name.literal == "log" && program.file?.appends == true)
    }

    @Test func `ranges cover the words they name`() throws {
        let source = SourceText("ask \"a $b\"  c'd' \\e", name: "")
        guard case .command(let words) = try CommandParser.parse(source).statements[0].links[0].step.action else {
            Issue.record("no command")
            return
        }
        #expect(words.map { source.text($0.range) } == ["ask", "\"a $b\"", "c'd'", "\\e"])
        #expect(words.map(\.startsBare) == [true, false, true, false])
    }

    /// What a line is made of, as people and accidents make it.
    private static let pieces: [[UInt8]] = [
        "'", "\"", "\\", "$", "{", "}", "\n", ";", "&", "&&", "|", "||", ">", ">>", "#", "!", "for ", " in ", "x", " ",
        "${a}", "$1", "$@", "time ", "alias a b", "--json", "\r\n", "\t", "日", "👩‍👩‍👧", "e\u{301}", "\u{feff}", "-", "=",
        "\0",
    ].map { Array($0.utf8) }

    /// Eight seeds, each with 13,000 texts: more than 10⁵ in all.
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `reads any bytes, and says what is wrong inside the text`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes: [UInt8] = []
        for _ in 0..<13_000 {
            bytes.removeAll(keepingCapacity: true)
            for _ in 0..<Int.random(in: 0...16, using: &generator) {
                if Int.random(in: 0..<4, using: &generator) > 0 {
                    bytes += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
                } else {
                    bytes.append(UInt8.random(in: 0...255, using: &generator))
                }
            }
            let source = SourceText(String(decoding: bytes, as: UTF8.self), name: "x")
            let count = source.scalars.count
            do throws(ParseError) {
                let tree = try CommandParser.parse(source)
                let isInside = tree.statements.allSatisfy { !$0.range.isEmpty && $0.range.upperBound <= count }
                if !isInside { Issue.record("ranges outside of \(bytes)") }
                var checker = Checker(table: Self.table)
                if let problem = checker.problem(in: tree), problem.range.upperBound > count {
                    Issue.record("a problem outside of \(bytes)")
                }
            } catch {
                let excerpt = source.excerpt(of: error.range)
                if error.range.lowerBound > count || excerpt.contains("\u{1b}") || !excerpt.contains("^") {
                    Issue.record("no place in \(bytes)")
                }
            }
        }
    }

    private static let table = CommandTable.standard

    @Test func `a caret stands under the word, also after wide characters and in long lines`() {
        let source = SourceText("ask 日本 --modle x", name: "")
        #expect(source.excerpt(of: 7..<14) == "    ask 日本 --modle x\n             ^^^^^^^")
        let long = SourceText(String(repeating: "x", count: 300) + " y " + String(repeating: "z", count: 300), name: "")
        let lines = long.excerpt(of: 301..<302, width: 60).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 70 })
        #expect(lines[0].dropFirst(lines[1].count - 1).first == "y")
    }
}
