import Production

/// The options that say what an episode shall be, and the brief they make.
enum BriefOptions {
    static let all: [Command.Option] =
        [
            .init(name: "minutes", kind: .integer(1...120), summary: "length of the episode, 1 to 120"),
            .init(
                name: "format",
                kind: .choice(Format.allCases.map(\.rawValue)),
                summary: "deep-dive if not given; Tab lists them"
            ),
            .init(name: "language", kind: .text(2...40), summary: "language tag such as en or pt-BR"),
            .init(name: "cast", kind: .cast, summary: "speakers, such as \"Nora:host,Felix:expert\""),
        ] + wishes

    /// What it may be asked for beyond its form.
    private static let wishes: [Command.Option] = [
        .init(name: "audience", kind: .text(1...500), summary: "who listens and what they know", topic: .brief),
        .init(
            name: "must",
            kind: .text(1...200),
            summary: "a point to cover; may be repeated",
            isRepeating: true,
            topic: .brief
        ),
        .init(
            name: "avoid",
            kind: .text(1...200),
            summary: "a point to leave out; may be repeated",
            isRepeating: true,
            topic: .brief
        ),
        .init(
            name: "tone",
            kind: .text(1...200),
            summary: "how it sounds, such as \"warm and curious\"",
            topic: .brief
        ),
        .init(
            name: "call-to-action",
            kind: .text(1...200),
            summary: "what listeners are asked to do at the end",
            topic: .brief
        ),
        .init(
            name: "max-source-age",
            kind: .integer(1...36_500),
            summary: "days; what was published before is left out",
            topic: .brief
        ),
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
        if !invocation.texts("must").isEmpty { brief.must = invocation.texts("must") }
        if !invocation.texts("avoid").isEmpty { brief.avoid = invocation.texts("avoid") }
        if let tone = invocation.text("tone") { brief.tone = tone }
        if let call = invocation.text("call-to-action") { brief.callToAction = call }
        if let days = invocation.integer("max-source-age") { brief.maxSourceAgeDays = days }
        if let cast = invocation.text("cast").flatMap(ValueKind.speakers) {
            brief.cast = cast.map { Speaker(name: $0.name, role: $0.role) }
        }
        return brief
    }

    private static func format(_ invocation: Invocation) -> Format? { invocation.text("format").flatMap(Format.init) }
}
