import Foundation
import OpenRouter
import Production

/// An episode as `--json` gives it.
struct EpisodeView: Encodable, Sendable {
    struct File: Encodable, Sendable {
        var name: String
        var sizeBytes: Int
        var sha256: String
        var isEdited: Bool
    }

    var slug: String
    var title: String
    var folder: String
    var brief: Brief
    var phases: [String: String]
    var spent: USD
    var verdict: String?
    var files: [File]
    var degradations: [String]

    init(_ status: EpisodeStatus) {
        slug = status.slug
        title = status.title
        folder = status.folder.path(percentEncoded: false)
        brief = status.brief
        phases = Dictionary(uniqueKeysWithValues: Phase.allCases.map { ($0.rawValue, status.state(of: $0).rawValue) })
        spent = status.spent
        verdict = status.verdict?.rawValue
        files = status.files.map {
            File(name: $0.name, sizeBytes: $0.sizeBytes, sha256: $0.sha256, isEdited: $0.isEdited)
        }
        degradations = status.degradations
    }
}

/// An episode as people read it.
enum EpisodeText {
    static func of(_ status: EpisodeStatus, _ style: TextStyle) -> String {
        let brief = status.brief
        let cast = brief.cast.map { "\($0.name) (\($0.role))" }.joined(separator: ", ")
        let phases = Phase.allCases.map { phase in
            let state = status.state(of: phase)
            let mark =
                switch state {
                case .done: style.green("done")
                case .stale: style.yellow("stale")
                case .missing: style.dim("missing")
                }
            return "\(phase.rawValue) \(mark)"
        }
        var lines = [
            "\(style.bold(status.slug.printable))  \(status.title.printable)",
            "  \(brief.format.rawValue), \(brief.minutes) min, \(brief.language); \(cast.printable)",
            "  \(phases.joined(separator: " → "))",
            "  spent \(Figures.money(status.spent))" + (status.verdict.map { ", \($0.rawValue)" } ?? ""),
        ]
        lines += status.degradations.map { "  \(style.yellow("degraded:")) \($0.printable)" }
        if !status.files.isEmpty {
            let table = Table(
                columns: [
                    .init(title: "  file", isElastic: true), .init(title: "size", alignment: .right),
                    .init(title: "sha-256"), .init(title: ""),
                ],
                rows: status.files.map {
                    [
                        "  \($0.name)", Figures.bytes($0.sizeBytes), "\($0.sha256.prefix(12))",
                        $0.isEdited ? "edited" : "",
                    ]
                }
            )
            lines.append(table.text(style))
        }
        lines.append(style.dim("  in \(Figures.place(status.folder.path(percentEncoded: false)))"))
        return lines.joined(separator: "\n")
    }
}
