import Production

extension CommandContext {
    /// How a command comes by approvals: `--yes` gives them beforehand, somebody at the terminal is asked.
    ///
    /// - Parameters:
    ///   - invocation: A command that has `--yes`.
    ///   - unattended: What holds where nobody can be asked.
    /// - Returns: What the session is told.
    func agreement(_ invocation: Invocation, unattended: Agreement) -> Agreement {
        if invocation.has("yes") { return .beforehand }
        guard let confirm = interpreter.isJob ? nil : shell.confirm else { return unattended }
        return .ask { subject, status in
            try await confirm("Nobody has approved the \(subject.rawValue) of \(status.slug). Go on with it?")
        }
    }
}
