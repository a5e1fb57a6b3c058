import Testing

@testable import Shell

@Suite struct `Key decoder` {
    private typealias Event = KeyDecoder.Event

    @Test(
        arguments: [
            ("\u{1B}[3\u{03}a", [.scalar("\u{03}"), .scalar("a")]),
            ("\u{1B}O\u{15}", [.scalar("\u{15}")]),
            ("\u{1B}]0;ti\u{03}a", [.scalar("\u{03}"), .scalar("a")]),
            ("\u{1B}]0;ti\ntle\u{07}a", [.scalar("a")]),
            ("\u{1B}[200~a\u{03}b\u{1B}[201~", [.paste(["a", "b"])]),
        ] as [(String, [KeyDecoder.Event])]
    )
    func `a control character is a key also where a sequence was begun, and text within a paste`(
        typed: String,
        expected: [KeyDecoder.Event]
    ) {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array(typed.utf8)) == expected)
    }

    @Test(
        arguments: [
            ("\u{1B}", [.scalar("\u{1B}"), .scalar("a")]), ("\u{1B}]", [.scalar("a")]), ("\u{1B}P", [.scalar("a")]),
            ("\u{1B}[", [.scalar("a")]), ("\u{1B}O", [.scalar("a")]), ("", [.scalar("a")]),
        ] as [(String, [KeyDecoder.Event])]
    )
    func `what was begun and not gone on with takes no further key`(begun: String, expected: [KeyDecoder.Event]) {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array(begun.utf8)) == [])
        #expect((decoder.patience != nil) == !begun.isEmpty)
        let late = decoder.giveUp()
        #expect(decoder.patience == nil)
        #expect(late + decoder.feed(Array("a".utf8)) == expected)
    }

    @Test func `a paste may stall, and Ctrl-C alone ends one that does not go on`() {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array("\u{1B}[200~one ".utf8)) == [])
        #expect(decoder.giveUp() == [])
        #expect(decoder.patience == nil)
        #expect(decoder.feed(Array("two\r\u{03}".utf8)) == [])
        #expect(decoder.feed([0x03]) == [])
        #expect(decoder.giveUp() == [])
        #expect(decoder.feed([0x03]) == [.scalar("\u{03}")])
        #expect(decoder.feed(Array("a".utf8)) == [.scalar("a")])
    }
}
