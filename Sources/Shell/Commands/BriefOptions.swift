import Production

/// The options that say what an episode shall be, and the brief they make.
enum BriefOptions {
    static let all: [Command.Option] = [
        .init(name: "minutes", kind: .integer(1...120), summary: "length of the episode, 1 to 120"),
        .init(
            name: "format",
            kind: .choice(Format.allCases.map(\.rawValue)),
            summary: "deep-dive if not given; Tab lists them"
        ),
        .init(name: "language", kind: .text(2...40), summary: "language tag such as en or pt-BR"),
        .init(name: "cast", kind: .cast, summary: "speakers, such as \"Nora:host,Felix:expert\""),
        .init(name: "audience", kind: .text(1...500), summary: "who listens and what they know"),
    ]

    /// Whether any of the options was given.
    static func areGiven(in invocation: Invocation) -> Bool {
        all.contains { invocation.text($0.name) != nil }
    }

    /// The show of a new episode; whether it is new decides who takes this option.
    static let show = Command.Option(
        name: "show",
        kind: .show,
        summary: "the show it belongs to, instead of the one in use"
    )

    /// The brief of a new episode: what its show says, and what the options change.
    static func brief(topic: String, _ invocation: Invocation, _ session: Session) async throws -> Brief {
        applied(
            invocation,
            to: try await session.brief(topic: topic, show: invocation.text(show.name)),
            in: session
        )
    }

    /// A brief with what the options change; another format brings its own cast and length, where none is given.
    static func applied(_ invocation: Invocation, to brief: Brief, in session: Session) -> Brief {
        var brief = brief
        if let format = format(invocation), format != brief.format {
            brief.format = format
            brief.cast = session.cast(for: format, of: brief) ?? format.defaultCast
            brief.minutes = format.defaultMinutes
        }
        if let minutes = invocation.integer("minutes") { brief.minutes = minutes }
        if let language = invocation.text("language") { brief.language = language }
        if let audience = invocation.text("audience") { brief.audience = audience }
        if let cast = invocation.text("cast").flatMap(ValueKind.speakers) {
            brief.cast = cast.map { Speaker(name: $0.name, role: $0.role) }
        }
        return brief
    }

    private static func format(_ invocation: Invocation) -> Format? { invocation.text("format").flatMap(Format.init) }
}
