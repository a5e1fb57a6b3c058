import Foundation

/// Renders the turns of a script, each once for all times.
struct Narration {
    /// A turn as it is spoken.
    struct Line: Hashable {
        var turn: String
        var text: String
        var voice: String
        var key: String
    }

    /// A second has this many words at most, whoever speaks; less sound than that is not the text.
    private static let fastestWordsPerSecond = 8.0
    /// Quieter than this is silence: 1 % of what a sample can be.
    private static let faintestPeak = 328

    let engine: any SpeechEngine
    let clips: ClipStore
    let run: PhaseRun

    /// The turns as they are spoken: words of the lexicon replaced, each with its voice.
    func lines(of script: Script, cast: [Speaker], lexicon: Lexicon) throws -> [Line] {
        var voices: [String: String] = [:]
        for (index, speaker) in cast.enumerated() { voices[speaker.name] = try engine.voice(of: speaker, at: index) }
        return try script.turns.map { turn in
            let text = lexicon.spoken(PlainLine.make(turn.text))
            guard text.contains(where: { $0.isLetter || $0.isNumber }) else {
                throw ProductionError(
                    .audioFailed,
                    "the turn \(turn.id) has no words to speak",
                    next: "edit the script"
                )
            }
            let voice = try voices[turn.speaker] ?? engine.voice(of: Speaker(name: turn.speaker, role: "guest"), at: 0)
            return Line(
                turn: turn.id,
                text: text,
                voice: voice,
                key: ClipStore.key(engine: engine, voice: voice, text: text)
            )
        }
    }

    /// Renders what is not there yet, several at once.
    ///
    /// A clip that fails does not stop the others: they are kept, and the next run renders only what is missing.
    ///
    /// - Throws: ``ProductionError`` with `audioFailed`, which names the turns; `CancellationError`.
    func render(_ lines: [Line]) async throws {
        var seen: Set<String> = []
        let missing = lines.filter { clips.sound($0.key) == nil && seen.insert($0.key).inserted }
        run.expect(missing.count)
        let failures = try await withThrowingTaskGroup(of: (Line, any Error)?.self) { group in
            var waiting = missing[...]
            var failures: [(line: Line, error: any Error)] = []
            func start() {
                guard let line = waiting.popFirst() else { return }
                group.addTask {
                    do {
                        try await run.unit("clip \(line.turn)") {
                            try clips.keep(try await sound(of: line), as: line.key)
                        }
                        return nil
                    } catch let error as CancellationError {
                        throw error
                    } catch {
                        return (line, error)
                    }
                }
            }
            for _ in 0..<max(engine.width, 1) { start() }
            while let result = try await group.next() {
                if let (line, error) = result { failures.append((line, error)) }
                start()
            }
            return failures
        }
        guard let first = failures.first else { return }
        let turns = failures.map(\.line.turn).prefix(8).joined(separator: ", ")
        throw ProductionError(
            .audioFailed,
            "\(failures.count) of \(lines.count) turns could not be rendered (\(turns)): "
                + ((first.error as? ProductionError)?.message ?? "\(first.error)"),
            kept: "the clips of the others are kept, and the package stays as it was",
            next: "run: finalize --audio again; it renders what is missing"
        )
    }

    private func sound(of line: Line) async throws -> Sound {
        var whole: Sound?
        for piece in Self.pieces(line.text, limit: engine.textLimit) {
            let sound = try await engine.render(piece, voice: line.voice)
            guard whole == nil || whole?.sampleRateHz == sound.sampleRateHz else {
                throw ProductionError(.audioFailed, "\(engine.name) changed its sample rate within a turn")
            }
            if whole == nil { whole = sound } else { whole?.samples.append(sound.samples) }
        }
        guard let whole, whole.peak > Self.faintestPeak else {
            throw ProductionError(.audioFailed, "\(engine.name) answered with silence")
        }
        let least = SpokenWords.amount(line.text) / Self.fastestWordsPerSecond * 1_000
        guard Double(whole.milliseconds) >= min(least, 60_000) else {
            throw ProductionError(
                .audioFailed,
                "\(engine.name) answered with \(whole.milliseconds) ms of sound, too little for the text"
            )
        }
        return whole
    }

    /// A text in pieces of whole sentences that an engine takes.
    static func pieces(_ text: String, limit: Int) -> [String] {
        guard text.count > limit else { return [text] }
        var pieces: [String] = []
        for sentence in Sentences.split(text) {
            if let last = pieces.last, last.count + 1 + sentence.count <= limit {
                pieces[pieces.count - 1] = "\(last) \(sentence)"
            } else {
                // A sentence beyond all measure is cut at its words.
                pieces += sentence.count <= limit ? [sentence] : Captions.wrap(sentence, limit)
            }
        }
        return pieces
    }
}

/// How words are said that engines say wrongly.
struct Lexicon {
    private let words: [(written: String, said: String)]

    init(_ words: [String: String]) {
        // Longer ones first, so that `SQLite` is not said as `SQL`.
        self.words = words.sorted { ($0.key.count, $0.key) > ($1.key.count, $1.key) }.map { ($0.key, $0.value) }
    }

    /// A text with every whole word of the lexicon as it is said; capitals count.
    func spoken(_ text: String) -> String {
        guard !words.isEmpty else { return text }
        var result = ""
        var rest = text[...]
        var isInside = false
        while let character = rest.first {
            let found =
                isInside
                ? nil
                : words.first { word in
                    rest.hasPrefix(word.written)
                        && !(rest.dropFirst(word.written.count).first.map { $0.isLetter || $0.isNumber } ?? false)
                }
            if let found {
                result += found.said
                rest = rest.dropFirst(found.written.count)
                isInside = true
            } else {
                result.append(character)
                rest = rest.dropFirst()
                isInside = character.isLetter || character.isNumber
            }
        }
        return result
    }
}
