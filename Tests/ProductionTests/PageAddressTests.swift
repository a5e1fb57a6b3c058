import Foundation
import Resilience
import Synchronization
import TestSupport
import Testing

@testable import Production

/// What a name means may change between two look-ups, and whoever owns it decides when.
@Suite(.timeLimit(.minutes(1))) struct `Address of a page` {
    /// Answers each look-up of a host with the next of its addresses, the last one for ever.
    private final class Names: Sendable {
        private let answers: [String: [[[UInt8]]]]
        private let asked = Mutex<[String]>([])

        var hosts: [String] { asked.withLock(\.self) }

        init(_ answers: [String: [[[UInt8]]]]) { self.answers = answers }

        func addresses(of host: String) -> [[UInt8]] {
            let place = asked.withLock { asked in
                asked.append(host)
                return asked.count { $0 == host } - 1
            }
            guard let answers = answers[host] else { return [] }
            return answers[min(place, answers.count - 1)]
        }
    }

    private static let open: [UInt8] = [127, 0, 0, 2]
    private static let inner: [UInt8] = [127, 0, 0, 1]

    /// Fetches a page of a port where one server is what all the world reaches, and another one this machine alone.
    private func fetch(_ address: String, _ names: Names) async throws -> String {
        let inside = try LoopbackResponder { _, _ in CannedServer.page("a secret") }
        defer { inside.stop() }
        let port = inside.port
        let outside = try LoopbackResponder(host: 2, port: port) { request, _ in
            switch LoopbackResponder.path(of: request) {
            case "/again": CannedServer.redirect(to: "/")
            case "/elsewhere": CannedServer.redirect(to: "http://other.test:\(port)/")
            default: CannedServer.page("a page")
            }
        }
        defer { outside.stop() }
        let page = WebPage(
            limits: SourceLimits(),
            clock: ContinuousClock(),
            lookUp: { names.addresses(of: $0) },
            isPublic: { $0 == Self.open }
        )
        let content = try await page.fetch(address.replacing("PORT", with: String(port)))
        return String(decoding: content.data, as: UTF8.self)
    }

    @Test(arguments: ["http://reef.test:PORT/", "http://%72eef.test:PORT/", "http://REEF.test:PORT/"])
    func `that was checked is the one that is connected to`(address: String) async throws {
        let answers = [[Self.open], [Self.inner]]
        let names = Names(["reef.test": answers, "REEF.test": answers])
        #expect(try await fetch(address, names) == "a page")
        // Nobody looks the name up again.
        #expect(names.hosts.count == 1)
    }

    @Test(
        arguments: [
            // A second request asks anew, and hears that it is inside by now.
            ("http://reef.test:PORT/again", ["reef.test": [[open], [inner]]]),
            ("http://reef.test:PORT/elsewhere", ["reef.test": [[open]], "other.test": [[inner]]]),
            ("http://reef.test:PORT/elsewhere", ["reef.test": [[open]], "other.test": [[open, inner]]]),
            ("http://reef.test:PORT/elsewhere", ["reef.test": [[open]]]),
            ("http://reef.test:PORT/", ["reef.test": [[inner]]]),
            // A name that claims to be this machine, and is another one.
            ("http://reef.localhost:PORT/", ["reef.localhost": [[[10, 0, 0, 1]]]]),
            ("http://localhost:PORT/", ["localhost": [[inner, [10, 0, 0, 1]]]]),
        ]
    )
    func `that leads inside is refused, whenever it begins to`(
        address: String,
        answers: [String: [[[UInt8]]]]
    ) async throws {
        let error = await #expect(throws: ProductionError.self) { try await fetch(address, Names(answers)) }
        #expect(error?.message.contains("is on a private network") == true, "\(error?.message ?? "")")
    }

    @Test func `which never ends is left when its time is over`() async throws {
        // It takes connections and says nothing, as one would that sends a byte now and then.
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 4) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        try #require(isListening)
        let clock = ManualClock()
        let page = WebPage(limits: SourceLimits(), clock: clock)
        let port = UInt16(bigEndian: address.sin_port)
        let fetching = Task { try await page.fetch("http://127.0.0.1:\(port)/") }
        await clock.sleepers(1)
        clock.advance(by: .seconds(60))
        let error = await #expect(throws: ProductionError.self) { try await fetching.value }
        #expect(error?.message.contains("takes longer than 60 seconds") == true)
    }

    @Test func `which takes no connection is followed by the next one`() async throws {
        let names = Names(["localhost": [[[127, 0, 0, 3], Self.inner]]])
        #expect(try await fetch("http://localhost:PORT/", names) == "a secret")
    }
}
