import Foundation
import Gateway
import OpenRouter
import Operations
import Production
import Testing

@testable import Shell

@Suite struct `Configuration reader` {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "castline-\(UUID().uuidString)")

    private func read(
        local: String? = nil,
        user: String? = nil,
        environment: [String: String] = [:],
        options: [String: String] = [:]
    ) throws -> Configuration {
        let work = folder.appending(path: "work")
        let home = folder.appending(path: "home")
        for folder in [work, home] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        try local?.write(to: work.appending(path: "castline.yaml"), atomically: true, encoding: .utf8)
        try user?.write(to: home.appending(path: "config.yaml"), atomically: true, encoding: .utf8)
        var environment = environment
        environment["CASTLINE_HOME"] = home.path(percentEncoded: false)
        return try ConfigurationReader(options: options, environment: environment, workingDirectory: work).read()
    }

    @Test func `what stands nearer wins, and says where it stands`() throws {
        let user = "episodes: from-user\nbudget:\n  day: 1\n  month: 2\nbase-url: http://user.example\n"
        let local = "# mine\nepisodes: from-local\nbudget:\n  day: 3.50\nbase-url: http://local.example\n"
        let configuration = try read(
            local: local,
            user: user,
            environment: ["CASTLINE_EPISODES": "from-environment", "CASTLINE_BASE_URL": "http://env.example"],
            options: ["base-url": "http://option.example"]
        )
        func origin(_ name: String) -> String? {
            configuration.rows.first { $0.setting.name == name }.map { "\($0.origin)" }
        }
        #expect(configuration["base-url"] == "http://option.example")
        #expect(origin("base-url") == "option --base-url")
        #expect(configuration["episodes"] == "from-environment")
        #expect(origin("episodes") == "environment CASTLINE_EPISODES")
        #expect(configuration.money("budget.day") == .cents(350))
        #expect(origin("budget.day") == "castline.yaml:4")
        #expect(configuration.money("budget.month") == .cents(200))
        #expect(origin("budget.month")?.hasSuffix("config.yaml:4") == true)
        #expect(origin("budget.call") == "built in")
    }

    @Test(
        arguments: [
            ("budgte:\n  day: 1\n", "castline.yaml:1", "did you mean `budget`"),
            ("episodes: x\nbudget:\n  dya: 1\n", "castline.yaml:3", "did you mean `budget.day`"),
            ("key-command: sh -c evil\n", "castline.yaml:1", "`key-command` decides who gets your key"),
            ("key-file: ~/.ssh/id_rsa\n", "castline.yaml:1", "`key-file` decides who gets"),
            ("base-url: https://evil.example/v1\n", "castline.yaml:1", "`base-url` decides who gets"),
            ("base-url: http://127.0.0.1.evil.example/v1\n", "castline.yaml:1", "`base-url` decides who gets"),
            ("base-url: http://bob:hunter2@127.0.0.1/v1\n", "castline.yaml:1", "holds a name or a password"),
            ("budget:\n  day: lots\n", "castline.yaml:2", "an amount in dollars"),
            ("base-url: openrouter.ai\n", "castline.yaml:1", "a URL"),
            ("timeouts:\n  idle: -4\n", "castline.yaml:2", "a number of seconds"),
            ("models:\n  script: []\n", "castline.yaml:2", "model ids"),
            ("providers:\n  zdr: yes\n", "castline.yaml:2", "must be one of on, off"),
            ("providers:\n  only: [Amazon Bedrock]\n", "castline.yaml:2", "slugs of providers"),
            ("providers:\n  quantizations: [bf16, fp17]\n", "castline.yaml:2", "did you mean `fp16`?"),
            ("providers:\n  data-collection: dney\n", "castline.yaml:2", "did you mean `deny`?"),
            ("providers:\n  max-answer-price: -1\n", "castline.yaml:2", "an amount in dollars"),
            ("providers:\n  onyl: [azure]\n", "castline.yaml:2", "did you mean `providers.only`?"),
            ("episodes: [\n", "castline.yaml:2", "not YAML"),
            ("just words\n", "castline.yaml:1", "pairs"),
        ]
    )
    func `a mistake is named with its place and what would be right`(yaml: String, place: String, hint: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try read(local: yaml) }
        #expect(error?.place.hasSuffix(place) == true, "\(String(describing: error))")
        #expect(error?.message.contains(hint) == true, "\(String(describing: error))")
    }

    @Test func `terms of providers are read whole, and none is the default`() throws {
        #expect(try read().providers == ProviderPreferences())
        let yaml = """
            providers:
              only: [azure, amazon-bedrock/us-east-1]
              ignore: chutes
              order: [azure]
              fallbacks: off
              data-collection: deny
              zdr: on
              quantizations: [bf16, fp16]
              sort: latency
              max-prompt-price: 0.50
              max-answer-price: 2
            """
        var terms = ProviderPreferences()
        terms.only = ["azure", "amazon-bedrock/us-east-1"]
        terms.ignore = ["chutes"]
        terms.order = ["azure"]
        terms.allowFallbacks = false
        terms.dataCollection = .deny
        terms.requiresZeroDataRetention = true
        terms.quantizations = [.bf16, .fp16]
        terms.sort = .latency
        terms.maxPrice = .init(prompt: .cents(50), completion: .cents(200))
        #expect(try read(local: yaml).providers == terms)
    }

    @Test(arguments: ["zdr: off", "data-collection: account"])
    func `a folder tightens what providers may do with data, and does not loosen it`(loose: String) throws {
        let strict = "providers:\n  zdr: on\n  data-collection: deny\n"
        #expect(try read(local: strict).providers.requiresZeroDataRetention)
        let error = #expect(throws: ConfigurationError.self) {
            try read(local: "providers:\n  \(loose)\n", user: strict)
        }
        #expect(error?.place == "castline.yaml:2")
        #expect(error?.message.contains("a folder may come from others") == true)
    }

    @Test func `a list of models is a chain`() throws {
        let configuration = try read(local: "models:\n  script: [a/one, b/two]\n")
        #expect(configuration.chain("models.script").preferred == "a/one")
        #expect(configuration.chain("models.script").fallbacks == ["b/two"])
        #expect(configuration.chain("models.script").budget == nil)
        let cheap = try read(local: "models:\n  script: a/one\n  budget: c/cheap\n")
        #expect(cheap.chain("models.script").budget == "c/cheap")
        #expect(cheap.chain("models.judge").budget == nil)
    }

    @Test func `without settings the chains are those of the session`() throws {
        let configuration = try read()
        #expect(configuration.chain("models.research") == Session.DefaultModels.writer)
        #expect(configuration.chain("models.judge") == Session.DefaultModels.judge)
    }

    @Test func `a server that says nothing before its answer is whole has the whole time for it`() throws {
        let own = "base-url: http://127.0.0.1:8080/v1\n"
        #expect(try read().timeouts.firstByte == .seconds(60))
        #expect(try read(local: own).timeouts.firstByte == .seconds(300))
        #expect(try read(local: own + "timeouts:\n  first-byte: 20\n").timeouts.firstByte == .seconds(20))
    }

    @Test func `every built-in value is one`() throws {
        for setting in Setting.all where !setting.standard.isEmpty && setting.environment == nil {
            _ = try read(options: [setting.name: setting.standard])
        }
    }

    @Test func `a key file that others may read is refused`() throws {
        let configuration = try read()
        let home = configuration.places.configuration
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = home.appending(path: "key").path(percentEncoded: false)
        try "sk-or-v1-0123456789abcdef\n".write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        let error = #expect(throws: ConfigurationError.self) { try KeySource(configuration, environment: [:]).given() }
        #expect(error?.message.contains("chmod 600") == true)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let found = try KeySource(configuration, environment: [:]).given()
        #expect(found?.origin == file)
        #expect("\(found?.secret as Any)".contains("0123456789") == false)
    }
}
