import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Storage
import TestSupport
import Testing

@testable import Operations

@Suite(.temporaryDirectory, .timeLimit(.minutes(2))) struct `Security check` {
    /// Checks an installation in the test's folder after something was done to it.
    private func findings(
        baseURL: String? = nil,
        environment: [String: String] = ["PATH": "/usr/bin"],
        _ prepare: (URL) throws -> Void = { _ in }
    ) async throws -> [String: SecurityCheck.Finding] {
        var found: [SecurityCheck.Finding] = []
        try await RotationUnderTest.run { simulator, http, folder in
            let home = folder.appending(path: "home")
            try FileManager.default.createDirectory(
                at: home,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            let test = try await RotationUnderTest(simulator, http: http, folder: home)
            try await test.ask(1)
            try prepare(home)
            let installation = SecurityCheck.Installation(
                configuration: home,
                state: home,
                data: home,
                episodes: folder.appending(path: "episodes"),
                settings: ["castline.yaml", "config.yaml"].map { home.appending(path: $0) },
                baseURL: baseURL ?? simulator.baseURL,
                environment: environment,
                storeProblems: { [store = test.store] in try await store.integrityProblems() }
            )
            found = try await SecurityCheck(installation, keys: KeyKeeper(test.rotator)).run()
            try await test.store.close()
        }
        for finding in found {
            #expect(!finding.meaning.isEmpty && !finding.evidence.isEmpty, "\(finding)")
            #expect((finding.remedy == nil) == (finding.status == .ok), "\(finding)")
        }
        return Dictionary(found.map { ($0.name, $0) }) { _, last in last }
    }

    private static func set(_ mode: Int, _ url: URL) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
    }

    @Test func `an installation that is as it should be has nothing that failed, but for the process of the tests`()
        async throws
    {
        let found = try await findings()
        let failed = found.values.filter { $0.status == .failed }.map(\.name)
        #expect(Set(failed).isSubset(of: ["process"]), "\(failed)")
        #expect(found["key limit"]?.status == .warning)
        #expect(found.count >= 12)
    }

    @Test func `a file, a folder, a key in a file, and a plain address are each found`() async throws {
        let open = try await findings { try Self.set(0o644, $0.appending(path: "castline.sqlite")) }
        #expect(open["private files"]?.status == .failed)
        #expect(open["private files"]?.evidence.contains("castline.sqlite (644)") == true)
        let folder = try await findings { try Self.set(0o777, $0) }
        #expect(folder["folders"]?.status == .failed)
        let planted = try await findings { home in
            let text = RotationUnderTest.old.withExposed { "my key is \($0)\n" }
            try PrivateFile(home.appending(path: "history.jsonl")).replace(with: Data(text.utf8))
        }
        #expect(planted["keys in files"]?.status == .failed)
        #expect(planted["keys in files"]?.evidence.contains("history.jsonl") == true)
        let settings = try await findings { home in
            try Data("screening: off\n".utf8).write(to: home.appending(path: "castline.yaml"))
            try Self.set(0o666, home.appending(path: "castline.yaml"))
        }
        #expect(settings["settings"]?.status == .failed)
        #expect(settings["settings"]?.evidence.contains("castline.yaml (666)") == true)
        let plain = try await findings(baseURL: "http://llm.example.org/v1")
        #expect(plain["transport"]?.status == .failed)
    }

    @Test func `a key at the service that a rotation made and nobody has is found`() async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let test = try await RotationUnderTest(simulator, http: http, folder: folder)
            let keeper = KeyKeeper(test.rotator)
            _ = try await test.rotator.begin(try await test.rotator.plan(reason: .requested))
            #expect(try await keeper.orphans() == [])
            for name in ["castline-20261126-0a1b2c3d", "castline-by-hand", "other"] {
                _ = try await test.client.createKey(
                    named: name,
                    terms: .init(),
                    management: RotationUnderTest.management
                )
            }
            #expect(try await keeper.orphans()?.map(\.name) == ["castline-20261126-0a1b2c3d"])
            try await test.store.close()
        }
    }

    @Test func `a search path that others may write into is found`() async throws {
        let open = TemporaryDirectory.current.appending(path: "open")
        try FileManager.default.createDirectory(at: open, withIntermediateDirectories: true)
        try Self.set(0o777, open)
        let found = try await findings(environment: ["PATH": "/usr/bin::bin:\(open.path)"])
        #expect(found["search path"]?.status == .warning)
        #expect(found["search path"]?.evidence.contains(open.path) == true)
        #expect(found["search path"]?.evidence.contains("the current folder") == true)
    }
}
