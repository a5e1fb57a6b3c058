import Foundation
import Resilience
import TestSupport
import Testing

@testable import Production

@Suite(.temporaryDirectory) struct `Source reader` {
    private let reader = SourceReader(
        limits: SourceLimits(),
        now: { Date(timeIntervalSince1970: 0) },
        clock: ContinuousClock()
    )

    private func file(_ name: String, _ data: Data) throws -> String {
        let url = TemporaryDirectory.current.appending(path: name)
        try data.write(to: url)
        return url.path(percentEncoded: false)
    }

    @Test func `reads text, Markdown and HTML, each text once`() async throws {
        let paths = [
            try file("a.txt", Data("Plain words.\r\nMore.".utf8)),
            try file("b.md", Data("# The title\n\nSome *text*.".utf8)),
            try file("c.html", Data("<html><title>A &amp; B</title><p>One</p><script>no()</script><p>Two".utf8)),
            try file("d.txt", Data("Plain words.\nMore.".utf8)),
        ]
        let sources = try await reader.sources(at: paths)
        #expect(sources.map(\.id) == ["s1", "s2", "s3"])
        #expect(sources.map(\.kind) == [.text, .markdown, .html])
        #expect(sources.map(\.title) == ["a", "The title", "A & B"])
        #expect(sources[2].text == "One\n\nTwo")
    }

    @Test func `reads a folder, without what is no text`() async throws {
        _ = try file("a.txt", Data("Words.".utf8))
        _ = try file("b.bin", Data([0, 1, 2, 3]))
        _ = try file(".hidden", Data("No.".utf8))
        let sources = try await reader.sources(at: [TemporaryDirectory.current.path(percentEncoded: false)])
        #expect(sources.map(\.title) == ["a"])
    }

    private static let faulty: [(String, Data?, ProductionError.Code)] = [
        ("missing", nil, .sourceMissing),
        ("empty.txt", Data(), .sourceEmpty),
        ("blank.txt", Data(" \n\t ".utf8), .sourceEmpty),
        ("nul.txt", Data("text\0text".utf8), .sourceBinary),
        ("noise.txt", Data(noise), .sourceBinary),
        ("empty.html", Data("<html><script>x</script></html>".utf8), .sourceEmpty),
        ("broken.pdf", Data("%PDF-1.4 nothing".utf8), .sourceUnreadable),
    ]

    private static var noise: [UInt8] {
        var generator = SeededGenerator(seed: 7)
        return (0..<4_000).map { _ in UInt8.random(in: 1...255, using: &generator) }
    }

    @Test(arguments: faulty)
    func `names what is wrong with a file`(name: String, data: Data?, code: ProductionError.Code) async throws {
        var path = TemporaryDirectory.current.appending(path: name).path(percentEncoded: false)
        if let data { path = try file(name, data) }
        let error = await #expect(throws: ProductionError.self) { try await reader.sources(at: [path]) }
        if code == .sourceUnreadable, Program.find("pdftotext") == nil {
            #expect(error?.code == .toolMissing)
        } else {
            #expect(error?.code == code)
        }
        #expect(error?.message.contains(path) == true)
        #expect(error?.next != nil)
    }

    @Test func `refuses 50 MB without reading it`() async throws {
        let path = try file("large.txt", Data())
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 50_000_000)
        try handle.close()
        let error = await #expect(throws: ProductionError.self) { try await reader.sources(at: [path]) }
        #expect(error?.code == .sourceTooLarge)
        #expect(error?.message.contains("50 MB") == true)
    }

    @Test(arguments: ["ftp://example.com/x", "file:///etc/passwd", "http://", "https:///x"])
    func `fetches only what is an address of a page`(address: String) async {
        let error = await #expect(throws: ProductionError.self) { try await reader.sources(at: [address]) }
        #expect(error?.code == .sourceUnreadable)
    }

    @Test(arguments: [
        "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest", "http://[fe80::1]/",
        "http://0.0.0.0/",
    ])
    func `refuses private networks`(address: String) async {
        let error = await #expect(throws: ProductionError.self) { try await reader.sources(at: [address]) }
        #expect(error?.message.contains("private network") == true)
    }

    private static let addresses: [([UInt8], Bool)] = [
        ([8, 8, 8, 8], true),
        ([127, 0, 0, 1], false),
        ([172, 16, 0, 1], false),
        ([172, 32, 0, 1], true),
        ([100, 64, 0, 1], false),
        ([192, 0, 2, 1], false),
        ([224, 0, 0, 1], false),
        ([0x26, 0x06, 0x47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], true),
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], false),
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 10, 0, 0, 1], false),
        ([0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], false),
        ([0x20, 0x02, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], false),
        ([], false),
    ]

    @Test(arguments: addresses)
    func `knows public addresses`(bytes: [UInt8], isPublic: Bool) {
        #expect(NetworkAddress.isPublic(bytes: bytes) == isPublic)
    }

    @Test func `reads a PDF where pdftotext is installed`() async throws {
        guard Program.find("pdftotext") != nil else { return }
        let path = try file("hello.pdf", Data(Self.pdf.utf8))
        let sources = try await reader.sources(at: [path])
        #expect(sources.first?.kind == .pdf)
        #expect(sources.first?.text == "Hello reef")
    }

    static let pdf = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
        4 0 obj<</Length 43>>stream
        BT /F1 24 Tf 20 200 Td (Hello reef) Tj ET
        endstream endobj
        5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
        trailer<</Root 1 0 R>>
        """

    @Test(
        arguments: [
            ("<p>a<b>b</b>c</p>d", "abc\n\nd"),
            ("<ul><li>one<li>two</ul>", "- one\n- two"),
            ("a &lt; b &#8217; &#x41; &eacute; &unknown; &amp x", "a < b ’ A é &unknown; & x"),
            ("<a title=\"x > y\" href='>'>link</a>", "link"),
            ("<!-- <p>no</p> -->yes<![CDATA[<i>]]>", "yes<i>"),
            ("<SCRIPT>if (a<b) x()</ScRiPt>after<style>p{}</style>", "after"),
            ("<script>never closed <p>text", "never closed\n\ntext"),
            ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
            ("<pre>a\n  b</pre>", "a\nb"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("line<br>break<br/>again", "line\nbreak\nagain"),
            ("<p", ""),
        ] as [(String, String)]
    )
    func `makes text of HTML`(html: String, text: String) {
        #expect(HTMLText(html).text == text)
    }

    @Test func `reads old encodings`() {
        #expect(
            TextDecoding.text(of: Data([0x63, 0x61, 0x66, 0xE9, 0x20, 0x69, 0x73, 0x20, 0x61]), charset: nil)
                == "café is a"
        )
        #expect(TextDecoding.text(of: Data([0xFF, 0xFE, 0x41, 0x00]), charset: nil) == "A")
        #expect(TextDecoding.text(of: Data([0xCF, 0xF0, 0xE8]), charset: "windows-1251") == "При")
    }
}
