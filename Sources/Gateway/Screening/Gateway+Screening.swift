import Resilience
import Synchronization

extension Gateway {
    /// Part of step 1: screens what a person typed.
    ///
    /// Under `warn` the call goes on, with the finding in its trace; a person is told of each text once.
    ///
    /// - Throws: ``GatewayError`` with `suspiciousPrompt` under `block`; nothing was spent.
    func screenTyped(_ call: inout Call) throws {
        guard settings.screening != .off else { return }
        for text in call.asked.request.typed {
            let report = PromptScreen.standard.screen(text, channel: .user)
            guard report.verdict == .suspicious else { continue }
            call.note(
                .screened(score: report.score, rules: report.rules, policy: settings.screening),
                at: timeline.now
            )
            let finding = "the text looks like prompt injection (\(report.rules.joined(separator: ", ")))"
            guard settings.screening == .warn else { throw GatewayError(.suspiciousPrompt, finding) }
            if toldOf.withLock({ $0.insert(text.hashValue).inserted }) { publish(.notice("screening: \(finding)")) }
        }
    }
}
