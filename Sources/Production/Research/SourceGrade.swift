import Foundation

extension Source {
    /// How near a source is to what it tells of.
    public enum Grade: String, Hashable, Sendable, Codable, CaseIterable {
        /// Whoever did, measured, decided or said it tells it: a paper, a patent, a law, a record, an interview.
        case primary
        /// Somebody reports it.
        case secondary
        /// Somebody says what they think of it, and nobody has looked it over.
        case opinion
    }
}

/// Grades sources by what can be seen of them: where they stand, and how they speak.
///
/// A rule and no model, so that a source cannot talk its way to a better grade. What nothing tells is secondary.
enum SourceGrade {
    static func of(title: String, location: String, text: String) -> Source.Grade {
        let head = text.prefix(2_000).lowercased()
        let first = head.split(whereSeparator: \.isNewline).first.map { $0.trimming { "# *_".contains($0) } } ?? ""
        let titles = [title.lowercased(), String(first)]
        if let url = URL(string: location), let host = url.host()?.lowercased() {
            if let grade = grade(host: host, path: url.path().lowercased()) { return grade }
        }
        func isCalled(_ names: [String]) -> Bool { titles.contains { title in names.contains { title.hasPrefix($0) } } }
        if isCalled(opinionTitles) || opinions.contains(where: head.contains) || speaksOfItself(text) {
            return .opinion
        }
        return isCalled(recordTitles) || records.contains(where: head.contains) ? .primary : .secondary
    }

    /// The grade that an address alone gives; `nil` where it tells nothing.
    private static func grade(host: String, path: String) -> Source.Grade? {
        func isBelow(_ domains: [String]) -> Bool { domains.contains { host == $0 || host.hasSuffix(".\($0)") } }
        let labels = host.split(separator: ".")
        if isBelow(platforms) || labels.contains("blog") || labels.contains("forum") { return .opinion }
        let folders = path.split(separator: "/")
        if folders.contains(where: { personal.contains(String($0)) }) { return .opinion }
        // `nasa.gov`, `ons.gov.uk`, `army.mil`; universities publish what they found.
        let ends = labels.suffix(2)
        if ends.contains(where: { ["gov", "mil", "int"].contains($0) }) || isBelow(registers) { return .primary }
        return nil
    }

    private static let platforms = [
        "medium.com", "substack.com", "blogspot.com", "wordpress.com", "tumblr.com", "reddit.com", "quora.com", "x.com",
        "twitter.com", "facebook.com", "instagram.com", "tiktok.com", "youtube.com", "linkedin.com", "bsky.app",
        "news.ycombinator.com", "stackexchange.com", "stackoverflow.com", "livejournal.com", "weebly.com",
    ]

    private static let personal: Set<String> = [
        "opinion", "opinions", "editorial", "editorials", "comment", "commentisfree", "blog", "blogs", "forum", "op-ed",
        "column", "columns", "kommentar", "meinung", "opinión", "tribune",
    ]

    private static let registers = [
        "doi.org", "arxiv.org", "biorxiv.org", "medrxiv.org", "pubmed.ncbi.nlm.nih.gov", "patents.google.com",
        "rfc-editor.org", "ietf.org", "w3.org", "iso.org", "nobelprize.org", "europa.eu", "un.org", "oecd.org",
        "worldbank.org", "archive.org", "zenodo.org", "plos.org", "gesetze-im-internet.de", "legifrance.gouv.fr",
    ]

    /// How opinions are called.
    private static let opinionTitles = [
        "opinion:", "opinion |", "opinion –", "editorial:", "op-ed", "letter to the editor", "comment:", "kommentar:",
        "meinung:", "opinión:", "tribune:", "column:",
    ]

    /// What opinions say of themselves.
    private static let opinions = [
        "in my opinion", "in my view", "meiner meinung nach", "à mon avis", "en mi opinión",
    ]

    /// How records are called.
    private static let recordTitles = [
        "transcript of", "transcript:", "interview with", "oral history", "minutes of", "press release",
        "pressemitteilung", "communiqué de presse", "for immediate release", "patent specification", "working paper",
        "united states patent", "an act to",
    ]

    /// What papers and laws have at their beginning.
    private static let records = [
        "\nabstract\n", "abstract:", "doi:", "doi.org/10.", "united states patent", "for immediate release",
        "be it enacted", "arxiv:",
    ]

    /// Whether one word in forty is the writer, who tells what they think; in English alone.
    private static func speaksOfItself(_ text: String) -> Bool {
        let words = text.prefix(20_000).split { !$0.isLetter && $0 != "'" }
        let own = words.count { ["I", "I'm", "I've", "I'd", "my", "My"].contains(String($0)) }
        return words.count >= 100 && own * 40 > words.count
    }
}
