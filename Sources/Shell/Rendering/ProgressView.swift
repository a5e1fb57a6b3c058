import Foundation
import Gateway
import OpenRouter
import Production
import Synchronization

/// Tells what a phase does while it does it: a line for each event, text for reading along where a person looks on.
final class ProgressView: Sendable {
    private let sink: Sink
    private let showsNotices: Bool
    private let now: @Sendable () -> Date
    /// When the phases that run have begun.
    private let begun = Mutex<[Phase: Date]>([:])
    /// What is over sooner is not worth a guess.
    private static let shortest = 3.0

    /// A view that writes to a place.
    ///
    /// - Parameters:
    ///   - sink: Where lines go.
    ///   - showsNotices: Whether gateway events are told here; otherwise somebody else tells them.
    ///   - now: The time of day.
    init(sink: Sink, showsNotices: Bool, now: @escaping @Sendable () -> Date) {
        self.sink = sink
        self.showsNotices = showsNotices
        self.now = now
    }

    func show(_ event: SessionEvent) {
        // Talk that nobody reads must not stop the work.
        if let text = text(of: event, sink.style) { try? sink.print(text) }
    }

    private func text(of event: SessionEvent, _ style: TextStyle) -> String? {
        switch event {
        case .phaseStarted(let phase, let episode, let estimate):
            begun.withLock { $0[phase] = now() }
            let most = estimate.map { " (at most \(Figures.money($0)))" } ?? ""
            return "\(style.bold(phase.rawValue))  \(episode.printable)\(style.dim(most))"
        case .unitStarted, .callSettled: return nil
        case .unitFinished(let phase, let unit, let done, let total, let spent):
            let left = secondsLeft(of: phase, done: done, total: total).map { " · about \(Figures.seconds($0)) left" }
            let part = "\(phase.rawValue) \(done)/\(total)  \(unit.printable) · \(Figures.money(spent))"
            return style.dim("  \(part)\(left ?? "")")
        case .delta(let unit, let text):
            guard style.isTerminal else { return nil }
            let lines = text.printable.split(separator: "\n").flatMap {
                DisplayWidth.wrapped(String($0), to: max(20, (style.width ?? 80) - 4))
            }
            return ([style.cyan("  \(unit.printable)")] + lines.map { "    \($0)" }).joined(separator: "\n")
        case .phaseFinished(let report):
            let files = report.files.joined(separator: ", ")
            let line =
                "  \(report.phase.rawValue) done: \(Figures.count(report.calls, "call")), \(Figures.money(report.cost)), "
                + "\(Figures.seconds(report.seconds)) → \(files)"
            return style.dim(style.width.map { DisplayWidth.truncated(line, to: $0) } ?? line)
        case .gateway, .notice: return showsNotices ? NoticeText.of(event).map { NoticeText.of($0, style) } : nil
        }
    }
}

extension ProgressView {
    /// How long a phase goes on if each part takes as long as those before it did.
    ///
    /// - Returns: `nil` for what has only begun, is nearly over, or takes no time worth telling.
    private func secondsLeft(of phase: Phase, done: Int, total: Int) -> Double? {
        guard done > 0, done < total, let start = begun.withLock({ $0[phase] }) else { return nil }
        let taken = now().timeIntervalSince(start)
        let left = taken / Double(done) * Double(total - done)
        return taken >= Self.shortest && left >= 1 ? left : nil
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
        case .keyRotation(let standing): return "rotation \(standing.explanation)"
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
