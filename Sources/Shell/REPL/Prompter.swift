import Gateway
import OpenRouter
import Production

/// Makes the prompt: which episode is open, which phase is next, how much money is left.
struct Prompter: Sendable {
    /// What the money was when it was last looked at.
    struct Money: Sendable {
        /// The least that is free under any cap; `nil` without caps.
        var free: USD?
        var spentToday: USD
    }

    /// Reads the money; `nil` while there is no session or its store cannot be read.
    func money(of session: Session?) async -> Money? {
        guard let session, let report = try? await session.gateway.balance(episode: session.openEpisode?.slug) else {
            return nil
        }
        let today = report.balances.first { balance in
            if case .day = balance.scope { true } else { false }
        }
        return Money(free: report.balances.compactMap(\.free).min(), spentToday: today?.spent ?? .zero)
    }

    /// The prompt of one row; it says as well whether lines stay off the disk, and how the last one ended.
    func prompt(
        _ episode: EpisodeStatus?,
        _ money: Money?,
        isPrivate: Bool = false,
        last status: ExitStatus,
        _ style: TextStyle
    ) -> Prompt {
        var parts: [String] = []
        if let episode {
            let next = Phase.allCases.first { episode.state(of: $0) != .done }
            let most = max(12, (style.width ?? 80) / 3)
            parts.append(style.cyan(DisplayWidth.truncated(episode.slug.printable, to: most)))
            parts.append(episode.waitsFor.map { "approve \($0.rawValue)" } ?? next?.rawValue ?? "done")
            if episode.isDegraded { parts.append(style.yellow("degraded")) }
        } else {
            parts.append(style.cyan("castline"))
        }
        if let free = money?.free { parts.append("\(Figures.money(free)) left") }
        if isPrivate { parts.append("private") }
        if status != .success { parts.append(style.red("[\(status.rawValue)]")) }
        return Prompt("\(parts.joined(separator: " "))> ")
    }
}
