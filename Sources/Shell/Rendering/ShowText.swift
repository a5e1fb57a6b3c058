import Production

/// Shows as people read them.
enum ShowText {
    static func list(_ shows: [ShowStatus], _ style: TextStyle) -> String {
        guard !shows.isEmpty else { return "no shows yet; `show new TITLE` makes one" }
        return Table(
            columns: [
                .init(title: ""), .init(title: "show", isElastic: true), .init(title: "title", isElastic: true),
                .init(title: "hosts", isElastic: true), .init(title: "episodes", alignment: .right),
            ],
            rows: shows.map { status in
                [
                    status.isInUse ? "*" : "", status.slug, status.show.title,
                    status.show.hosts.map(\.name).joined(separator: ", "), String(status.episodes.count),
                ]
            }
        ).text(style)
    }

    static func of(_ status: ShowStatus, _ style: TextStyle) -> String {
        let show = status.show
        var lines = ["\(style.bold(show.title.printable)) (\(status.slug))\(status.isInUse ? ", in use" : "")"]
        func add(_ label: String, _ text: String?) {
            if let text, !text.isEmpty { lines.append("  \(style.dim(label)) \(text.printable)") }
        }
        add("description", show.description == show.title ? nil : show.description)
        for host in show.hosts {
            let voice = host.voice.map { " [\($0)]" } ?? ""
            add("host", "\(host.name)\(voice)\(host.persona.isEmpty ? "" : ": \(host.persona)")")
        }
        add("style", show.style)
        add("topics", show.topics.joined(separator: ", "))
        add("said", show.lexicon.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", "))
        let usual = [show.format?.rawValue, show.minutes.map { "\($0) minutes" }, show.language, show.audience]
        add("usual", usual.compactMap(\.self).joined(separator: ", "))
        let facts = [show.author, show.email, show.category, show.explicit ? "explicit" : nil]
        add("feed by", facts.compactMap(\.self).joined(separator: ", "))
        add("address", show.address ?? "none yet: the feed's links lead nowhere until `show edit --feed address=URL`")
        add("artwork", show.image)
        for episode in status.episodes {
            add(episode.number.map { "#\($0)" } ?? "-", "\(episode.text.title) (\(episode.slug))")
        }
        add("feed", status.feed)
        return lines.joined(separator: "\n")
    }
}
