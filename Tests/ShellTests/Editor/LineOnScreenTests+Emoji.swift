import TerminalDriver
import Testing

@testable import Shell

extension `At a terminal`.`Line on the screen` {
    @Test(
        arguments: [
            "ask 'a crew of 👩\u{200D}🚀 and 👨\u{200D}👩\u{200D}👧\u{200D}👦 or ❤\u{FE0F}\u{200D}🔥 at the end of a row 👍🏽 twice 👍🏽👍🏽'",
            "ask '👩\u{200D}🚀👩\u{200D}🚀👩\u{200D}🚀👩\u{200D}🚀👩\u{200D}🚀👩\u{200D}🚀👩\u{200D}🚀 1\u{FE0F}\u{20E3} e\u{301}\u{200B}'",
        ],
        [true, false]
    )
    func `emoji of several parts damage no row, whether or not the terminal joins them`(
        text: String,
        joins: Bool
    ) async throws {
        for columns in [18, 31, 40] {
            let probe = Probe()
            try await withEditor(
                columns: columns,
                joinsEmoji: joins,
                look: Self.withoutHints,
                probe: probe
            ) { watched, editor in
                let result = try await read(editor, watched) {
                    for scalar in text.unicodeScalars { watched.type(String(scalar)) }
                    try await settle(watched, probe, columns: columns, rows: 24)
                    let keys = [
                        "\u{01}", "\u{1B}f", "xy", String(repeating: "\u{1B}[C", count: 9), "\u{7F}\u{7F}", "z",
                        "\u{05}\u{7F}\u{7F}", "\u{1F}\u{1F}", "\u{1B}[D\u{1B}[D\u{1B}[3~",
                    ]
                    for key in keys {
                        watched.type(key)
                        try await settle(watched, probe, columns: columns, rows: 24)
                    }
                    watched.type("\u{05}\u{15}\u{1B}[200~\(text)\u{1B}[201~")
                    try await settle(watched, probe, columns: columns, rows: 24)
                    watched.type("\r")
                }
                guard case .line(let line) = result else {
                    Issue.record("\(result)")
                    return
                }
                #expect(Array(line.unicodeScalars).contains("\u{200D}"))
            }
        }
    }
}
