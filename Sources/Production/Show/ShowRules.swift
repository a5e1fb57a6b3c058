import Foundation

/// What a show must hold so that its episodes can be made and its feed is accepted.
enum ShowRules {
    /// The show with blanks put right, or an error that names member, value and limit.
    static func checked(_ show: Show) throws -> Show {
        var show = show
        show.title = Prompt.oneLine(show.title)
        show.author = Prompt.oneLine(show.author)
        show.style = Prompt.oneLine(show.style)
        show.topics = show.topics.map(Prompt.oneLine).filter { !$0.isEmpty }
        try require(1...255 ~= show.title.count, "a title has 1 to 255 characters (is \(show.title.count))")
        try require(1...255 ~= show.author.count, "an author has 1 to 255 characters (is \(show.author.count))")
        try require(1...1_000 ~= show.description.count, "a description has 1 to 1000 characters")
        try require(show.style.count <= 500, "a style has at most 500 characters (is \(show.style.count))")
        try require(show.topics.count <= 20, "a show has at most 20 topics (is \(show.topics.count))")
        try require(show.topics.allSatisfy { $0.count <= 120 }, "a topic has at most 120 characters")
        try require(show.hosts.count <= 6, "a show has at most 6 hosts (is \(show.hosts.count))")
        try require(1...80 ~= show.category.count, "a category has 1 to 80 characters")
        try require(show.lexicon.count <= 500, "a lexicon has at most 500 words (is \(show.lexicon.count))")
        for (word, said) in show.lexicon {
            try require(1...80 ~= word.count && 1...200 ~= said.count, "\(word.prefix(40)) is no word of a lexicon")
        }
        for host in show.hosts {
            try require(host.persona.count <= 500, "the persona of \(host.name.prefix(40)) has at most 500 characters")
            if let voice = host.voice {
                try require(
                    voice.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,63}/) != nil,
                    "\(voice.prefix(40)) is no name of a voice"
                )
            }
        }
        for (what, address) in [("address", show.address), ("image", show.image)] {
            guard let address else { continue }
            try require(
                Markup.isAddress(address) && address.count <= 500,
                "the \(what) \(address.prefix(80)) is no address of the web"
            )
        }
        if let address = show.address, !address.hasSuffix("/") { show.address = "\(address)/" }
        if let email = show.email {
            try require(
                email.wholeMatch(of: /[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>"]+/) != nil,
                "\(email.prefix(80)) is no e-mail address"
            )
        }
        // Names, language and minutes are what a brief of the show must bear.
        _ = try BriefRules.checked(brief(topic: show.title, show, context: nil))
        return show
    }

    /// The brief of an episode of a show, where nothing else is asked for.
    static func brief(topic: String, _ show: Show, context: ShowContext?) -> Brief {
        let format = show.format ?? (show.hosts.count == 1 ? .solo : .deepDive)
        let brief = Brief(
            topic: topic,
            format: format,
            cast: show.hosts.isEmpty ? nil : show.cast(for: format),
            language: show.language,
            minutes: show.minutes,
            show: context
        )
        var whole = brief
        if let audience = show.audience?.trimmedOrNil { whole.audience = audience }
        whole.explicit = show.explicit ? true : nil
        return whole
    }

    private static func require(_ holds: Bool, _ message: String) throws {
        guard holds else {
            throw ProductionError(
                .showInvalid,
                message,
                kept: "the show is unchanged",
                next: "change it with: show edit"
            )
        }
    }
}
