import Testing

@testable import Shell

@Suite struct `Keyboard use` {
    @Test(
        arguments: [
            ("!cat", true), ("models | less", true), ("echo a; !cat", true), ("time !cat", true), ("page x", true),
            ("for x in a b { !cat }", true), ("edit script", true), ("change script", true), ("$name x", true),
            ("!cat &", false), ("ask 'What is !cat?'", false), ("ask hello", false), ("cheap", false), ("!", false),
        ]
    )
    func `keys behind a line are for what it runs where that may read them`(line: String, isHandedOn: Bool) throws {
        let aliases = [
            "page": try #require(Alias("!less")), "change": try #require(Alias("edit")),
            "cheap": try #require(Alias("models --sort price")),
        ]
        #expect(KeyboardUse(table: .standard, aliases: aliases).isHandedOn(by: line) == isHandedOn)
    }
}
