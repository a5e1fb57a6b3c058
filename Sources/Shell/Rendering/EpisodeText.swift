import Foundation
import OpenRouter
import Production

/// An episode as `--json` gives it.
struct EpisodeView: Encodable, Sendable {
    struct File: Encodable, Sendable {
        var name: String
        var sizeBytes: Int
        /// `sha256-…`, as in Subresource Integrity: 64 hexadecimal digits may be those of a key, and are not printed.
        var integrity: String
        var isEdited: Bool
        /// Whether it belongs on the server that a feed leads to.
        var isPublic: Bool

        init(_ file: EpisodeStatus.File) {
            (name, sizeBytes, isEdited, isPublic) = (file.name, file.sizeBytes, file.isEdited, file.isPublic)
            let digits = Array(file.sha256)
            let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
                UInt8(String(digits[$0...($0 + 1)]), radix: 16)
            }
            integrity = "sha256-\(Data(bytes).base64EncodedString())"
        }
    }

    struct Approval: Encodable, Sendable {
        var author: String
        var at: Date
    }

    var slug: String
    var title: String
    var folder: String
    var brief: Brief
    var state: String
    var phases: [String: String]
    var stale: [EpisodeStatus.Stale]
    var approvals: [String: Approval]
    var waitsFor: String?
    var next: String?
    var isPublished: Bool
    var revision: Int?
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
        state = status.state.rawValue
        stale = status.stale
        approvals = Dictionary(
            uniqueKeysWithValues: status.approvals.map {
                ($0.key.rawValue, Approval(author: $0.value.author.rawValue, at: $0.value.at))
            }
        )
        waitsFor = status.waitsFor?.rawValue
        next = status.next
        isPublished = status.isReleased
        revision = status.revision
        spent = status.spent
        verdict = status.verdict?.rawValue
        files = status.files.map(File.init)
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
        ]
        lines += wishes(of: brief).map { "  \($0.printable)" }
        lines += ["  \(phases.joined(separator: " → "))", "  \(style.bold(status.state.rawValue))" + facts(of: status)]
        lines += status.stale.map { "  \(style.yellow("stale:")) \($0.phase.rawValue), \($0.reason.printable)" }
        if status.approvals[.outline]?.author == .order {
            lines.append(style.dim("  nobody has approved the outline: the whole was ordered at once"))
        }
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
                        [$0.isPublic ? "public" : nil, $0.isEdited ? "edited" : nil].compactMap(\.self)
                            .joined(separator: ", "),
                    ]
                }
            )
            lines.append(table.text(style))
        }
        lines.append(style.dim("  in \(Figures.place(status.folder.path(percentEncoded: false)))"))
        if let next = status.next { lines.append(style.dim("  next: \(next)")) }
        return lines.joined(separator: "\n")
    }

    /// What a brief asks for beyond its form, a line each.
    private static func wishes(of brief: Brief) -> [String] {
        var lines: [String] = []
        if let must = brief.must { lines.append("must cover: \(must.joined(separator: "; "))") }
        if let avoid = brief.avoid { lines.append("avoids: \(avoid.joined(separator: "; "))") }
        if let tone = brief.tone { lines.append("tone: \(tone)") }
        if let call = brief.callToAction { lines.append("call to action: \(call)") }
        if let days = brief.maxSourceAgeDays { lines.append("sources: at most \(days) days old") }
        return lines
    }

    private static func facts(of status: EpisodeStatus) -> String {
        var facts = ["spent \(Figures.money(status.spent))"]
        if let verdict = status.verdict { facts.append(verdict.rawValue) }
        if let revision = status.revision { facts.append("revision \(revision)") }
        if let release = status.release {
            let day = release.at.formatted(.iso8601.year().month().day())
            facts.append(status.isReleased ? "published \(day)" : "changed since it was published \(day)")
        }
        return ", " + facts.joined(separator: ", ")
    }
}
