import FoundationEssentials
import NIOCore
import NIOHTTP1

/// Reads bytes as if the service had sent them: the way in for whatever tries out what bytes can do.
package enum UntrustedBytes {
    /// Reads a body as an answer, an error or a catalogue; whether it was any JSON at all.
    package static func body(_ bytes: [UInt8]) -> Bool {
        let buffer = ByteBuffer(bytes: bytes)
        _ = try? ChatResponse(body: buffer, headers: [:], now: Date(timeIntervalSince1970: 0))
        guard let node = try? JSONParser.parse(buffer) else { return false }
        if let error = node["error"] { _ = ErrorBody(error) }
        for element in node["data"]?.array ?? [] { _ = Model(element) }
        return true
    }

    /// Reads a stream that arrives in these pieces; how many events it had.
    package static func events(_ pieces: [[UInt8]]) -> Int {
        var parser = EventParser(maximumBytes: 1 << 20)
        var assembly = StreamAssembly(headers: [:], now: Date(timeIntervalSince1970: 0))
        var count = 0
        do {
            for piece in pieces {
                parser.append(ByteBuffer(bytes: piece))
                while let event = try parser.next() {
                    count += 1
                    if try assembly.receive(event) { return count }
                    count += assembly.takeEvents().count
                }
            }
            if let event = parser.finish() { _ = try assembly.receive(event) }
        } catch {
            // A stream that breaks the rules ends in a typed error, which is what is wanted of it.
        }
        return count
    }
}
