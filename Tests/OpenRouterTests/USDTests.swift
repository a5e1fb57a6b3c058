import NIOCore
import Testing

@testable import OpenRouter

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

    @Test(
        arguments: [
            (USD(picodollars: .max) + .cents(1), .max), (USD(picodollars: -.max) + .cents(-1), -.max),
            (USD(picodollars: -.max) - .cents(1), -.max), (.zero - USD(picodollars: .min), .max),
            (USD.cents(1) * Int.max, .max), (USD.cents(-1) * Int.max, -.max), (USD.cents(-1) * -Int.max, .max),
            (USD.cents(1) * 2, 20_000_000_000),
        ] as [(USD, Int64)]
    )
    func `what leads beyond the range ends at its end`(amount: USD, expected: Int64) {
        #expect(amount.picodollars == expected)
    }

    @Test(
        arguments: [
            (#"{"prompt_tokens": 9000000000000000000, "completion_tokens": -3}"#, 0, 0, nil),
            (#"{"prompt_tokens": 2, "completion_tokens": 1, "cost": -5}"#, 2, 1, nil),
            (#"{"prompt_tokens": 2, "completion_tokens": 1, "cost": 9200000}"#, 2, 1, nil),
            (#"{"prompt_tokens": 2, "completion_tokens": 1, "cost": 0.25}"#, 2, 1, "0.25"),
            (
                #"{"cost": 0.25, "is_byok": true, "cost_details": {"upstream_inference_cost": -9}}"#, 0, 0, "0.25"
            ),
        ] as [(String, Int, Int, String?)]
    )
    func `a bill that cannot be is none: it gives nothing back and ends nothing`(
        text: String,
        prompt: Int,
        completion: Int,
        cost: String?
    ) throws {
        let usage = try #require(Usage(try JSONParser.parse(ByteBuffer(string: text))))
        #expect(usage.promptTokens == prompt && usage.completionTokens == completion)
        #expect(usage.cost == cost.flatMap { USD($0) })
    }

    @Test func `nor is a bill that is asked for later`() throws {
        let node = try JSONParser.parse(ByteBuffer(string: #"{"id": "gen-1", "total_cost": -1}"#))
        #expect(Generation(node) == nil)
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
