import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Storage
import TestSupport
import Testing

@testable import Production

/// Episodes made from sources that attack, compared with the same episode made from a clean one.
@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Hostile sources` {
    private struct Row: Decodable, Sendable {
        var id: String
        var kind: String
        var text: String
    }

    private static let rows: [Row] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "sources.jsonl")
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.compactMap { try? JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
    }()

    private static let sentences = [
        "Coral reefs cover less than one percent of the ocean floor.",
        "About a quarter of all marine species spend part of their life on a reef.",
        "A reef is built by polyps, small animals that leave skeletons of limestone behind.",
        "The polyps live together with algae, which give them most of their food.",
        "When the water is too warm for weeks, the corals lose their algae and turn white.",
        "The Great Barrier Reef stretches over some 2300 kilometres along the coast of Queensland.",
        "Fishermen in Palau closed parts of their reefs for generations so that fish could recover.",
        "Reefs break the force of waves and protect the coasts behind them.",
    ]

    /// What an episode looks like from outside: its requests, its files, what its report says of the sources.
    private struct Look {
        var requests: Set<String>
        var files: [String]
        var outside: [String]
        var artefacts: String
        var findings: [QualityReport.Finding]
        var canaries: Set<String>
        var toolsWithSources: Int
        var mostTokens: Int
        var spent: USD
    }

    @Test func `change no instruction, model, tool, budget or path, and are listed in the quality report`() async throws
    {
        let clean = try await Self.look(at: nil, below: TemporaryDirectory.current)
        #expect(clean.findings.isEmpty)
        #expect(!clean.requests.isEmpty)
        let root = TemporaryDirectory.current
        var listed = 0
        for row in Self.rows {
            let look = try await Self.look(at: row.text, below: root.appending(path: row.id))
            #expect(look.requests == clean.requests, "\(row.id)")
            #expect(look.files == clean.files, "\(row.id)")
            #expect(look.outside.isEmpty, "\(row.id): \(look.outside)")
            #expect(look.toolsWithSources == 0, "\(row.id)")
            #expect(look.mostTokens <= clean.mostTokens * 2, "\(row.id)")
            #expect(look.spent.picodollars <= clean.spent.picodollars * 2, "\(row.id)")
            #expect(!look.canaries.isEmpty && !look.canaries.contains(where: look.artefacts.contains), "\(row.id)")
            #expect(!look.artefacts.contains("://"), "\(row.id)")
            if row.kind != "unseen" {
                #expect(look.findings.contains { $0.place?.hasPrefix("s1:") == true }, "\(row.id) is not listed")
                listed += 1
            }
        }
        #expect(listed >= 40)
    }

    // MARK: Making an episode

    private static func look(at attack: String?, below folder: URL) async throws -> Look {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var paragraphs = sentences
        if let attack { paragraphs.insert(attack, at: 4) }
        let source = folder.appending(path: "reefs.txt")
        try Data(paragraphs.joined(separator: "\n\n").utf8).write(to: source)
        var settings = Simulator.Settings()
        settings.keepsChatBodies = true
        return try await Simulator.withSimulator(settings: settings) { simulator in
            let http = HTTPClient(eventLoopGroupProvider: .singleton)
            let store = SQLiteStore(at: folder.appending(path: "store.sqlite"))
            let gateway = Gateway(
                client: OpenRouterClient(.init(baseURL: simulator.baseURL), http: http),
                store: store,
                key: Secret("sk-or-v1-test")
            )
            let episodes = folder.appending(path: "episodes")
            let session = Session(gateway: gateway, episodes: episodes)
            let result: Result<Look, any Error>
            do {
                let reports = try await session.produce(
                    Brief(topic: "Coral reefs", minutes: 1),
                    sources: [source.path(percentEncoded: false)]
                )
                result = .success(try look(at: reports, simulator.chatBodies, episodes, folder))
            } catch {
                result = .failure(error)
            }
            try await store.close()
            try await http.shutdown()
            return try result.get()
        }
    }

    private static func look(
        at reports: [PhaseReport],
        _ bodies: [Data],
        _ episodes: URL,
        _ folder: URL
    ) throws -> Look {
        let manager = FileManager.default
        let episode = episodes.appending(path: "coral-reefs", directoryHint: .isDirectory)
        let names = try manager.contentsOfDirectory(atPath: episode.path(percentEncoded: false)).sorted()
        let outside =
            try manager.contentsOfDirectory(atPath: episodes.path(percentEncoded: false)).filter {
                $0 != "coral-reefs"
            }
            + manager.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).filter {
                $0 != "episodes" && $0 != "reefs.txt" && !$0.hasPrefix("store.sqlite")
                    && !Self.rows.map(\.id).contains($0)
            }
        // The text of sources and the quality report hold what the sources say, by design.
        let artefacts = try ["outline.json", "script.json", "show-notes.md", "description.txt", "script.md"].map {
            try String(contentsOf: episode.appending(path: $0), encoding: .utf8)
        }.joined(separator: "\n")
        let quality = try JSONDecoder().decode(
            QualityReport.self,
            from: Data(contentsOf: episode.appending(path: "qa.json"))
        )
        let requests = try bodies.map(Exchange.init)
        return Look(
            requests: Set(requests.map(\.shape)),
            files: names,
            outside: outside,
            artefacts: artefacts,
            findings: quality.findings.filter { $0.check == "sources.injection" },
            canaries: Set(requests.compactMap { Canary.mark(in: $0.rules) }),
            toolsWithSources: requests.count { $0.hasSource && $0.hasTools },
            mostTokens: requests.map(\.maxTokens).max() ?? 0,
            spent: reports.map(\.cost).reduce(.zero, +)
        )
    }

    /// A chat request as the service got it.
    private struct Exchange {
        var rules: String
        var maxTokens: Int
        var hasTools: Bool
        var hasSource: Bool
        /// Everything that a source must not change.
        ///
        /// Model, rules without their mark, tools, format, sections by name, and the sections that are the brief's. Whether a segment has to become longer or shorter is for its length to say: such a
        /// request counts as the one for the segment.
        var shape: String

        init(_ body: Data) throws {
            let object = try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any])
            let messages = try #require(object["messages"] as? [[String: Any]])
            rules = messages.first?["content"] as? String ?? ""
            let user = messages.dropFirst().first?["content"] as? String ?? ""
            maxTokens = (object["max_tokens"] ?? object["max_completion_tokens"]) as? Int ?? 0
            hasTools = object["tools"] != nil || object["plugins"] != nil
            hasSource = user.contains("<source id=")
            let mark = Canary.mark(in: rules) ?? ""
            let plainRules = mark.isEmpty ? rules : rules.replacing(mark, with: "MARK")
            let schema = (object["response_format"] as? [String: Any])?["json_schema"] as? [String: Any]
            let members = object.keys.filter { $0 != "messages" && $0 != "max_tokens" && $0 != "max_completion_tokens" }
            let sections = Self.sections(of: user)
            let names = sections.map(\.name)
            let plain = names.contains("task") ? names.filter { !["script", "task"].contains($0) } : names
            let own = ["topic", "audience", "language", "format", "cast"].map { name in
                sections.first { $0.name == name }.map { "\(name)=\($0.text)" } ?? ""
            }
            shape = [
                "\(object["model"] ?? "")", "\(object["temperature"] ?? "")", "\(schema?["name"] ?? "")",
                members.sorted().joined(separator: ","), messages.map { "\($0["role"] ?? "")" }.joined(separator: ","),
                plainRules, plain.joined(separator: ","), own.joined(separator: ";"),
            ].joined(separator: "\u{1F}")
        }

        /// The sections outside of fences, in order; a fence ends where its own number says so, whatever stands within.
        private static func sections(of text: String) -> [(name: String, text: String)] {
            var sections: [(name: String, text: String)] = []
            var open: (name: String, end: String)?
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if let current = open {
                    if line == current.end { open = nil } else { sections[sections.count - 1].text += line + "\n" }
                } else if line.hasPrefix("<source id="), let fence = line.firstMatch(of: /fence="([0-9a-f]{12})">$/) {
                    open = ("source", "</source \(fence.output.1)>")
                    sections.append(("source", ""))
                } else if let tag = line.wholeMatch(of: /<([a-z]+)>/) {
                    open = (String(tag.output.1), "</\(tag.output.1)>")
                    sections.append((String(tag.output.1), ""))
                } else if !line.isEmpty {
                    sections.append(("stray", String(line)))
                }
            }
            return sections
        }
    }
}
