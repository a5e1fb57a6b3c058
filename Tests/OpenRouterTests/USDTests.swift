import OpenRouter
import Testing

@Suite struct `Money and secrets` {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("12", 12_000_000_000_000), ("0.00000015", 150_000), ("0.000427", 427_000_000),
            ("4.27e-4", 427_000_000), ("4.27E-4", 427_000_000), ("1e-12", 1), ("1e-13", 1),
            ("1.0000000000001", 1_000_000_000_001),
            ("-1", -1_000_000_000_000), ("-1e-13", -1), ("1e3", 1_000_000_000_000_000), ("0e999", 0),
            ("9223372.036854775807", .max),
            ("0.00000000000000000000000000001", 1), ("9223372.036854775808", nil), ("1e7", nil), ("1e999", nil),
            ("1e1000", nil),
            ("", nil), ("-", nil), (".", nil), ("1.2.3", nil), ("$1", nil), ("1,5", nil), (" 1", nil), ("nan", nil),
            ("1e", nil),
        ] as [(String, Int64?)]
    )
    func `decimals are read exactly, and rounded away from zero below 10⁻¹²`(text: String, picodollars: Int64?) {
        #expect(USD(text)?.picodollars == picodollars)
    }

    @Test(arguments: [
        ("0.25", "$0.25"), ("0.000427", "$0.000427"), ("12", "$12.00"), ("-0.5", "-$0.50"), ("0", "$0.00"),
        ("0.000000000001", "$0.000000000001"), ("3.05", "$3.05"), ("1.10", "$1.10"), ("0.1000001", "$0.1000001"),
    ])
    func `amounts print as people write them`(text: String, description: String) throws {
        #expect(try #require(USD(text)).description == description)
    }

    @Test func `a secret prints its last four characters and no more`() {
        let secret = Secret(" sk-or-v1-0123456789abcdef\n")
        #expect("\(secret)" == "sk-or-…cdef")
        #expect(String(reflecting: secret) == "sk-or-…cdef")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("0123"))
        #expect("\(["key": secret])".contains("0123") == false)
        #expect("\(Secret("short"))" == "…")
        #expect(secret.withExposed { $0 } == "sk-or-v1-0123456789abcdef")
    }
}
