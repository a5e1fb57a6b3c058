import Gateway
import OpenRouter
import Production

/// Tells what a phase does while it does it: a line for each event, text for reading along where a person looks on.
struct ProgressView: Sendable {
    let sink: Sink
    /// Whether gateway events are told here; otherwise somebody else tells them.
    let showsNotices: Bool

    func show(_ event: SessionEvent) {
        // Talk that nobody reads must not stop the work.
        if let text = text(of: event, sink.style) { try? sink.print(text) }
    }

    private func text(of event: SessionEvent, _ style: TextStyle) -> String? {
        switch event {
        case .phaseStarted(let phase, let episode, let estimate):
            let most = estimate.map { " (at most \(Figures.money($0)))" } ?? ""
            return "\(style.bold(phase.rawValue))  \(episode.printable)\(style.dim(most))"
        case .unitStarted, .callSettled: return nil
        case .unitFinished(let phase, let unit, let done, let total, let spent):
            return style.dim("  \(phase.rawValue) \(done)/\(total)  \(unit.printable) · \(Figures.money(spent))")
        case .delta(let unit, let text):
            guard style.isTerminal else { return nil }
            let lines = text.printable.split(separator: "\n").flatMap {
                DisplayWidth.wrapped(String($0), to: max(20, (style.width ?? 80) - 4))
            }
            return ([style.cyan("  \(unit.printable)")] + lines.map { "    \($0)" }).joined(separator: "\n")
        case .phaseFinished(let report):
            let files = report.files.joined(separator: ", ")
            let line =
                "  \(report.phase.rawValue) done: \(report.calls) calls, \(Figures.money(report.cost)), "
                + "\(Figures.seconds(report.seconds)) → \(files)"
            return style.dim(style.width.map { DisplayWidth.truncated(line, to: $0) } ?? line)
        case .gateway, .notice: return showsNotices ? NoticeText.of(event).map { NoticeText.of($0, style) } : nil
        }
    }
}

/// What a person should know, as a line.
enum NoticeText {
    /// What an event has to say; `nil` where nobody need know.
    static func of(_ event: SessionEvent) -> String? {
        switch event {
        case .gateway(let event): of(event)
        case .notice(let text): text
        default: nil
        }
    }

    private static func of(_ event: GatewayEvent) -> String? {
        switch event {
        case .budgetLow(let balance):
            let free = balance.free.map(Figures.money) ?? "nothing"
            let cap = balance.cap.map(Figures.money) ?? "none"
            return "budget \(balance.scope.name.replacing(":", with: " ")): \(free) left of \(cap)"
        case .breakerChanged(let change): return change.explanation
        case .gateClosed(let gate): return gate.explanation
        case .keyRotation(let rotation): return "rotation \(rotation.explanation)"
        case .notice(let text): return text
        case .callSettled: return nil
        }
    }

    /// As it is shown.
    static func of(_ text: String, _ style: TextStyle) -> String {
        let label = "notice: "
        let line = DisplayWidth.hanging(label + text.printable, to: style.width, indent: label.count)
        return style.yellow(label) + line.dropFirst(label.count)
    }
}
