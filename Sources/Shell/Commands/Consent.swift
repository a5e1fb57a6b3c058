import OpenRouter

/// Whether a command may run: asks before what is dear or destroys something, where somebody is there to answer.
struct Consent {
    let invocation: Invocation
    let context: CommandContext

    /// Asks where that is due; `--yes` has answered beforehand.
    ///
    /// Where nobody is there to answer, what destroys something is refused, and work goes on under its caps.
    ///
    /// - Throws: ``Failure`` when the answer is not yes or cannot be given; `CancellationError` after Ctrl-C.
    func obtain() async throws {
        let command = invocation.command
        guard command.asks, !invocation.has("yes") else { return }
        let confirm = context.interpreter.isJob ? nil : context.shell.confirm
        if let loss = command.loss?(invocation) {
            guard let confirm else {
                throw Failure(
                    code: "notAgreed",
                    "\(loss) for good, and nobody is there to agree.",
                    kept: "Nothing was changed.",
                    next: "`--yes` agrees beforehand.",
                    status: .usage
                )
            }
            try await ask(confirm, "\(loss) for good. Go on?", next: "`--yes` agrees beforehand.")
        }
        // The simulator takes no money.
        guard let confirm, context.shell.isPaid, let amount = try await command.worstCase?(invocation, context),
            amount > context.shell.configuration.money("confirm.above")
        else { return }
        try await ask(
            confirm,
            "This may cost up to \(Figures.money(amount)). Go on?",
            next: "`--yes` agrees beforehand; the setting confirm.above says from what amount on it is asked."
        )
    }

    private func ask(
        _ confirm: @Sendable (String) async throws -> Bool,
        _ question: String,
        next: String
    ) async throws {
        guard try await confirm(question) else {
            throw Failure(
                code: "notAgreed",
                "Not agreed to.",
                kept: "Nothing was changed and nothing spent.",
                next: next
            )
        }
    }
}
