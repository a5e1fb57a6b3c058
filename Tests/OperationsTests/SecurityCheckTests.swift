import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Storage
import TestSupport
import Testing

@testable import Operations

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Security check` {
    /// Checks an installation in the test's folder after something was done to it.
    private func findings(
        baseURL: String? = nil,
        environment: [String: String] = ["PATH": "/usr/bin"],
        problem: (any Error)? = nil,
        key: Secret = RotationUnderTest.old,
        management: Secret? = RotationUnderTest.management,
        ageLimit: Duration? = KeyRotator.Policy().ageLimit,
        daysLater: Double = 0,
        breaksRotationOff: Bool = false,
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
            var policy = RotationUnderTest.policy
            policy.ageLimit = ageLimit
            let test = try await RotationUnderTest(
                simulator,
                http: http,
                folder: home,
                key: key,
                management: management,
                policy: policy,
                now: { Date(timeIntervalSinceNow: daysLater * 86_400) },
                onMoment: { if breaksRotationOff, $0 == .kept(.verified) { throw RotationUnderTest.Crash() } }
            )
            // A key that is refused gets no answer.
            try? await test.ask(1)
            if breaksRotationOff { _ = try? await test.rotator.begin(try await test.rotator.plan(reason: .requested)) }
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
            let keeper: Result<KeyKeeper, any Error> = problem.map { .failure($0) } ?? .success(KeyKeeper(test.rotator))
            found = try await SecurityCheck(installation, keys: keeper).run()
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

    @Test func `keys and a store that cannot be used are findings, and the rest is looked at`() async throws {
        let tooOpen = KeyError(.fileTooOpen, "keys.json has mode 644", next: "Run chmod 600.")
        let found = try await findings(problem: tooOpen)
        #expect(found["keys"]?.status == .failed && found["keys"]?.evidence == "keys.json has mode 644")
        #expect(found["keys"]?.remedy == "Run chmod 600.")
        #expect(found["keys in files"]?.status == .warning)
        #expect(found["private files"]?.status == .ok && found["store"]?.status == .ok)
        let broken = try await findings(problem: StoreError(.damaged, "the file is damaged"))
        #expect(broken["keys"]?.evidence == "the file is damaged")
    }

    @Test func `keys that are refused, old, of the wrong kind, missing or half replaced are each found`() async throws {
        typealias Status = SecurityCheck.Finding.Status
        let plain = Secret("sk-or-v1-plain-0123456789abcdef")
        let cases: [(found: [String: SecurityCheck.Finding], name: String, status: Status, evidence: String)] = [
            (try await findings(key: Secret("sk-or-v1-bad-0123456789abcdef")), "key", .failed, "is refused"),
            (try await findings(key: RotationUnderTest.management), "key", .failed, "is wrongKind"),
            (try await findings(daysLater: 40), "key age", .failed, "40 days, replaced after 30 days"),
            (try await findings(ageLimit: nil, daysLater: 40), "key age", .warning, "never replaced by itself"),
            (try await findings(management: nil), "management key", .warning, "there is none"),
            (try await findings(management: plain), "management key", .failed, "is wrongKind"),
            (try await findings(management: plain), "orphan keys", .warning, "cannot be listed"),
            (try await findings(breaksRotationOff: true), "rotations", .warning, "castline-"),
            (
                try await findings(environment: ["PATH": "/bin", "SWIFT_BACKTRACE": "enable=yes"]), "process", .failed,
                "SWIFT_BACKTRACE prints memory after a crash"
            ),
        ]
        for (found, name, status, evidence) in cases {
            #expect(found[name]?.status == status, "\(name): \(String(describing: found[name]))")
            #expect(found[name]?.evidence.contains(evidence) == true, "\(String(describing: found[name]))")
        }
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
