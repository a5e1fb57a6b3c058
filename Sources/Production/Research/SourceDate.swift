import Foundation

/// The day on which a source says it was published.
///
/// Looked for in the meta elements, the linked data and the first `time` element of a page; then in the first lines of the text,
/// as `date: 2024-05-12` or `Published: May 12, 2024`; then in the path of its address, as `/2024/05/12/`. When a file was last
/// written says nothing of its text. Days before the year 1000 or after the day on which it was read are none.
struct SourceDate {
    /// The day it was read.
    let today: Date

    /// - Parameters:
    ///   - page: The page's HTML; `nil` for what is none.
    ///   - text: The text.
    ///   - location: Its address or path.
    /// - Returns: The day at 00:00 UTC; `nil` where nothing tells it.
    func day(page: String?, text: String, location: String) -> Date? {
        page.flatMap(ofPage) ?? ofText(text) ?? ofAddress(location)
    }

    // MARK: Where it stands

    private static let names: Set<String> = [
        "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
        "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "pubdate", "publishdate", "publish-date",
        "publication_date", "citation_publication_date", "citation_date", "citation_online_date", "parsely-pub-date",
        "sailthru.date",
    ]

    private func ofPage(_ html: String) -> Date? {
        let head = html.prefix(200_000)
        for element in head.matches(of: /<meta\s[^<>]{1,600}>/.ignoresCase()) {
            let attributes = Self.attributes(of: element.output)
            let name = attributes["property"] ?? attributes["name"] ?? attributes["itemprop"] ?? ""
            guard Self.names.contains(name.lowercased()) else { continue }
            if let day = attributes["content"].flatMap(day(in:)) { return day }
        }
        if let data = head.firstMatch(of: /"datePublished"\s*:\s*"([^"]{8,40})"/), let day = day(in: String(data.1)) {
            return day
        }
        let time = head.firstMatch(of: /<time\s[^<>]{1,300}>/.ignoresCase())
        return time.flatMap { Self.attributes(of: $0.output)["datetime"] }.flatMap(day(in:))
    }

    private static func attributes(of element: Substring) -> [String: String] {
        var attributes: [String: String] = [:]
        for match in element.matches(of: /([A-Za-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/) {
            attributes[match.1.lowercased()] = String(match.2 ?? match.3 ?? "")
        }
        return attributes
    }

    private static let labels: Set<String> = [
        "date", "published", "published on", "publication date", "posted", "posted on", "issued", "released", "dated",
        "datum", "veröffentlicht", "veröffentlicht am", "stand", "date de publication", "publié le", "fecha",
        "publicado", "publicado el", "data", "publicado em",
    ]

    private func ofText(_ text: String) -> Date? {
        for line in text.prefix(3_000).split(whereSeparator: \.isNewline).prefix(20) {
            let bare = line.trimming { " *_#>-\t".contains($0) }
            let label = bare.prefix { $0 != ":" && !$0.isNumber }.trimming { " *_".contains($0) }.lowercased()
            // `Published May 12, 2024` has its month before any figure.
            let isLabelled =
                Self.labels.contains(label)
                || Self.labels.contains {
                    label.hasPrefix("\($0) ") && Self.month(label.dropFirst($0.count + 1)) != nil
                }
            guard isLabelled, bare.count < 80, let day = day(in: String(bare)) else { continue }
            return day
        }
        return nil
    }

    private func ofAddress(_ location: String) -> Date? {
        guard Markup.isAddress(location), let path = URL(string: location)?.path(),
            let found = path.firstMatch(of: /\/((?:19|20)\d\d)[\/-](\d\d)(?:[\/-](\d\d))?(?:[\/-]|$)/)
        else { return nil }
        return day(Int(found.1), Int(found.2), found.3.flatMap { Int($0) } ?? 1)
    }

    // MARK: How it is written

    /// A day in a text that is little more than that.
    private func day(in text: String) -> Date? {
        if let found = text.firstMatch(of: /(\d{4})[-\/.](\d{1,2})[-\/.](\d{1,2})/) {
            return day(Int(found.1), Int(found.2), Int(found.3))
        }
        if let found = text.firstMatch(of: /(\d{1,2})\.(\d{1,2})\.(\d{4})/) {
            return day(Int(found.3), Int(found.2), Int(found.1))
        }
        // `12 May 2024`, `12. Mai 2024`, `12 de mayo de 2024`.
        if let found = text.firstMatch(
            of: /(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:de\s+)?(\p{L}{3,12})\.?,?\s+(?:de\s+)?(\d{4})/
        ),
            let month = Self.month(found.2)
        {
            return day(Int(found.3), month, Int(found.1))
        }
        if let found = text.firstMatch(of: /(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/),
            let month = Self.month(found.1)
        {
            return day(Int(found.3), month, Int(found.2))
        }
        if let found = text.firstMatch(of: /(\p{L}{3,12})\s+(?:de\s+)?(\d{4})/), let month = Self.month(found.1) {
            return day(Int(found.2), month, 1)
        }
        return nil
    }

    private static func month(_ word: Substring) -> Int? {
        let word = word.lowercased().prefix { $0.isLetter }
        return Months.number(of: String(word))
    }

    private func day(_ year: Int?, _ month: Int?, _ day: Int?) -> Date? {
        guard let year, let month, let day, (1_000...9_999).contains(year) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = DateComponents(calendar: calendar, year: year, month: month, day: day)
        guard parts.isValidDate(in: calendar), let date = calendar.date(from: parts) else { return nil }
        // Where the day begins first, it is half a day earlier.
        return date <= today.addingTimeInterval(86_400) ? date : nil
    }
}
