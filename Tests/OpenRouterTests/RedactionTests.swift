import Testing

@testable import OpenRouter

@Suite struct `Redaction` {
    private static let key = "sk-or-v1-\("5f0a91c37be2d4468890aa17c3e5f102")7d6b94e8a1c2f3045b6d7e8f9a0b1c2d"

    private static let hash = String(repeating: "5d", count: 32)

    @Test(
        arguments: [
            ("the key \(key) is", "the key sk-or-… is"), ("key=\(key)&x", "key=sk-or-…&x"),
            ("\"\(key)\"", "\"sk-or-…\""), ("Bearer \(key)\r\n", "Bearer sk-or-…\r\n"), ("x_\(key)", "x_sk-or-…"),
            ("xx\(key)yy", "xxsk-or-…"), ("sk-proj-abcdefghijklmnop", "sk-…"), ("sk-or-v1-au7...890", "sk-or-…...890"),
            ("https://x/keys/\(String(repeating: "5d", count: 32))", "https://x/keys/…"),
            ("https://x/keys/key-\(hash)_old", "https://x/keys/key-…_old"), ("sha256:\(hash)", "sha256:…"),
            ("\(hash)5d", "\(hash)5d"), ("key-user_2abc, creator_user_id", "key-user_…, creator_user_id"),
            ("user_2abc and org_3def", "user_… and org_…"),
            // As Markdown has them, and a terminal shows them without the backslash.
            (#"user\_2abc, x-org\_3\_d."#, #"user\_…, x-org\_…."#), (#"sk-or-v1-0123\_4567 x"#, "sk-or-… x"),
            (#"C:\user\x, us\er_, user\ _2"#, #"C:\user\x, us\er_, user\ _2"#),
            ("a task-oriented desk-lamp, sk-8s", "a task-oriented desk-lamp, sk-8s"),
            ("risk-or-reward-based-decision-making", "risk-or-reward-based-decision-making"), ("", ""),
        ]
    )
    func `takes keys and account names out, and leaves words alone`(text: String, expected: String) {
        #expect(text.redacted == expected)
        #expect(expected.redacted == expected)
    }

    @Test func `masking keeps every place`() {
        let text = "é user_2abc, \(Self.key) and key-\(Self.hash)."
        #expect(text.masked.unicodeScalars.count == text.unicodeScalars.count)
        #expect(
            text.masked == "é •••••••••, \(String(repeating: "•", count: 73)) and \(String(repeating: "•", count: 68))."
        )
        #expect("plain text".masked == "plain text")
    }

    @Test func `of what models and pages say only keys are taken out`() {
        let hash = String(repeating: "5d", count: 32)
        #expect(
            "user_2 has \(hash), sk-learn and \(Self.key)".withoutKeys == "user_2 has \(hash), sk-learn and sk-or-…"
        )
    }

    @Test(
        arguments: [
            (key, true), ("say \(key).", true), ("x\(key)", true), ("sk-or-v1-0123456789abcdef", true),
            ("sk-or-v1-…", false), ("sk-or-…abcd", false), ("sk-0123456789abcdef0123456789", false), ("task", false),
        ]
    )
    func `knows a whole key of the service`(text: String, isKey: Bool) { #expect(text.holdsKey == isKey) }

    private static let texts = [
        "the key is \(key) and that is it", key, "x \(key)\(key) y", "xs\(key) and keys\(key)", "sk-",
        "as s sk sk-or", "tasks-and-sk-y \(key)",
        "org_s\(key) and keys\(key)", "\(hash)/keys/\(hash), key-\(hash)", "\(hash)5d and a\(hash)",
        "user_2abcDEF and org_3def-user_4, x-user_5, x-us", "x_user_2abc, us user_ org", "a year of 2024 u o us-org_",
        #"user\_2abcDEF, org\_3 and us\user\_4\_5 \x user\"#, "plain text",
        "planted-Zq7withoutShape-4x2 and more planted-Zq7withoutShape-4x2",
    ]

    @Test(arguments: texts)
    func `a key that is cut anywhere is found as in the whole`(text: String) {
        let redactor = Redactor()
        redactor.learn(Secret("planted-Zq7withoutShape-4x2"))
        let whole = redactor.redacted(text)
        #expect(!whole.contains("Zq7") && !whole.contains("5f0a91c37b"))
        for first in 0...text.count {
            for second in first...min(text.count, first + 9) {
                var stream = RedactedStream(redactor)
                var passed = stream.pass(String(text.prefix(first)))
                passed += stream.pass(String(text.dropFirst(first).prefix(second - first)))
                passed += stream.pass(String(text.dropFirst(second)))
                passed += stream.end()
                #expect(passed == whole, "cut at \(first) and \(second)")
            }
        }
    }

    @Test(arguments: ["sk-or-v1-", "user_", "org_", "\(hash)-sk-or-v1-"])
    func `what has no end is taken out without being kept`(beginning: String) {
        let redactor = Redactor()
        var stream = RedactedStream(redactor)
        var passed = stream.pass("It is ") + stream.pass(beginning)
        for _ in 0..<10_000 { passed += stream.pass("5f0a91c37be2d446") }
        #expect(!stream.isHolding)
        passed += stream.pass(", said the page.") + stream.end()
        #expect(passed == redactor.redacted("It is \(beginning)5f0a91c37be2d446") + ", said the page.")
    }

    @Test func `a word without end comes through, and a key behind it does not`() {
        var stream = RedactedStream(Redactor())
        let word = String(repeating: "abcxyz", count: 1_000)
        var passed = stream.pass(word)
        for letter in "\(word)\(Self.key)\(word)" { passed += stream.pass(String(letter)) }
        passed += stream.end()
        #expect(passed == "\(word)\(word)sk-or-…")
    }

    @Test func `a key is held back even where the beginning of a longer one is given up`() {
        let redactor = Redactor()
        redactor.learn(Secret(String(repeating: "é", count: 400) + "sk-or-v1-0123456789abcdef and more"))
        var stream = RedactedStream(redactor)
        var passed = stream.pass(String(repeating: "é", count: 400) + "sk-or-v1-0123")
        passed += stream.pass("456789abcdef, says the page") + stream.end()
        #expect(passed == String(repeating: "é", count: 400) + "sk-or-…, says the page")
    }

    @Test(
        arguments: [
            #"Zq7_a\/b+c&d"e<f"#, #"Zq7\_a/b+c&d"e<f"#, #"Zq7_a/b+c&d\"e<f"#, #"Zq7_a\/b+c&d\"e<f"#,
            #"Zq7_a/b+c&amp;d&quot;e&lt;f"#, "Zq7_a%2Fb%2Bc%26d%22e%3Cf",
        ]
    )
    func `a known key is found as JSON, Markdown, XML and addresses have it`(spelling: String) {
        let redactor = Redactor()
        redactor.learn(Secret(#"Zq7_a/b+c&d"e<f"#))
        let expected = spelling == #"Zq7_a\/b+c&d"e<f"# ? #"…"e<f"# : "…"
        #expect(redactor.redacted("It is \(spelling), they say") == "It is \(expected), they say")
    }

    @Test(
        arguments: [
            ("It is Zq7planted9KeyWi", "It is …"), ("It is Zq7planted9KeyWi\nnext", "It is …\nnext"),
            ("It is Zq7planted9K and more", "It is … and more"),
            ("It is Zq7planted9 and more", "It is Zq7planted9 and more"),
        ]
    )
    func `of a known key that breaks off a good part of its beginning is taken out`(text: String, expected: String) {
        let redactor = Redactor()
        redactor.learn(Secret("Zq7planted9KeyWithoutAnyShape4x2"))
        #expect(redactor.redacted(text) == expected)
        var stream = RedactedStream(redactor)
        var passed = ""
        for letter in text { passed += stream.pass(String(letter)) }
        #expect(passed + stream.end() == expected)
    }

    @Test func `a known key of several lines is found line by line`() {
        let redactor = Redactor()
        redactor.learn(Secret("first line\nsecond line"))
        var stream = RedactedStream(redactor)
        let passed = stream.pass("It is first line\n") + stream.pass("second line\n") + stream.end()
        #expect(passed == "It is …\n")
    }

    @Test(arguments: ["planted; Zq7 5d", "planted; Zq7 us", "planted; Zq7 s"])
    func `a known key whose end may begin another is not cut`(secret: String) {
        let redactor = Redactor()
        redactor.learn(Secret(secret))
        var stream = RedactedStream(redactor)
        let passed = stream.pass("It is \(secret)") + stream.pass("; well") + stream.end()
        #expect(passed == "It is …; well")
    }

    @Test func `what can be no key is not held back`() {
        var stream = RedactedStream(Redactor())
        #expect(stream.pass("Corals grow ") == "Corals grow ")
        #expect(stream.pass("slowly") == "slowly")
        #expect(!stream.isHolding)
        #expect(stream.pass(" sk-or-v1-0123") == " ")
        #expect(stream.isHolding)
        #expect(stream.pass("\n") == "sk-or-…\n")
    }

    @Test func `a hash of a key prints its beginning alone`() throws {
        let hash = try #require(KeyHash(String(repeating: "AB", count: 32)))
        #expect("\(hash)" == "abababababababab")
        #expect("\(hash as Any)".contains(String(repeating: "ab", count: 9)) == false)
        #expect(KeyHash("abc") == nil)
        #expect(KeyHash(String(repeating: "xy", count: 32)) == nil)
    }
}
