import Gateway
import OpenRouter

/// A conversation under construction: rules first, then sections, the stable ones before those that change.
///
/// A section stands between tags on lines of their own. What a person or a model wrote cannot open or close one: its
/// angle brackets become `‹` and `›`. Source text is kept as it is, so that quotes match; it stands in a fence instead.
struct Prompt {
    /// Role and rules, in plain words.
    var system: String
    private(set) var sections: [String] = []
    /// Language and cast, as far as the sections name them.
    private(set) var setting = CompletionRequest.Setting()

    init(system: String) { self.system = system }

    /// Adds a section; an empty one is left out.
    mutating func add(_ tag: String, _ text: String) {
        guard let text = text.trimmedOrNil else { return }
        sections.append("<\(tag)>\n\(Self.escaped(text))\n</\(tag)>")
        if tag == "language" { setting.language = text }
        if tag == "cast" { setting.cast = text.split(separator: "\n").map(String.init) }
    }

    /// Adds a section of lines `- …`.
    mutating func add(_ tag: String, items: [String]) {
        add(tag, items.map { "- \(Self.oneLine($0))" }.joined(separator: "\n"))
    }

    /// Adds a value as JSON on one line.
    mutating func add(_ tag: String, value: some Encodable) {
        add(tag, JSONValue.compactText(of: value))
    }

    /// Adds source texts, each within a fence that none of them can close, suspicious lines marked.
    mutating func add(sources: [Passage]) {
        // Marks hold no hexadecimal digits, so what is in none of the texts is in none of them marked.
        let nonce = Fence.nonce(for: sources.map(\.text))
        for source in sources {
            let text = SuspiciousLines.marked(source.text)
            let title = Self.escaped(Self.oneLine(source.title)).replacingScalars("\"", with: "'")
            sections.append(
                "<source id=\"\(source.id)\" title=\"\(title)\" fence=\"\(nonce)\">\n\(text)\n</source \(nonce)>"
            )
        }
    }

    /// Adds the sections of another prompt but one, so that what is stable stays first.
    mutating func addSections(of other: Prompt, without tag: String) {
        sections += other.sections.filter { !$0.hasPrefix("<\(tag)>") }
        setting = other.setting
    }

    /// The facts of a brief that every phase works from.
    mutating func add(brief: Brief) {
        add("topic", brief.topic)
        add("audience", brief.audience)
        add("language", "\(LanguageName.english(brief.language)) (\(brief.language))")
        add("format", brief.format.rawValue)
        add(
            "cast",
            items: brief.cast.map { "\($0.name): \($0.role)\($0.persona.map { ", \($0)" } ?? "")" }
        )
        add(wishesOf: brief)
        guard let show = brief.show else { return }
        add("show", show.title)
        add("style", show.style)
        add("running-topics", items: show.topics)
        guard !show.memory.isEmpty else { return }
        add(
            "earlier-episodes",
            "Listeners have heard these. Refer back to one where it helps, in a sentence; repeat none of it; it proves "
                + "nothing.\n"
                + show.memory.map {
                    "- \(Self.oneLine($0.title)): \($0.topics.map(Self.oneLine).joined(separator: "; "))"
                }
                .joined(separator: "\n")
        )
    }

    /// What a brief asks for beyond topic and form; each says itself what follows from it, and none that is not asked for
    /// is spoken of.
    mutating func add(wishesOf brief: Brief) {
        func list(_ rule: String, _ points: [String]?) -> String {
            guard let points, !points.isEmpty else { return "" }
            return ([rule] + points.map { "- \(Self.oneLine($0))" }).joined(separator: "\n")
        }
        add("must-cover", list("The episode tells each of these, in one segment or another:", brief.must))
        add("avoid", list("Nothing is asked, noted or said on these:", brief.avoid))
        add("tone", brief.tone ?? "")
        if let call = brief.callToAction {
            add(
                "call-to-action",
                "At the end of the last segment, before the goodbye, listeners are asked to do this:\n- \(call)"
            )
        }
        if let days = brief.maxSourceAgeDays {
            add("source-age", "Only what was published within the last \(days) \(days == 1 ? "day" : "days") counts.")
        }
    }

    /// The rules, which end with a ``Canary``, and the sections as two messages.
    var messages: [ChatMessage] {
        let rules = "\(system)\n\(Canary.sentence(for: [system] + sections))"
        return [ChatMessage(.system, rules), ChatMessage(.user, sections.joined(separator: "\n\n"))]
    }

    static func oneLine(_ text: String) -> String { text.words.joined(separator: " ") }

    static func escaped(_ text: String) -> String {
        text.replacingScalars("<", with: "‹").replacingScalars(">", with: "›")
    }
}

/// A stretch of a source as a prompt shows it.
struct Passage: Hashable, Sendable {
    /// The source's id.
    var id: String
    var title: String
    var text: String
}
