import Foundation
import Production
import TestSupport
import Testing

@testable import Shell

/// States, edits and revisions from the program itself, as people and scripts use them.
@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `State commands` {
    private func home() async throws -> ScratchHome { try await ScratchHome(filling: TemporaryDirectory.current) }

    private func script(_ home: ScratchHome) throws -> String {
        try String(contentsOf: home.folder.appending(path: "episodes/coral-reefs/script.json"), encoding: .utf8)
    }

    @Test func `an editor's change is taken over or refused with its line, and what was refused goes on`() async throws
    {
        let home = try await home()
        let before = try script(home)
        let wrong = try await home.run([
            "-c", "open coral-reefs > /dev/null; set EDITOR \"sed -i s/^@Felix/@Bob/\"; edit script",
        ])
        #expect(wrong.status == 1)
        #expect(wrong.talk.contains(/line \d+: Bob is not in the cast: Nora, Felix/), "\(wrong.talk)")
        #expect(wrong.talk.contains("kept:  "))
        #expect(wrong.talk.contains("edit script --discard"))
        #expect(try script(home) == before)
        let again = try await home.run([
            "-c", "open coral-reefs > /dev/null; set EDITOR \"sed -i s/^@Bob/@Nora/\"; edit script --json",
        ])
        #expect(again.status == 0, "\(again.talk)")
        #expect(again.talk.contains("going on with the text of before"))
        #expect(again.data.contains("\"isChanged\":true"))
        #expect(try !script(home).contains("\"speaker\" : \"Felix\""))
        let back = try await home.run(["-c", "open coral-reefs > /dev/null; diff script; undo; status"])
        #expect(back.status == 0)
        #expect(back.data.contains(/- t\d+ Felix/))
        #expect(back.data.contains(/\+ t\d+ Nora/))
        #expect(try script(home) == before)
    }

    @Test func `an editor that fails, and none at all, change nothing`() async throws {
        let home = try await home()
        let before = try script(home)
        for (line, status, reason) in [
            ("set EDITOR false; edit script", 1, "ended with 1"), ("edit script", 2, "No editor is set"),
            ("set EDITOR true; edit script & wait", 2, "a job has none"),
            ("edit outline --turn t1 --say x", 2, "belong together"),
            ("edit script --from nothing.json", 1, "nothing.json"),
        ] as [(String, Int32, String)] {
            let run = try await home.run(["-c", "open coral-reefs > /dev/null; \(line)"])
            #expect(run.status == status, "\(line): \(run.talk)")
            #expect(run.talk.contains(reason), "\(line): \(run.talk)")
        }
        #expect(try script(home) == before)
    }

    @Test func `a script of commands takes an episode through its states`() async throws {
        let home = try await home()
        let held = try await home.run([
            "--json", "-c", "new 'Deep reefs' --source reefs.md --minutes 2; research",
        ])
        #expect(held.status == 1)
        #expect(held.data.contains("\"code\":\"notApproved\""))
        #expect(held.data.contains("\"state\":\"brief\""))
        let planned = try await home.run(["-c", "open deep-reefs; approve; research; outline; script"])
        #expect(planned.status == 1, "\(planned.talk)")
        #expect(planned.talk.contains("The outline of deep-reefs waits for an approval"), "\(planned.talk)")
        #expect(planned.talk.contains("approve outline"))
        let done = try await home.run([
            "-c", "open deep-reefs; approve outline; resume || approve qa && resume; approve qa; publish; status",
        ])
        #expect(done.status == 0, "\(done.talk)")
        #expect(done.data.contains("published"))
        let text = try String(
            contentsOf: home.folder.appending(path: "episodes/deep-reefs/outline.json"),
            encoding: .utf8
        )
        try text.replacing("\"goal\" : \"", with: "\"goal\" : \"Now: ").write(
            to: home.folder.appending(path: "outline.json"),
            atomically: true,
            encoding: .utf8
        )
        let changed = try await home.run([
            "-c", "open deep-reefs > /dev/null; edit outline --from outline.json; status",
        ])
        #expect(changed.status == 0, "\(changed.talk)")
        #expect(changed.data.contains("stale: script, outline.json was edited"))
        #expect(changed.data.contains("changed since it was published"))
        #expect(changed.data.contains("next: approve outline"))
        let undone = try await home.run(["-c", "open deep-reefs > /dev/null; undo; status; revisions"])
        #expect(undone.data.contains("published"))
        #expect(!undone.data.contains("stale:"))
        #expect(undone.data.contains("edit outline"))
    }

    @Test func `what an earlier process has paid for is not paid for again, without a key as well`() async throws {
        let home = try await home()
        let again = try await home.run(["-c", "open coral-reefs > /dev/null; outline; script; qa || status"])
        #expect(again.data.ranges(of: " 0 calls, $0,").count == 3, "\(again.data)")
        let anew = try await home.run(["-c", "open coral-reefs > /dev/null; outline --fresh"])
        #expect(anew.data.contains(" 1 call, $0.00"), "\(anew.data)")
    }

    @Test func `a program can tell by its hash whether a file is the one it knows`() async throws {
        let home = try await home()
        let status = try await home.run(["-c", "open coral-reefs > /dev/null; status --json"])
        let text = try String(
            contentsOf: home.folder.appending(path: "episodes/coral-reefs/manifest.json"),
            encoding: .utf8
        )
        let found = try #require(text.firstMatch(of: /"script.json" : \{[^}]*"sha256" : "([0-9a-f]{64})"/))
        let digits = Array(String(found.1))
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
        let hash = Data(bytes).base64EncodedString()
        #expect(status.data.contains(#""integrity":"sha256-\#(hash)""#), "\(status.data)")
    }

    @Test(arguments: ["manifest.json", "publication.json", "sources.json", "ledger.jsonl", "transcript.vtt"])
    func `a copy of a file is what the file is, hashes and all`(name: String) async throws {
        let home = try await home()
        let run = try await home.run([
            "-c", "open coral-reefs > /dev/null; view \(name) > copy; view \(name) | cat; view \(name) --json",
        ])
        #expect(run.status == 0, "\(run.talk)")
        let file = try String(
            contentsOf: home.folder.appending(path: "episodes/coral-reefs/\(name)"),
            encoding: .utf8
        )
        #expect(try String(contentsOf: home.folder.appending(path: "copy"), encoding: .utf8) == file)
        #expect(run.data.hasPrefix(file))
        let object = try #require(run.data.split(separator: "\n").last)
        #expect(try JSONDecoder().decode(Artefact.self, from: Data(object.utf8)).text == file)
    }

    @Test func `a key that somebody wrote into a file is shown nowhere`() async throws {
        let home = try await home()
        let file = home.folder.appending(path: "episodes/coral-reefs/brief.json")
        let key = "sk-or-v1-\("5f0a91c37be2d4468890aa17c3e5f102")7d6b94e8a1c2f3045b6d7e8f9a0b1c2d"
        let brief = try String(contentsOf: file, encoding: .utf8)
        try brief.replacing("Coral reefs", with: "Coral \(key) reefs").write(
            to: file,
            atomically: true,
            encoding: .utf8
        )
        let run = try await home.run([
            "-c", "open coral-reefs > /dev/null; view brief.json; view brief.json | cat; view brief.json --json",
        ])
        #expect(run.data.ranges(of: "Coral sk-or-… reefs").count == 3, "\(run.data)")
        #expect(!run.data.contains("5f0a91c3"))
    }

    @Test func `another episode is looked at by its name, and the open one stays open`() async throws {
        let home = try await home()
        let run = try await home.run([
            "-c", "new 'Deep reefs' > /dev/null; status coral-reefs --json; status | head -1; status coral-reef",
        ])
        let lines = run.data.split(separator: "\n")
        #expect(lines.first?.contains(#""slug":"coral-reefs""#) == true, "\(run.data)")
        #expect(lines.last?.hasPrefix("deep-reefs") == true, "\(run.data)")
        #expect(run.status == 1)
        #expect(run.talk.contains("Did you mean `status coral-reefs`?"), "\(run.talk)")
    }

    @Test func `produce stops where it is told, and yes is an approval beforehand`() async throws {
        let home = try await home()
        let stopped = try await home.run([
            "-c", "produce 'Deep reefs' --source reefs.md --minutes 2 --until outline; status",
        ])
        #expect(stopped.status == 0, "\(stopped.talk)")
        #expect(stopped.data.contains("next: approve outline"))
        let waiting = try await home.run(["-c", "resume deep-reefs --until script"])
        #expect(waiting.status == 1)
        let agreed = try await home.run(["-c", "resume deep-reefs --until script --yes; status --json"])
        #expect(agreed.status == 0, "\(agreed.talk)")
        #expect(agreed.data.contains(#""outline":{"at":"#) && agreed.data.contains(#""author":"beforehand""#))
    }

    /// A person at the terminal: the question after the outline, answered both ways.
    @Test(arguments: [("n", 1), ("y", 0)] as [(String, Int32)])
    func `at a terminal the outline is asked about`(answer: String, status: Int32) async throws {
        let folder = TemporaryDirectory.current
        let questions = Recorder<String>()
        try "Coral reefs cover less than one percent of the ocean floor.\n\nA reef is built by polyps.".write(
            to: folder.appending(path: "reefs.md"),
            atomically: true,
            encoding: .utf8
        )
        try await withSession(in: folder) { session, _ in
            let captured = CapturedOutput()
            var context = try CommandShell.captured(captured, home: folder).interpreter.context
            context.session = { session }
            context.isPaid = false
            context.confirm = { question in
                questions.append(question)
                return answer == "y"
            }
            let path = folder.appending(path: "reefs.md").path(percentEncoded: false)
            let line = "produce 'Coral reefs' --source '\(path)' --minutes 2 --until script"
            let ended = await CommandShell(context).runScript(line, file: "").rawValue
            #expect(ended == status, "\(captured.talk)")
            let episode = try #require(try await session.status())
            #expect(episode.state == (answer == "y" ? .scripted : .outlined))
            #expect((episode.approvals[.outline]?.author == .person) == (answer == "y"))
        }
        #expect(questions.elements == ["Nobody has approved the outline of coral-reefs. Go on with it?"])
    }
}
