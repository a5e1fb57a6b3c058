import Testing

@testable import Shell

@Suite struct `Colours of a line` {
    private func kinds(_ line: String) -> [String] {
        let variables = Variables()
        variables.setAlias("cheap", Alias("models --sort price"))
        variables.setAlias("st", Alias("status"))
        let highlighter = Highlighter(table: .standard, variables: variables) { $0 == "openai/gpt-4o" }
        let scalars = Array(line.unicodeScalars)
        return highlighter.highlights(line).map { "\($0.kind) \(String.make(scalars[$0.range]))" }
    }

    @Test(
        arguments: [
            ("models --limit 5 ", ["command models", "option --limit"]),
            ("prodcue x", ["mistake prodcue"]), ("prod", []), ("prod ", ["mistake prod"]),
            ("models --lim", ["command models"]), ("models --lim ", ["command models", "mistake --lim"]),
            ("models --sort best ", ["command models", "option --sort", "mistake best"]),
            ("models --sort be", ["command models", "option --sort"]),
            ("ask 'hi $x'", ["command ask", "quoted 'hi $x'"]),
            ("ask \"hi $x\" # why", ["command ask", "quoted \"hi ", "variable $x", "quoted \"", "comment # why"]),
            ("status && qa; st | wc", ["command status", "sign &&", "command qa", "sign ;", "command st", "sign |"]),
            ("model openai/gpt-4o ", ["command model"]),
            ("model openai/gtp-4o ", ["command model", "mistake openai/gtp-4o"]),
            ("time modl", ["command time", "mistake modl"]), ("time mode", ["command time"]),
            ("time modles ", ["command time", "mistake modles"]),
            ("for x in a { echo $x }", ["sign for", "sign in", "sign {", "command echo", "variable $x", "sign }"]),
            ("!ls --all", ["command !ls"]), ("status > models", ["command status", "sign >"]),
            ("set -x", ["command set", "option -x"]),
            ("watch -n 1 status", ["command watch", "option -n", "command status"]),
            ("chaos latency sooon ", ["command chaos", "mistake sooon"]), ("chaos latency 2s ", ["command chaos"]),
            ("exit 1 2 ", ["command exit", "mistake 2"]),
        ] as [(String, [String])]
    )
    func `says what the parts of a line are`(line: String, expected: [String]) {
        #expect(kinds(line) == expected)
    }

    @Test func `answers for any text, in order and inside of it`() {
        let pieces = ["'", "\"", "\\", "$x", "{", "--", "=", "models ", "|", ">", " ", "日本", "#", "for x in ", "&"]
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let line = first + second + third
                    var end = 0
                    for highlight in Highlighter(table: .standard, variables: Variables()).highlights(line) {
                        #expect(highlight.range.lowerBound >= end, "\(line)")
                        end = highlight.range.upperBound
                    }
                    #expect(end <= line.unicodeScalars.count, "\(line)")
                }
            }
        }
    }
}
