import Foundation
import Gateway
import Production

/// The command about shows: what the episodes of one podcast have in common.
enum ShowCommands {
    static let all: [Command] = [show]

    private static let show = Command(
        name: "show",
        group: .produce,
        summary: "make, change, use and view shows: hosts, style, feed",
        details: """
            Episodes made while a show is in use belong to it, until the shell ends; `show use` alone leaves it, and \
            --show of `produce` names one for an episode.
            """,
        arguments: [
            .init(
                name: "action",
                kind: .verb([
                    .init(name: "list", summary: "list the shows"), .init(name: "view", summary: "show all of one"),
                    .init(name: "new", summary: "make one and use it"), .init(name: "edit", summary: "change one"),
                    .init(name: "use", summary: "make new episodes under one"),
                ]),
                summary: "list, view, new, edit or use; list if not given",
                isOptional: true
            ),
            .init(name: "name", kind: .show, summary: "the name of its folder; for new its title", isOptional: true),
        ],
        options: [
            .init(
                name: "feed",
                kind: .text(3...1_100),
                summary: "a fact of the feed: title, author, email, address …",
                isRepeating: true
            ),
            .init(
                name: "host",
                kind: .text(1...560),
                summary: "\"Nora: asks short questions\"; replaces all hosts",
                isRepeating: true
            ),
            .init(
                name: "voice",
                kind: .text(3...110),
                summary: "a host's voice, such as Nora:slt",
                isRepeating: true
            ),
            .init(name: "say", kind: .text(3...300), summary: "how a word is said, SQL=sequel", isRepeating: true),
            .init(name: "style", kind: .text(0...500), summary: "how episodes sound"),
            .init(name: "topic", kind: .text(1...120), summary: "a running topic; replaces all", isRepeating: true),
            .init(name: "format", kind: .choice(Format.allCases.map(\.rawValue)), summary: "the usual format"),
            .init(name: "minutes", kind: .integer(1...120), summary: "the usual length"),
            .init(name: "language", kind: .text(2...40), summary: "language tag such as en or pt-BR"),
            .init(name: "audience", kind: .text(1...500), summary: "who listens and what they know"),
        ],
        examples: [
            .init("show new 'Deep Water' --host 'Nora: asks short questions' --host Felix", "makes a show and uses it"),
            .init("show use deep-water && produce 'Coral reefs'", "makes an episode of it"),
        ],
        statuses: [.failure],
        output: .either([.show, .object(["shows": .list(.show)])])
    ) { invocation, context in
        let session = try await context.session()
        let name = invocation.text("name")
        let action = invocation.text("action") ?? "list"
        let changes = invocation.command.options.map(\.name).filter { !invocation.texts($0).isEmpty }
        if action != "new", action != "edit", let option = changes.first {
            throw Failure(
                code: "unexpectedOption",
                "`show \(action)` takes no --\(option).",
                next: "`show edit` changes a show.",
                status: .usage
            )
        }
        let status: ShowStatus
        switch action {
        case "new":
            guard let name else {
                throw Failure(
                    code: "missingArgument",
                    "`show new` needs a title.",
                    next: "For example: show new 'Deep Water'",
                    status: .usage
                )
            }
            let edit = try Edit(invocation)
            status = try await session.createShow(name) { edit.apply(to: &$0) }
        case "edit":
            let edit = try Edit(invocation)
            status = try await known(name, session) { try await session.reviseShow(name) { edit.apply(to: &$0) } }
        case "use":
            try await known(name, session) { try await session.useShow(name) }
            guard name != nil else {
                return CommandReport(ShowList(shows: [])) { _ in "new episodes belong to no show" }
            }
            status = try await session.show(name)
        case "view": status = try await known(name, session) { try await session.show(name) }
        default:
            let shows = try await session.shows()
            context.names.replaceShows(shows.map { ($0.slug, $0.show.title) })
            return CommandReport(ShowList(shows: shows)) { ShowText.list(shows, $0) }
        }
        context.names.addShow(status.slug, title: status.show.title)
        return CommandReport(status, last: status.slug) { ShowText.of(status, $0) }
    }

    private struct ShowList: Encodable, Sendable { var shows: [ShowStatus] }

    /// Names the nearest show where there is none of that name.
    private static func known<Value>(
        _ name: String?,
        _ session: Session,
        _ work: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await work()
        } catch let error as ProductionError where error.code == .unknownShow {
            var failure = Failure(error)
            let nearest = Spelling.nearest(to: name ?? "", among: try await session.shows().map(\.slug), limit: 1)
            if let nearest = nearest.first { failure.next = "Did you mean `\(nearest)`?" }
            throw failure
        }
    }

    /// What the options change.
    private struct Edit: Sendable {
        private let texts: [String: [String]]
        private let hosts: [Show.Host]
        private let voices: [(name: String, voice: String)]
        private let lexicon: [(word: String, said: String)]
        private let feed: [(name: String, value: String)]
        private static let feedNames = [
            "title", "description", "author", "email", "category", "explicit", "address", "image",
        ]

        init(_ invocation: Invocation) throws {
            texts = Dictionary(
                uniqueKeysWithValues: invocation.command.options.map { ($0.name, invocation.texts($0.name)) }
            )
            hosts = invocation.texts("host").map { text in
                let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                return Show.Host(name: parts.first ?? text, persona: parts.count > 1 ? parts[1] : "")
            }
            voices = try invocation.texts("voice").map { text in
                let parts = text.split(separator: ":").map { $0.trimmingCharacters(in: .whitespaces) }
                guard parts.count == 2 else { throw Self.malformed("voice", text, "Nora:slt") }
                return (parts[0], parts[1])
            }
            lexicon = try invocation.texts("say").map { try Self.pair("say", $0, "SQL=sequel") }
            feed = try invocation.texts("feed").map { text in
                let (name, value) = try Self.pair("feed", text, "author='Ann Smith'")
                guard Self.feedNames.contains(name), name != "explicit" || ["yes", "no"].contains(value) else {
                    throw Self.malformed("feed", text, "one of \(Self.feedNames.joined(separator: ", ")); explicit=yes")
                }
                return (name, value)
            }
        }

        private static func pair(_ option: String, _ text: String, _ example: String) throws -> (String, String) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, !parts[0].isEmpty else { throw malformed(option, text, example) }
            return (parts[0], parts[1])
        }

        private static func malformed(_ option: String, _ text: String, _ example: String) -> Failure {
            Failure(
                code: "invalidValue",
                "--\(option) \(text.printable.debugDescription) cannot be read.",
                next: "Write it like \(example).",
                status: .usage
            )
        }

        func apply(to show: inout Show) {
            func text(_ name: String) -> String? { texts[name]?.last }
            for (name, value) in feed {
                switch name {
                case "title": show.title = value
                case "description": show.description = value
                case "author": show.author = value
                case "category": show.category = value
                case "explicit": show.explicit = value == "yes"
                // Nothing takes out what need not be there.
                case "email": show.email = value.isEmpty ? nil : value
                case "address": show.address = value.isEmpty ? nil : value
                default: show.image = value.isEmpty ? nil : value
                }
            }
            if let language = text("language") { show.language = language }
            if let style = text("style") { show.style = style }
            show.audience = text("audience") ?? show.audience
            show.format = text("format").flatMap(Format.init) ?? show.format
            show.minutes = text("minutes").flatMap { Int($0) } ?? show.minutes
            if let topics = texts["topic"], !topics.isEmpty { show.topics = topics }
            if !hosts.isEmpty {
                let before = show.hosts
                show.hosts = hosts.map { host in
                    var host = host
                    host.voice = before.first { $0.name == host.name }?.voice
                    return host
                }
            }
            for (name, voice) in voices {
                for index in show.hosts.indices where show.hosts[index].name.lowercased() == name.lowercased() {
                    show.hosts[index].voice = voice
                }
            }
            // An empty pronunciation takes a word out again.
            for (word, said) in lexicon { show.lexicon[word] = said.isEmpty ? nil : said }
        }
    }
}
