import Foundation

/// The speech program flite: English, four clear voices, no network.
struct FliteEngine: SpeechEngine {
    private static let voices = ["slt", "rms", "awb", "kal16"]
    private static let timeLimit = Duration.seconds(120)

    let name = SpeechEngineKind.flite.rawValue
    let identity = "flite-2.2"
    let textLimit = 20_000
    let width = ProcessInfo.processInfo.activeProcessorCount
    private let program: Program
    private let clock: any Clock<Duration> & Sendable

    /// - Throws: ``ProductionError`` with `toolMissing`, or `audioFailed` for a language that it does not speak.
    init(language: String, clock: any Clock<Duration> & Sendable) throws {
        guard LanguageName.base(language) == "en" else {
            throw ProductionError(
                .audioFailed,
                "flite speaks English alone, and the episode is in \(LanguageName.english(language))",
                kept: "no sound was made",
                next: "use: finalize --audio --engine openrouter"
            )
        }
        guard let program = Program.find("flite") else {
            throw ProductionError(
                .toolMissing,
                "speaking without a network needs the program flite, which is not installed",
                next: "install it with: apt-get install flite"
            )
        }
        self.program = program
        self.clock = clock
    }

    func voice(of speaker: Speaker, at index: Int) throws -> String {
        // A voice of another engine is no mistake: shows are made with either.
        if let wanted = speaker.voice, Self.voices.contains(wanted) { return wanted }
        return Self.voices[index % Self.voices.count]
    }

    func render(_ text: String, voice: String) async throws -> Sound {
        let folder = try PrivateFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (folder.appending(path: "text.txt"), folder.appending(path: "sound.wav"))
        // It knows ASCII alone, and spells out the bytes of everything else.
        let plain = text.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false) ?? text
        try Data("\(plain)\n".utf8).write(to: input)
        let arguments = [
            "-voice", voice, "-f", input.path(percentEncoded: false), "-o", output.path(percentEncoded: false),
        ]
        let outcome: Program.Outcome
        do {
            outcome = try await program.run(arguments, timeLimit: Self.timeLimit, clock: clock)
        } catch is Program.TimeLimitExceeded {
            throw ProductionError(.audioFailed, "flite took longer than \(Self.timeLimit.components.seconds) s")
        }
        guard outcome.status == 0, let data = FileManager.default.contents(atPath: output.path(percentEncoded: false)),
            let sound = Sound(wave: data)
        else {
            let reason = outcome.log.split(separator: "\n").last.map { ": \($0.prefix(200))" } ?? ""
            throw ProductionError(.audioFailed, "flite made no sound (exit code \(outcome.status))\(reason)")
        }
        return sound
    }
}
