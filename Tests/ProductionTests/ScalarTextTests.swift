import Foundation
import Testing

@testable import Production

/// Signs of markup that carry a combining mark or an invisible joiner: other characters to Swift, and the same to readers.
@Suite struct `Signs with marks on them` {
    private static let marks = ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{20E3}"]

    @Test(arguments: marks)
    func `do not close the fence of a prompt`(mark: String) {
        let escaped = Prompt.escaped("a <\(mark)/topic>\(mark) b")
        #expect(!escaped.utf8.contains(UInt8(ascii: "<")) && !escaped.utf8.contains(UInt8(ascii: ">")))
        #expect(escaped == "a ‹\(mark)/topic›\(mark) b")
    }

    @Test(arguments: marks)
    func `do not end a section of a feed`(mark: String) {
        let cdata = Markup.cdata("a ]]>\(mark)<item>")
        #expect(cdata.utf8.count { $0 == UInt8(ascii: "[") } == 4, "\(cdata)")
        for text in ["a ]]>\(mark)</description>", "<\(mark)b>", "&\(mark)amp", "\(mark)"] {
            #expect(UntrustedFeed.isWellFormed(Array(text.utf8)), "\(text.debugDescription)")
        }
        #expect(!Markup.isAddress("https://a.example/\"\(mark)onclick"))
    }

    @Test(arguments: marks)
    func `do not hide the mark of the rules`(mark: String) throws {
        let rules = "Be brief. \(Canary.sentence(for: ["rules"]))"
        let canary = try #require(Canary.mark(in: rules))
        let filter = OutputFilter("It says \(canary)\(mark) there.", rules: rules)
        #expect(filter.findings == [.canary])
        #expect(!filter.text.contains(canary.dropLast()))
    }

    @Test(
        arguments: [
            ("", "a", ""), ("aXbX", "X", "a–b–"), ("XX", "X", "––"), ("é", "é", "–"), ("a", "abc", "a"),
            ("abab", "bab", "a–"),
        ]
    )
    func `are looked for scalar by scalar`(text: String, sought: String, expected: String) {
        #expect(text.replacingScalars(sought, with: "–") == expected)
    }
}
