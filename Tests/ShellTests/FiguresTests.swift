import OpenRouter
import Testing

@testable import Shell

@Suite struct `Figures for people` {
    @Test(
        arguments: [
            ("0", "$0"), ("12", "$12.00"), ("0.5", "$0.50"), ("0.0305", "$0.0305"), ("0.000163", "$0.000163"),
            ("1.006", "$1.01"), ("0.000000000001", "$0.000000000001"), ("-0.25", "-$0.25"), ("9999.999", "$10000.00"),
        ]
    )
    func `money is as exact as is of use`(amount: String, expected: String) throws {
        #expect(Figures.money(try #require(USD(amount))) == expected)
    }

    @Test func `places below the working folder are short`() {
        #expect(Figures.place("/a/b/episodes/reefs/", in: "/a/b") == "episodes/reefs/")
        #expect(Figures.place("/a/bc/episodes/", in: "/a/b") == "/a/bc/episodes/")
    }

    @Test func `prices, tokens, times and sizes are short`() {
        #expect(Figures.perMillion(USD("0.0000025")) == "$2.50")
        #expect(Figures.perMillion(.zero) == "free")
        #expect(Figures.perMillion(nil) == "–")
        #expect([128_000, 1_048_576, 512, 8_192].map(Figures.tokens) == ["128k", "1.05M", "512", "8.2k"])
        #expect([0.04, 9.9, 42.4, 185].map(Figures.seconds) == ["0.0 s", "9.9 s", "42 s", "3 min 5 s"])
        #expect([12, 1_500, 2_500_000].map(Figures.bytes) == ["12 B", "1.5 kB", "2.5 MB"])
    }

    @Test(arguments: [
        ("no key", "No key."), ("google/x was not asked", "google/x was not asked."),
        ("", "It failed without a reason."),
    ])
    func `a message becomes a sentence, an id keeps its case`(text: String, expected: String) {
        #expect(Failure.sentence(text) == expected)
    }
}
