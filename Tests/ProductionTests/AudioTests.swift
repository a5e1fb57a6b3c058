import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import TestSupport
import Testing

@testable import Production

@Suite struct Audio {
    static let hasPrograms: Bool = Program.find("flite") != nil && Program.find("ffmpeg") != nil

    @Test(.enabled(if: hasPrograms, "install flite and ffmpeg with: scripts/setup"))
    func `an episode is heard as it is written, and one edited line renders one clip`() async throws {
        try await withSource { source in
            try await withSession { session, _ in
                let brief = Brief(topic: "Coral reefs", format: .brief, minutes: 1)
                try await session.produce(brief, sources: [source], audio: .flite)
                let folder = try #require(try await session.status()).folder
                let clips = folder.appending(path: "audio/clips")
                func names() throws -> Set<String> {
                    Set(try FileManager.default.contentsOfDirectory(atPath: clips.path(percentEncoded: false)))
                }
                func publication() async throws -> Publication {
                    try ArtefactJSON.value(
                        Publication.self,
                        from: Data(await session.artefact("publication").text.utf8)
                    )
                }
                let first = try await publication()
                let record = try #require(first.audio)
                #expect(abs(record.loudness + 16) <= 1 && record.truePeak <= -1)
                let rendered = try names()
                #expect(rendered == Set(record.clips.map { "\($0.key).wav" }))
                if Validators.areInstalled {
                    let (output, faulty) = try await Validators.check([folder])
                    #expect(faulty.isEmpty, "\(output)")
                }

                let turn = try #require(record.clips.last?.turn)
                try await session.correct("A word was wrong.", change: (turn, "Goodbye, and thank you for listening."))
                #expect(try names().subtracting(rendered).count == 1)
                let second = try await publication()
                #expect(second.guid == first.guid && second.audio?.clips.dropLast() == record.clips.dropLast())

                let sound = try Data(contentsOf: folder.appending(path: "episode.mp3"))
                try await session.finalize()
                #expect(try Data(contentsOf: folder.appending(path: "episode.mp3")) == sound)
            }
        }
    }

    @Test(.enabled(if: Program.find("ffmpeg") != nil, "install ffmpeg with: scripts/setup"))
    func `the service's models speak each speaker's voice, in any language, on the books`() async throws {
        try await withSource { source in
            // The simulator writes English, whatever is asked for, and the checks notice.
            try await withSession(change: { $0.finalizeRejected = true }) { session, simulator in
                let cast = [
                    Speaker(name: "Nora", role: "host", voice: "fr_marie_neutral"), .init(name: "Ben", role: "host"),
                ]
                let brief = Brief(topic: "Coral reefs", format: .brief, cast: cast, language: "ar", minutes: 1)
                try await session.produce(brief, sources: [source])
                let before = try await session.gateway.balance(episode: nil).balances[0].spent
                // A failure of the service is tried again by the gateway, not here.
                simulator.set([SimulatorFault(.unavailable503, path: "/audio/speech", to: 1)])
                let silent = try #require(try await session.estimate([.finalize])[0].worstCase)
                let most = try #require(try await session.estimate([.finalize], speaking: .openrouter)[0].worstCase)
                let report = try await session.finalize(audio: .openrouter, keepsText: true)
                #expect(report.cost > silent && report.cost <= most)
                let text = try await session.artefact("publication")
                let publication = try ArtefactJSON.value(Publication.self, from: Data(text.text.utf8))
                let audio = try #require(publication.audio)
                #expect(abs(audio.loudness + 16) <= 1 && Set(audio.clips.map(\.key)).count == audio.clips.count)
                #expect(report.calls == audio.clips.count && report.cost > .zero)
                let after = try await session.gateway.balance(episode: nil).balances[0].spent
                #expect(after - before == report.cost)
                // What is spoken already is not paid for twice.
                let again = try await session.finalize(audio: .openrouter, keepsText: true)
                #expect(again.calls == 0)
                // An edit costs its clip, and the episode keeps its sound without being told again.
                let turn = try #require(audio.clips.last?.turn)
                _ = try await session.changeTurns([turn], action: "edit \(turn)") { $0.text = "Good day to you." }
                let finalized = try #require(try await session.resume().last)
                #expect(finalized.phase == .finalize && finalized.files.contains("episode.mp3"))
                let spoken = try await session.artefact("ledger").text.split(separator: "\n").suffix(1)
                #expect(spoken.allSatisfy { $0.contains("\"unit\":\"speech\"") }, "\(spoken)")
            }
        }
    }

    @Test func `a language that flite does not speak is refused before anything is spent`() {
        #expect(throws: ProductionError.self) { try FliteEngine(language: "ja", clock: ContinuousClock()) }
    }

    /// Speaks as long as the text wants, but not words that it is told to fail at.
    private struct Voice: SpeechEngine {
        let name = "test"
        let identity = "1"
        let textLimit = 1_000
        let width = 2
        var fault: (@Sendable (String) -> Sound?)?

        func voice(of speaker: Speaker, at index: Int) -> String { speaker.voice ?? "v\(index)" }

        func render(_ text: String, voice: String) async throws -> Sound {
            if text.contains("fail") {
                guard let sound = fault?(text) else { throw ProductionError(.audioFailed, "no sound") }
                return sound
            }
            return Sound.tone(milliseconds: text.split(separator: " ").count * 400)
        }
    }

    private static let script = Script(
        title: "T",
        segments: [
            .init(
                id: "seg1",
                title: "One",
                synopsis: "",
                turns: ["Say one.", "Please fail here.", "Say three."].enumerated().map {
                    .init(id: "t\($0 + 1)", speaker: "Nora", text: $1)
                }
            )
        ]
    )

    @Test(
        arguments: [
            nil, { _ in Sound(sampleRateHz: 16_000, samples: Data(count: 64_000)) },
            { _ in Sound.tone(milliseconds: 20) },
        ] as [(@Sendable (String) -> Sound?)?]
    )
    func `a clip that fails, is silent or too short is an error that keeps the rest`(
        fault: (@Sendable (String) -> Sound?)?
    ) async throws {
        try await withSession { session, _ in
            let folder = session.episodesFolder.appending(path: "e")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let clips = try ClipStore(episode: folder)
            let narration = Narration(engine: Voice(fault: fault), clips: clips, run: PhaseRun.forTests(session))
            let lines = try narration.lines(
                of: Self.script,
                cast: [.init(name: "Nora", role: "host")],
                lexicon: .init([:])
            )
            let error = await #expect(throws: ProductionError.self) { try await narration.render(lines) }
            #expect(error?.code == .audioFailed && error?.message.contains("t2") == true)
            #expect(lines.map { clips.sound($0.key) != nil } == [true, false, true])
        }
    }

    @Test(
        arguments: [
            ("SQL and SQLite, MySQL", "sequel and SQLite, MySQL"), ("(SQL)", "(sequel)"), ("sql", "sql"),
            ("Nguyễn said", "win said"), ("C++ is", "see plus plus is"),
        ]
    )
    func `words of the lexicon are said as it says`(written: String, said: String) {
        let lexicon = Lexicon(["SQL": "sequel", "Nguyễn": "win", "C++": "see plus plus"])
        #expect(lexicon.spoken(written) == said)
    }

    @Test func `long turns are cut between sentences`() {
        let sentence = "This is a sentence of eight words indeed."
        let pieces = Narration.pieces(Array(repeating: sentence, count: 10).joined(separator: " "), limit: 100)
        #expect(pieces.count == 5 && pieces.allSatisfy { $0.count <= 100 && $0.hasSuffix("indeed.") })
        #expect(Narration.pieces(String(repeating: "word ", count: 50), limit: 40).allSatisfy { $0.count <= 40 })
    }

    @Test func `sound is read as it was written`() {
        let tone = Sound.tone(milliseconds: 100)
        #expect(Sound(wave: tone.wave) == tone && tone.milliseconds == 100 && tone.peak > 9_000)
        for cut in [0, 10, 30, 43] { #expect(Sound(wave: tone.wave.prefix(cut)) == nil) }
        var stereo = tone.wave
        stereo[22] = 2
        #expect(Sound(wave: stereo) == nil)
    }

    @Test func `a program ends with its time limit and with its task, and says little`() async throws {
        let shell = try #require(Program.find("sh"))
        let clock = ContinuousClock()
        let loud = try await shell.run(
            ["-c", "yes line | head -c 1000000 >&2; echo end >&2; exit 3"],
            timeLimit: .seconds(20),
            clock: clock
        )
        #expect(loud.status == 3 && loud.log.utf8.count <= 65_536 && loud.log.hasSuffix("end\n"))
        let began = clock.now
        await #expect(throws: Program.TimeLimitExceeded.self) {
            try await shell.run(["-c", "exec sleep 60"], timeLimit: .milliseconds(50), clock: clock)
        }
        await withTaskGroup { group in
            group.addTask {
                await #expect(throws: CancellationError.self) {
                    try await shell.run(["-c", "exec sleep 60"], timeLimit: .seconds(60), clock: clock)
                }
            }
            group.cancelAll()
        }
        #expect(clock.now - began < .seconds(20))
    }

    @Test func `tags with signs of their own stay tags`() {
        let tags = Mastering.Tags(
            title: "a=b;c#d\\e\nf",
            show: "S",
            author: "A",
            comment: "C",
            year: 2026,
            number: 3,
            language: "en",
            chapters: [.init(startTime: 0, title: "One"), .init(startTime: 1.5, title: "[CHAPTER]")]
        )
        let text = Mastering.metadata(tags, endMilliseconds: 4_000)
        #expect(text.contains("title=a\\=b\\;c\\#d\\\\e f\n") && text.contains("track=3\n"))
        #expect(
            text.contains("START=0\nEND=1500\ntitle=One\n") && text.contains("START=1500\nEND=4000\ntitle=[CHAPTER]\n")
        )
    }

    @Test func `measured times stand in for planned ones`() {
        let timeline = Timeline(Self.script, clips: [1_000, 2_000, 3_000])
        #expect(timeline.turns.map(\.startMilliseconds) == [0, 1_350, 3_700])
        #expect(timeline.durationMilliseconds == 6_700)
    }
}

extension Sound {
    /// A tone that is loud enough to be speech.
    static func tone(milliseconds: Int) -> Sound {
        var samples = Data()
        for index in 0..<(milliseconds * 16) {
            let value = Int16(10_000 * sin(Double(index) / 8))
            samples.append(contentsOf: [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)])
        }
        return Sound(sampleRateHz: 16_000, samples: samples)
    }
}

extension PhaseRun {
    static func forTests(_ session: Session) -> PhaseRun {
        PhaseRun(
            phase: .finalize,
            episode: "e",
            gateway: session.gateway,
            chain: Session.DefaultModels.writer,
            timeLimit: .seconds(10),
            hub: session.hub,
            now: { Date() },
            record: { _ in }
        )
    }
}
