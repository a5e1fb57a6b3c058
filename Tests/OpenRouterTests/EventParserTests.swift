import NIOCore
import Testing

@testable import OpenRouter

@Suite struct `Event parser` {
    @Test(
        arguments: [
            ("data: a\n\ndata: b\n\n", ["a", "b"]),
            ("data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]),
            ("data: a\r\rdata: b\r\r", ["a", "b"]),
            ("data: a\r\n\ndata: b\n\r\n", ["a", "b"]),
            (": OPENROUTER PROCESSING\n\n: again\n\ndata: a\n\n", ["a"]),
            ("data:a\n\n", ["a"]),
            ("data:  a \n\n", [" a "]),
            ("data: a\ndata: b\n\n", ["a\nb"]),
            ("data: a\ndata\ndata: c\n\n", ["a\n\nc"]),
            ("data\n\n", [""]),
            ("event: error\nid: 7\nretry: 10\ndata: a\n\n", ["a"]),
            ("database: x\ndata: a\n\n", ["a"]),
            ("\u{FEFF}data: a\n\n", ["a"]),
            ("\n\n\n", []),
            ("event: nothing\n\n", []),
            ("data: grüße 🎙\n\n", ["grüße 🎙"]),
            ("data: a\n\ndata: [DONE]", ["a", "[DONE]"]),
            ("data: a\n\ndata: [DONE]\n", ["a", "[DONE]"]),
        ] as [(String, [String])]
    )
    func `gives the same events wherever the bytes are cut`(stream: String, events: [String]) throws {
        let bytes = Array(stream.utf8)
        for cut in 0...bytes.count {
            #expect(try Self.events(of: [Array(bytes[..<cut]), Array(bytes[cut...])]) == events, "cut at \(cut)")
        }
        #expect(try Self.events(of: bytes.map { [$0] }) == events, "byte by byte")
    }

    @Test(arguments: ["data: 0123456789\n\n", "data: 0123456789", "data: 01234\ndata: 5678\n\n"])
    func `holds no more than it may`(stream: String) throws {
        #expect(throws: EventParser.TooLong(maximumBytes: 8)) {
            _ = try Self.events(of: [Array(stream.utf8)], maximumBytes: 8)
        }
    }

    private static func events(of pieces: [[UInt8]], maximumBytes: Int = 1000) throws -> [String] {
        var parser = EventParser(maximumBytes: maximumBytes)
        var events: [String] = []
        for piece in pieces {
            parser.append(ByteBuffer(bytes: piece))
            while let event = try parser.next() { events.append(String(buffer: event)) }
        }
        if let event = parser.finish() { events.append(String(buffer: event)) }
        return events
    }
}
