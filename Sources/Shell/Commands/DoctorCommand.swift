import Operations

/// `doctor`: looks for what is wrong with the installation, and explains it.
enum DoctorCommand {
    static let all: [Command] = [doctor]

    private struct Report: Encodable, Sendable {
        var findings: [SecurityCheck.Finding]
        var checks: [HealthCheck.Result]?
    }

    private static let doctor = Command(
        name: "doctor",
        group: .operate,
        summary: "look for what is wrong with the installation, and explain it",
        details:
            "It looks at files and their modes, at the keys, where they are from and how old, at the process, and at "
            + "the store. Without --security it probes API, key and store as well.",
        options: [.init(name: "security", kind: nil, summary: "only what keys and private data depend on")],
        isRead: true,
        examples: [
            .init("doctor --security", "every finding with what it means, and what to do about it"),
            .init("doctor --json", "the same and the health, for a monitor"),
        ],
        statuses: [.failure, .authentication, .upstream, .interrupted],
        output: .object([
            "findings": .list(
                .object([
                    "name": .text, "status": .words(of: SecurityCheck.Finding.Status.self), "evidence": .text,
                    "meaning": .text, "remedy": .optional(.text),
                ])
            ), "checks": .optional(.list(.check)),
        ])
    ) { invocation, context in
        let findings = try await context.shell.security()
        let checks = invocation.has("security") ? nil : try await context.shell.health()
        let isBroken =
            findings.contains { $0.status == .failed } || checks?.contains { $0.status == .failed } ?? false
        return CommandReport(
            Report(findings: findings, checks: checks),
            status: isBroken ? .failure : .success
        ) { style in
            let parts = findings.map { text($0, style) }
            let health = (checks ?? []).map {
                "\(mark($0.status.rawValue, style)) \(style.bold($0.name)): \($0.evidence.printable)"
            }
            return (health + parts).joined(separator: "\n")
        }
    }

    static func text(_ finding: SecurityCheck.Finding, _ style: TextStyle) -> String {
        let mark = mark(finding.status.rawValue, style)
        var lines = ["\(mark) \(style.bold(finding.name.printable)): \(finding.evidence.printable)"]
        guard finding.status != .ok else { return lines[0] }
        lines.append("          why:  \(finding.meaning.printable)")
        if let remedy = finding.remedy { lines.append("          next: \(remedy.printable)") }
        return lines.joined(separator: "\n")
    }

    private static func mark(_ status: String, _ style: TextStyle) -> String {
        let word = DisplayWidth.padded(status, to: 8)
        return switch status {
        case "ok": style.dim(word)
        case "failed": style.red(word)
        default: style.yellow(word)
        }
    }
}
