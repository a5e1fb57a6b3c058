@testable import OpenRouterSimulator

/// A whole episode made by the calls that the phases make.
struct Episode {
    struct Turn {
        var speaker: String
        var text: String
    }

    var turns: [Turn] = []
    var texts: [String] { turns.map(\.text) }

    static func make(_ caller: Caller, minutes: Int) async throws -> Episode {
        let topic = "The history of the transistor"
        let found = try await caller.chat(
            "<topic>\n\(topic)\n</topic>",
            with: ["tools": [["type": "openrouter:web_search"]]]
        )
        let message = found.json["choices"]?.array?.first?["message"]
        let citations = message?["annotations"]?.array ?? []
        let sources = citations.enumerated().map { index, citation in
            let content = citation["url_citation"]?["content"]?.string ?? ""
            return "<source id=\"s\(index + 1)\" title=\"x\" fence=\"N\">\n\(content)\n</source N>"
        }
        let head = "<topic>\n\(topic)\n</topic>\n"
        let noted = try await caller.structured("notes", head + sources.joined(separator: "\n"))
        let notes = (noted["notes"]?.array ?? []).enumerated().map { index, note in
            let gist = note["gist"]?.string ?? ""
            return (id: "n\(index + 1)", line: "n\(index + 1) (s1): \(gist) | \"\(note["quote"]?.string ?? "")\"")
        }
        let all = notes.map(\.line).joined(separator: "\n")
        let outline = try await caller.structured(
            "outline",
            head + "<words>\n\(minutes * 150)\n</words>\n<notes>\n\(all)\n</notes>"
        )
        var episode = Episode()
        for segment in outline["segments"]?.array ?? [] {
            let ids = segment["notes"]?.array?.compactMap(\.string) ?? []
            let own = notes.filter { ids.contains($0.id) }.map(\.line).joined(separator: "\n")
            var shown = segment.object ?? [:]
            let count = outline["segments"]?.array?.count ?? 0
            let index = outline["segments"]?.array?.firstIndex(of: segment)
            shown["position"] = index == 0 ? "first" : index == count - 1 ? "last" : "middle"
            let turns = try await caller.structured(
                "turns",
                head
                    + "<cast>\n- Nora: host\n- Felix: host\n</cast>\n<words>\n\(segment["words"]?.int ?? 0)\n</words>\n"
                    + "<notes>\n\(own)\n</notes>\n<outline>\n\(outline.text)\n</outline>\n"
                    + "<segment>\n\(JSON.object(shown).text)\n</segment>"
            )
            episode.turns += (turns["turns"]?.array ?? []).map {
                Turn(speaker: $0["speaker"]?.string ?? "", text: $0["text"]?.string ?? "")
            }
        }
        return episode
    }

    /// The six-word sequences that come again, for a failure's message.
    var repeats: [String] {
        let words = Words.plain(texts.joined(separator: " "))
        var seen: Set<[String]> = []
        return (0..<max(0, words.count - 5)).map { Array(words[$0..<($0 + 6)]) }
            .filter { !seen.insert($0).inserted }.map { $0.joined(separator: " ") }
    }

    /// The share of six-word sequences that were there before.
    var repeatedShare: Double {
        let words = Words.plain(texts.joined(separator: " "))
        return words.count < 6 ? 0 : Double(repeats.count) / Double(words.count - 5)
    }
}
