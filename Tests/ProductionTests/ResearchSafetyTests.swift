import Foundation
import TestSupport
import Testing

@testable import Production

/// What a source may not lead the program to.
@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Research safety` {
    private func reader(_ change: (inout SourceLimits) -> Void = { _ in }) -> SourceReader {
        var limits = SourceLimits()
        change(&limits)
        return SourceReader(limits: limits, now: { Date(timeIntervalSince1970: 0) }, clock: ContinuousClock())
    }

    private func fault(_ location: String, _ limits: (inout SourceLimits) -> Void = { _ in }) async -> ProductionError?
    {
        await #expect(throws: ProductionError.self) { try await reader(limits).sources(at: [location]) }
    }

    // MARK: Files

    @Test func `a symbolic link is not followed, given by name or found in a folder`() async throws {
        let folder = TemporaryDirectory.current.appending(path: "sources", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let secret = TemporaryDirectory.current.appending(path: "secret.txt")
        try Data("a secret".utf8).write(to: secret)
        try Data("words".utf8).write(to: folder.appending(path: "a.txt"))
        let link = folder.appending(path: "b.txt")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: secret)
        let error = await fault(link.path(percentEncoded: false))
        #expect(error?.code == .sourceUnreadable)
        #expect(error?.message.contains("symbolic link") == true)
        #expect(error?.next?.contains("secret.txt") == true)
        let sources = try await reader().sources(at: [folder.path(percentEncoded: false)])
        #expect(sources.map(\.text) == ["words"])
    }

    @Test func `a pipe or a device is no source`() async throws {
        let pipe = TemporaryDirectory.current.appending(path: "pipe").path(percentEncoded: false)
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(await fault(pipe)?.code == .sourceUnreadable)
        #expect(await fault("/dev/zero")?.code == .sourceUnreadable)
    }

    @Test func `of a PDF the program gets what was measured, whatever has its name by now`() async throws {
        guard Program.find("pdftotext") != nil else { return }
        let pdf = PDFText(timeLimit: .seconds(60), limitBytes: 1_000_000, clock: ContinuousClock())
        let text = try await pdf.text(of: Data(`Source reader`.pdf.utf8), from: "-nowhere/\u{1B}x.pdf")
        #expect(text.contains("Hello reef"))
    }

    @Test(arguments: ["../outside", "..", ".", "a/b", "/etc", "a\0b", "-x", "", ".hidden", "a..", "~"])
    func `no name of an episode leads out of the episodes' folder`(name: String) {
        let episodes = TemporaryDirectory.current.appending(path: "episodes")
        let error = #expect(throws: ProductionError.self) {
            try EpisodeFolder.open(name, in: episodes, now: { Date() })
        }
        #expect(error?.code == .unknownEpisode)
        #expect(!Slug.isValid(name))
    }

    // MARK: Pages

    private static let page = "The reef is old."

    private func withServer<Result>(
        _ answers: [String: String],
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        let server = try CannedServer(answers)
        defer { server.stop() }
        return try await body("http://127.0.0.1:\(server.port)")
    }

    @Test func `redirects on the same host are followed, up to the limit`() async throws {
        let answers = [
            "/1": CannedServer.redirect(to: "/2"), "/2": CannedServer.redirect(to: "http://127.0.0.1:PORT/3"),
            "/3": CannedServer.page(Self.page), "/loop": CannedServer.redirect(to: "/loop"),
        ]
        try await withServer(answers) { server in
            let sources = try await reader().sources(at: ["\(server)/1"])
            #expect(sources.first?.text == Self.page)
            #expect(await fault("\(server)/1") { $0.redirects = 1 }?.message.contains("more than 1 times") == true)
            #expect(await fault("\(server)/loop")?.message.contains("more than 5 times") == true)
        }
    }

    private static let targets: [(String, String)] = [
        ("http://10.0.0.1/", "private network"), ("http://169.254.169.254/latest/meta-data/", "private network"),
        ("http://[::1]:1/", "private network"), ("http://127.0.0.1:1/", "private network"),
        ("http://localhost:1/", "private network"), ("http://2130706433/", "private network"),
        ("http://0x7f000001/", "private network"), ("http://[::ffff:10.0.0.1]/", "private network"),
        ("http://017700000001/", "private network"), ("http://0177.0.0.1/", "private network"),
        ("http://0x7f.1/", "private network"), ("http://127.1/", "private network"), ("http://0/", "private network"),
        ("http://①②⑦.0.0.1/", "private network"), ("http://%31%32%37.0.0.1/", "private network"),
        ("http://[::]/", "private network"), ("http://[::127.0.0.1]/", "private network"),
        ("http://[::ffff:7f00:1]/", "private network"), ("http://[64:ff9b::a00:1]/", "private network"),
        ("http://[64:ff9b:1::808:808]/", "private network"), ("http://[2002:7f00:1::]/", "private network"),
        ("http://[fec0::1]/", "private network"), ("http://[fe80::1%25lo]/", "name is none"),
        ("http://a%2Fb.example/", "name is none"), ("http://a%00b.example/", "name is none"),
        ("file:///etc/passwd", "neither http nor https"), ("ftp://127.0.0.1/", "neither http nor https"),
        ("http://user:secret@127.0.0.1:PORT/", "name or password"),
    ]

    @Test(arguments: targets)
    func `a page leads nowhere that only this machine can reach`(target: String, reason: String) async throws {
        try await withServer(["/": CannedServer.redirect(to: target)]) { server in
            let error = await fault("\(server)/")
            #expect(error?.code == .sourceUnreadable)
            #expect(error?.message.contains(reason) == true, "\(target): \(error?.message ?? "")")
        }
    }

    @Test func `a page that is too large, too slow or no text is refused`() async throws {
        let answers = [
            "/large": CannedServer.page(String(repeating: "x", count: 10_000)),
            "/image": CannedServer.page("PNG", type: "image/png"),
            "/packed": "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-encoding: gzip\r\n\r\n\u{1F}\u{8B}",
            "/headers": "HTTP/1.1 200 OK\r\n"
                + String(repeating: "x-reef: \(String(repeating: "z", count: 90))\r\n", count: 9_000),
            "/unended": "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n" + String(repeating: "y", count: 9_000),
        ]
        try await withServer(answers) { server in
            #expect(await fault("\(server)/large") { $0.pageBytes = 8_000 }?.code == .sourceTooLarge)
            #expect(await fault("\(server)/unended") { $0.pageBytes = 8_000 }?.code == .sourceTooLarge)
            #expect(await fault("\(server)/image")?.code == .sourceBinary)
            #expect(await fault("\(server)/packed")?.message.contains("compressed (gzip)") == true)
            #expect(await fault("\(server)/headers")?.message.contains("cannot be fetched") == true)
        }
    }

    @Test(
        arguments: [
            ([10, 0, 0, 1], false), ([169, 254, 169, 254], false), ([100, 64, 0, 1], false), ([192, 88, 99, 1], false),
            ([255, 255, 255, 255], false), ([0, 0, 0, 0], false), ([8, 8, 8, 8], true), ([172, 32, 0, 1], true),
        ] as [([UInt8], Bool)]
    )
    func `an address of IPv4 is public or not, however IPv6 wraps it`(bytes: [UInt8], isPublic: Bool) {
        let zeros = [UInt8](repeating: 0, count: 12)
        #expect(NetworkAddress.isPublic(bytes: bytes) == isPublic)
        #expect(NetworkAddress.isPublic(bytes: zeros[..<10] + [0xFF, 0xFF] + bytes) == isPublic)
        #expect(NetworkAddress.isPublic(bytes: [0, 0x64, 0xFF, 0x9B] + zeros[..<8] + bytes) == isPublic)
        #expect(NetworkAddress.isPublic(bytes: [0x20, 0x02] + bytes + zeros[..<10]) == isPublic)
        // Whoever runs such a network decides where these lead.
        #expect(!NetworkAddress.isPublic(bytes: zeros + bytes))
        #expect(!NetworkAddress.isPublic(bytes: [0, 0x64, 0xFF, 0x9B, 0, 1] + zeros[..<6] + bytes))
    }

    @Test(
        arguments: [
            ([0x20, 0x01, 0, 0], false), ([0x20, 0x01, 0, 0x10], false), ([0x20, 0x01, 0x0D, 0xB8], false),
            ([0x3F, 0xFF, 0x0F, 0], false), ([0xFE, 0x80, 0, 0], false), ([0xFC, 0, 0, 0], false),
            ([0xFF, 0x02, 0, 0], false), ([0x26, 0x06, 0x47, 0], true), ([0x20, 0x01, 0x48, 0x60], true),
        ] as [([UInt8], Bool)]
    )
    func `an address of IPv6 is public or not`(beginning: [UInt8], isPublic: Bool) {
        let bytes = beginning + [UInt8](repeating: 1, count: 12)
        #expect(NetworkAddress.isPublic(bytes: bytes) == isPublic)
    }

    @Test func `addresses are written so that they can be connected to`() {
        #expect(NetworkAddress.text(of: [192, 0, 2, 1]) == "192.0.2.1")
        #expect(
            NetworkAddress.text(of: [0x20, 1, 0xD, 0xB8] + Array(repeating: 0, count: 11) + [1])
                == "2001:db8:0:0:0:0:0:1"
        )
    }
}
