@testable import Gateway

/// A text for the screen, with the channel that it comes in by.
struct ScreeningText {
    var channel: ScreeningReport.Channel
    var language: String
    var text: String

    var isSuspicious: Bool { PromptScreen.standard.screen(text, channel: channel).verdict == .suspicious }

    /// Reads lines of `channel|language|text`.
    static func list(_ lines: String) -> [ScreeningText] {
        lines.split(separator: "\n").map { line in
            let parts = line.split(separator: "|", maxSplits: 2).map(String.init)
            guard parts.count == 3, let channel = ScreeningReport.Channel(rawValue: parts[0]) else {
                preconditionFailure("not a text for the screen: \(line)")
            }
            return ScreeningText(channel: channel, language: parts[1], text: parts[2])
        }
    }
}
