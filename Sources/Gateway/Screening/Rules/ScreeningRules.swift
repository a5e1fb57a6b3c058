/// All rules of the standard screen.
enum ScreeningRules {
    static let all: [ScreeningRule] =
        OverrideRules.all + ExtractionRules.all + RoleRules.all + AuthorityRules.all + DictationRules.all
        + [FormRules.delimiters, FormRules.speaker, FormRules.hidden] + FormRules.all.map(\.rule)

    /// The rules of form with their places among all.
    static let forms: [(rule: Int, look: @Sendable (ScreenedText) -> Range<Int>?)] =
        FormRules.all.map { form in (index(of: form.rule), form.look) }

    /// The rule for what was found within a code.
    static let hiddenRule = index(of: FormRules.hidden)

    private static func index(of rule: ScreeningRule) -> Int {
        all.firstIndex { $0.id == rule.id } ?? 0
    }
}
