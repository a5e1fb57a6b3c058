import Foundation
import TestSupport
import Testing

@testable import Shell

/// Has a service name the account in every place where one may, and looks for the name in everything the program wrote.
@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Planted account` {
    /// A place in the answers of a service; `NAME` is one shape after the other.
    struct Place: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let chat: String
        var other = EchoingServer.answer("401 Unauthorized", #"{"error":{"code":401,"message":"NAME is unknown"}}"#)

        init(_ name: String, _ chat: String) {
            testDescription = name
            self.chat = chat
        }

        private static func error(_ status: String, _ members: String) -> String {
            EchoingServer.answer(status, #"{"error":{"code":\#(status.prefix(3)),\#(members)},"user_id":"NAME"}"#)
        }

        static let all = [
            Place(
                "a message",
                error("403 Forbidden", #""message":"Key limit exceeded (daily limit) of NAME, see NAME""#)
            ),
            Place(
                "a link",
                error("403 Forbidden", #""message":"Manage it using https://openrouter.ai/settings/keys/NAME?x=NAME""#)
            ),
            Place("a name before it", error("400 Bad Request", #""message":"hash=NAME,key-NAME;(NAME)<NAME>""#)),
            Place(
                "raw text",
                error(
                    "502 Bad Gateway",
                    #""message":"Provider returned error","metadata":{"raw":"{\\"id\\":\\"NAME\\"}"}"#
                )
            ),
            Place(
                "a provider's name",
                error("429 Too Many Requests", #""message":"slow down","metadata":{"provider_name":"NAME"}"#)
            ),
            Place("an error inside a 200", error("200 OK", #""message":"upstream of NAME failed""#)),
            Place(
                "an error in the middle",
                EchoingServer.answer(
                    "200 OK",
                    "data: {\"choices\":[{\"delta\":{\"content\":\"A reef\"}}]}\n\n"
                        + "data: {\"error\":{\"code\":502,\"message\":\"lost NAME\"},\"user_id\":\"NAME\"}\n\n",
                    type: "text/event-stream"
                )
            ),
            Place(
                "a page of an edge",
                EchoingServer.answer("502 Bad Gateway", "<html><body>NAME</body></html>", type: "text/html")
            ),
            Place("nothing but itself", EchoingServer.answer("500 Internal Server Error", "NAME", type: "text/plain")),
        ]
    }

    private static let hash = "5f0a91c37be2d4468890aa17c3e5f1027d6b94e8a1c2f3045b6d7e8f9a0b1c2d"
    private static let shapes = [
        hash, hash.uppercased(), "user_2PlantedName9aB4c", "org_PlantedName7Zx1q", String(hash.reversed()),
    ]

    private static let line =
        "on-error continue; set -x; ask Hello --json | cat; ask Hello > out.txt; why last; why last --json; "
        + "trace last; requests; health --json; keys; credits"

    @Test(arguments: Place.all)
    func `of a key or a person is in no file and in no output`(place: Place) async throws {
        let folder = TemporaryDirectory.current.appending(path: UUID().uuidString)
        let home = folder.appending(path: "home")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        try "models:\n  ask: test/model\nbudget:\n  call: 1\n".write(
            to: home.appending(path: "config.yaml"),
            atomically: true,
            encoding: .utf8
        )
        let server = try EchoingServer { path in
            let answer =
                path.contains("/chat/completions")
                ? place.chat : path.contains("/models") ? EchoingServer.catalogue : place.other
            return answer.replacing("NAME", with: Self.shapes.joined(separator: "/"))
        }
        defer { server.stop() }
        let run = try await ScratchHome.run(
            ScratchHome.program,
            ["-c", Self.line],
            in: folder,
            environment: [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
                "HOME": folder.path(percentEncoded: false), "CASTLINE_HOME": home.path(percentEncoded: false),
                "CASTLINE_BASE_URL": server.baseURL, "OPENROUTER_API_KEY": "sk-or-v1-another-key-0123456789",
            ]
        )
        #expect(Self.places(in: folder, run).isEmpty, "\(run)")
        #expect(!(run.data + run.talk).isEmpty)
    }

    /// The files below a folder that hold a name, and the output where it does.
    private static func places(in folder: URL, _ run: ScratchHome.Run) -> [String] {
        var found: [String] = []
        let names = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
        while let name = names?.nextObject() as? String {
            let path = folder.appending(path: name).path(percentEncoded: false)
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            if pieces.contains(where: { data.firstRange(of: Data($0.utf8)) != nil }) { found.append(name) }
        }
        let output = (run.data + run.talk).filter { !$0.isWhitespace }
        if pieces.contains(where: { output.contains($0) }) { found.append("the output") }
        return found
    }

    /// What must be found nowhere: of each shape what tells it from others.
    private static let pieces = shapes.flatMap { shape in
        let name = shape.split(separator: "_").last ?? ""
        return name.count < 24 ? [String(name)] : [String(name.prefix(24)), String(name.suffix(24))]
    }

    /// Lines that a person may type a name in; none makes an episode or a show, whose words are kept.
    private static let typed = [
        "ask 'who is NAME'", "ask 'who is NAME' --json", "set k NAME; echo $k; ask $k", "alias a 'ask NAME'; a; alias",
        "open NAME", "open NAME --json", "NAME --json", "ask --NAME x --json", "ask --max-cost=NAME x --json",
        "source NAME --json", "echo x > ./NAME/x", "ask NAME & wait; jobs", "keys remove NAME --json",
        "ask x --model NAME --json", "ask x --provider NAME --json", "source planted.cast",
        "why NAME; trace NAME --json",
        "set -x; ask 'q NAME'; requests --json; why last; trace last --json; replay last --json; health --json",
    ]

    @Test(arguments: typed)
    func `that somebody typed is in no record, no error and no output`(line: String) async throws {
        let folder = TemporaryDirectory.current.appending(path: UUID().uuidString)
        let home = folder.appending(path: "home")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        // The simulator quotes what it was asked, and breaks off what is much longer: half a hash is none.
        let name = [0, 2, 3].map { Self.shapes[$0] }.joined(separator: ",")
        let script = folder.appending(path: "planted.cast")
        try "ask 'see \(name)'\nset x \(name)\nnonsense \(name)\n".write(to: script, atomically: true, encoding: .utf8)
        let run = try await ScratchHome.run(
            ScratchHome.program,
            ["-c", "on-error continue; " + line.replacing("NAME", with: name)],
            in: folder,
            environment: [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
                "HOME": folder.path(percentEncoded: false), "CASTLINE_HOME": home.path(percentEncoded: false),
            ]
        )
        try FileManager.default.removeItem(at: script)
        #expect(!(run.data + run.talk).isEmpty)
        #expect(Self.places(in: folder, run).isEmpty, "\(run)")
    }

    @Test func `that is what an episode is about stays in the episode and in what models said of it`() async throws {
        let folder = TemporaryDirectory.current.appending(path: UUID().uuidString)
        let home = folder.appending(path: "home")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let run = try await ScratchHome.run(
            ScratchHome.program,
            ["-c", "produce 'Who is \(Self.shapes[2])' --yes --until research; requests --json; why last"],
            in: folder,
            environment: [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
                "HOME": folder.path(percentEncoded: false), "CASTLINE_HOME": home.path(percentEncoded: false),
            ]
        )
        let places = Self.places(in: folder, run)
        #expect(places.contains { $0.hasSuffix("brief.json") }, "\(run)")
        #expect(places.allSatisfy { $0.hasPrefix("episodes/") || $0.hasPrefix("home/castline.sqlite") }, "\(places)")
    }

    @Test func `in many shapes`() { #expect(Place.all.count * Self.shapes.count >= 40) }
}
