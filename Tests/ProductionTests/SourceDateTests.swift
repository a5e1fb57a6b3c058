import Foundation
import Testing

@testable import Production

@Suite struct `The day of a source` {
    private func day(page: String? = nil, text: String = "", at location: String = "notes.txt") -> String? {
        let today = Date(timeIntervalSince1970: 1_795_478_400)  // 2026-11-24
        return SourceDate(today: today).day(page: page, text: text, location: location)?
            .formatted(.iso8601.year().month().day())
    }

    @Test(
        arguments: [
            (#"<meta property="article:published_time" content="2024-05-12T09:30:00+02:00">"#, "2024-05-12"),
            (#"<META CONTENT='2023/7/1' NAME='Date'>"#, "2023-07-01"),
            (#"<meta itemprop="datePublished" content="12 May 2024" />"#, "2024-05-12"),
            (
                #"<script type="application/ld+json">{"@type":"Article","datePublished": "2022-01-31"}</script>"#,
                "2022-01-31"
            ),
            (#"<p>By A. B., <time class="x" datetime="2021-12-24">Christmas Eve</time>"#, "2021-12-24"),
            (#"<meta name="viewport" content="2024-05-12">"#, nil),
            (#"<meta name="date" content="yesterday"><meta name="date" content="2020-02-30">"#, nil),
        ] as [(String, String?)]
    )
    func `stands in a page`(page: String, expected: String?) {
        #expect(day(page: "<html><head>\(page)</head><body>Words.") == expected)
    }

    @Test(
        arguments: [
            ("---\ntitle: Reefs\ndate: 2024-05-12\n---\nWords.", "2024-05-12"),
            ("# Reefs\n\n*Published: May 12, 2024*\n\nWords.", "2024-05-12"),
            ("Published May 3rd, 2019 by somebody", "2019-05-03"), ("Datum: 12. Mai 2024", "2024-05-12"),
            ("Fecha: 12 de mayo de 2024", "2024-05-12"), ("Veröffentlicht am: 01.02.2020", "2020-02-01"),
            ("Posted on 2 Sept 2018", "2018-09-02"), ("Date: March 1948", "1948-03-01"),
            // What happened on a day is no date of the text.
            ("It was announced on 30 June 1948.", nil), ("Published by Felix in 12 volumes", nil),
            ("Date: 2031-01-01", nil), ("Date: soon", nil), ("", nil),
            (String(repeating: "Words.\n", count: 30) + "Date: 2024-05-12", nil),
        ] as [(String, String?)]
    )
    func `stands in the first lines of a text`(text: String, expected: String?) {
        #expect(day(text: text) == expected)
    }

    @Test(
        arguments: [
            ("https://news.example/2024/05/12/reefs.html", "2024-05-12"),
            ("https://news.example/2024/05/reefs", "2024-05-01"),
            ("https://news.example/2024-05-12-reefs", "2024-05-12"),
            ("https://news.example/item/20240512", nil), ("https://news.example/1948/14/01/x", nil),
            ("/home/ann/2024/05/12/reefs.txt", nil),
        ] as [(String, String?)]
    )
    func `stands in an address, and not in a path of this machine`(location: String, expected: String?) {
        #expect(day(at: location) == expected)
    }
}
