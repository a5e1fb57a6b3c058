import Foundation

@testable import Production

extension SampleEpisode {
    /// The package of the sample, with what publication says of it.
    func package(
        show: Show? = nil,
        corrections: [Correction] = [],
        change: (inout Publication) -> Void = { _ in }
    ) -> EpisodePackage {
        var publication = Publication(
            guid: StableID.make(script.title),
            published: Date(timeIntervalSince1970: 1_764_000_000),
            number: show == nil ? nil : 1,
            show: show.map { _ in "sample" },
            slug: "sample",
            language: brief.language,
            cast: brief.cast,
            text: PublishedText(
                title: script.title,
                description: "How a switch came to be.\n\nTold in five minutes.",
                hook: "#1 story & more.",
                topics: ["Tubes", "Germanium"],
                callToAction: "Tell a friend."
            ),
            corrections: corrections
        )
        change(&publication)
        return EpisodePackage(
            brief: brief,
            research: research,
            script: script,
            report: QualityReport(verdict: .unjudged, checks: [], findings: []),
            publication: publication,
            show: show,
            degradations: ["the judge could not be reached"]
        )
    }

    /// Writes the package as its folder has it, beside a feed that lists it.
    func write(_ package: EpisodePackage, to folder: URL, show: Show? = nil) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = try package.files()
        for (file, data) in files { try data.write(to: folder.appending(path: file.name)) }
        try ArtefactJSON.data(script).write(to: folder.appending(path: EpisodeFile.script.name))
        guard let show else { return }
        func text(_ file: EpisodeFile) -> String { String(decoding: files[file] ?? Data(), as: UTF8.self) }
        let entry = Feed.Entry(
            publication: package.publication,
            description: text(.description),
            notes: text(.showNotesPage),
            chapters: Chapters(script, Timeline(script)).list
        )
        try Data(Feed.xml(show, at: "shows/sample/feed.xml", [entry]).utf8).write(
            to: folder.appending(path: "feed.xml")
        )
    }
}

/// Episodes of every format in five languages, one of them from right to left, one without blanks.
enum PackageMatrix {
    static let formats: [Format] = [.brief, .solo, .interview, .deepDive, .panel, .debate, .news]

    static let languages: [String: [String]] = [
        "en": [
            "Coral & light", "A reef is built by small animals. It took \"centuries\" to grow, didn't it?",
            "They live with algae <inside> their skin; 3 < 4 & 5 > 2. What happens when the water warms?",
        ],
        "de": [
            "Korallen & Licht", "Ein Riff wird von kleinen Tieren gebaut. Das dauerte „Jahrhunderte“, nicht wahr?",
            "Sie leben mit Algen zusammen; größer als man denkt. Was geschieht, wenn das Wasser wärmer wird?",
        ],
        "es": [
            "Corales y luz", "¿Quién construye un arrecife? Unos animales pequeños, durante «siglos».",
            "Viven con algas dentro de su piel; el señor Ibáñez lo midió. ¡Qué año tan cálido!",
        ],
        "ar": [
            "المرجان والضوء", "تبني حيوانات صغيرة الشعاب المرجانية. استغرق ذلك «قرونًا»، أليس كذلك؟",
            "تعيش مع الطحالب داخل جلدها؛ فماذا يحدث عندما تسخن المياه؟ في عام 1998 ابيضّت الشعاب.",
        ],
        "ja": [
            "サンゴと光", "サンゴ礁は小さな動物が作ります。何百年もかかりました。本当でしょうか？",
            "体の中の藻と一緒に暮らしていますが、水が温かくなるとどうなるのでしょう。1998年に世界中で白化が見られました。",
        ],
    ]

    static func episode(_ format: Format, _ language: String, _ words: [String]) -> SampleEpisode {
        var sample = SampleEpisode()
        sample.brief = Brief(topic: words[0], format: format, language: language)
        let cast = sample.brief.cast
        sample.script.title = words[0]
        sample.script.segments = (1...3).map { number in
            Script.Segment(
                id: "seg\(number)",
                title: "\(words[0]) \(number)",
                synopsis: words[1],
                turns: (1...6).map { turn in
                    Script.Turn(
                        id: "t\(number * 6 + turn - 6)",
                        speaker: cast[turn % cast.count].name,
                        text: turn == 1 && number == 1 ? Disclosure.sentence(language: language) : words[1 + turn % 2],
                        notes: turn % 2 == 0 ? ["n\(number)"] : []
                    )
                }
            )
        }
        return sample
    }

    static func show(_ language: String, _ words: [String]) -> Show {
        var show = Show(title: words[0], slug: "sample", language: language)
        show.description = words[1]
        show.author = "A & B <c>"
        show.email = "cast@example.org"
        show.category = "Society & Culture"
        show.address = "https://example.org/pod/"
        show.image = "https://example.org/pod/art.png"
        show.hosts = [.init(name: "Nora"), .init(name: "Felix")]
        return show
    }
}
