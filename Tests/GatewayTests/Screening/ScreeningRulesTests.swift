import Testing

@testable import Gateway

@Suite struct `Screening rules` {
    private static let screen = PromptScreen.standard

    private static func finds(_ rule: ScreeningRule, _ text: String) -> Bool {
        screen.screen(text, channel: .context).matches.contains { $0.rule == rule.id }
    }

    private static let finding = ScreeningRules.all.flatMap { rule in rule.finds.map { (rule.id, $0) } }
    private static let passing = ScreeningRules.all.flatMap { rule in rule.passes.map { (rule.id, $0) } }

    @Test(arguments: finding)
    func `each rule finds its own examples`(id: String, text: String) throws {
        let rule = try #require(ScreeningRules.all.first { $0.id == id })
        #expect(Self.finds(rule, text), "\(id): \(text)")
    }

    @Test(arguments: passing)
    func `each rule leaves its counterexamples alone`(id: String, text: String) throws {
        let rule = try #require(ScreeningRules.all.first { $0.id == id })
        #expect(!Self.finds(rule, text), "\(id): \(text)")
    }

    @Test func `rules have an id of their own, a sentence, a weight, and examples of both kinds`() {
        #expect(Set(ScreeningRules.all.map(\.id)).count == ScreeningRules.all.count)
        for rule in ScreeningRules.all {
            #expect(rule.id.wholeMatch(of: /[a-z]+(\.[a-z]+(-[a-z]+)*)/) != nil, "\(rule.id)")
            #expect(rule.sentence.hasSuffix("."), "\(rule.id)")
            #expect(rule.weight > 0 && rule.weight <= 1, "\(rule.id)")
            #expect(!rule.finds.isEmpty && !rule.passes.isEmpty, "\(rule.id)")
        }
    }
}
