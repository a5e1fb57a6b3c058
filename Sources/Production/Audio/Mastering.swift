import Foundation

/// Joins clips to an episode: gaps, loudness, MP3 with tags and chapters, measured afterwards.
///
/// Loudness is −16 LUFS and the true peak at most −1 dBTP, as Apple asks for speech; `loudnorm` runs twice, to measure and
/// to change.
///
/// Source: EBU R 128; ffmpeg, "loudnorm"; ID3v2 Chapter Frame Addendum 1.0.
struct Mastering {
    /// Between two turns.
    static let gapMilliseconds = 350
    /// Between two segments.
    static let segmentGapMilliseconds = 700
    static let loudness = -16.0
    /// What the encoder adds must not lead above −1.
    private static let peakTarget = -2.0
    private static let peakLimit = -1.0

    let clock: any Clock<Duration> & Sendable

    /// A finished file with what was measured in it.
    struct Master {
        var data: Data
        var durationMilliseconds: Int
        var loudness: Double
        var truePeak: Double
    }

    /// What stands in the file beside the sound.
    struct Tags {
        var title: String
        var show: String
        var author: String
        var comment: String
        var year: Int
        var number: Int?
        var language: String
        var chapters: [Chapters.Chapter]
    }

    private let ffmpeg: Program

    /// - Throws: ``ProductionError`` with `toolMissing`.
    init(clock: any Clock<Duration> & Sendable) throws {
        guard let ffmpeg = Program.find("ffmpeg") else {
            throw ProductionError(
                .toolMissing,
                "making a sound file needs the program ffmpeg, which is not installed",
                next: "install it with: apt-get install ffmpeg"
            )
        }
        self.ffmpeg = ffmpeg
        self.clock = clock
    }

    /// Makes the file.
    ///
    /// - Parameters:
    ///   - clips: The sound of each turn of the timeline, read when it is needed.
    ///   - timeline: When each turn begins; the sound fills the time to the next with silence.
    ///   - tags: What stands in the file beside the sound.
    /// - Returns: The file with what was measured in it.
    /// - Throws: ``ProductionError`` with `audioFailed`; `CancellationError`.
    func master(_ clips: [() -> Sound?], _ timeline: Timeline, _ tags: Tags) async throws -> Master {
        let folder = try PrivateFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let mix = folder.appending(path: "mix.wav").path(percentEncoded: false)
        let metadata = folder.appending(path: "tags.txt").path(percentEncoded: false)
        let output = folder.appending(path: "episode.mp3").path(percentEncoded: false)
        try join(clips, timeline, to: mix)
        try Data(Self.metadata(tags, endMilliseconds: timeline.durationMilliseconds).utf8)
            .write(to: URL(filePath: metadata))
        // An hour of speech takes about a minute and a half.
        let limit = Duration.seconds(120 + timeline.durationMilliseconds / 5_000)
        let target = "loudnorm=I=\(Self.loudness):TP=\(Self.peakTarget):LRA=11"
        let first = try await run(["-i", mix, "-af", "\(target):print_format=json", "-f", "null", "-"], limit)
        guard let measured = Self.measured(in: first) else {
            throw failed("ffmpeg did not measure the loudness", log: first)
        }
        let filter = "\(target):\(measured):linear=true,aresample=44100"
        _ = try await run(
            [
                "-y", "-i", mix, "-i", metadata, "-map", "0:a", "-map_metadata", "1", "-map_chapters", "1", "-af",
                filter,
                "-ac", "1", "-c:a", "libmp3lame", "-b:a", "96k", "-id3v2_version", "3", "-write_id3v1", "0", "-fflags",
                "+bitexact", "-flags:a", "+bitexact", output,
            ],
            limit
        )
        let log = try await run(
            ["-i", output, "-map", "0:a", "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"],
            limit
        )
        guard let data = FileManager.default.contents(atPath: output), !data.isEmpty,
            let loudness = Self.number(after: "I:", in: log), let peak = Self.number(after: "Peak:", in: log),
            let duration = Self.duration(in: log)
        else { throw failed("ffmpeg wrote no file that can be measured", log: log) }
        guard abs(loudness - Self.loudness) <= 1, peak <= Self.peakLimit else {
            throw failed(
                "the file has \(loudness) LUFS and a true peak of \(peak) dBTP, outside -16 ± 1 and -1",
                log: ""
            )
        }
        return Master(data: data, durationMilliseconds: duration, loudness: loudness, truePeak: peak)
    }

    /// Writes the clips into one file, each at its time; never more than one of them is in memory.
    private func join(_ clips: [() -> Sound?], _ timeline: Timeline, to path: String) throws {
        guard let rate = clips.first?()?.sampleRateHz else { throw failed("a clip is gone", log: "") }
        try Data().write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? file.close() }
        func bytes(_ milliseconds: Int) -> Int { milliseconds * rate / 1_000 * 2 }
        try file.write(
            contentsOf: Sound.header(sampleRateHz: rate, sizeBytes: bytes(timeline.durationMilliseconds))
        )
        for (clip, span) in zip(clips, timeline.turns) {
            guard let sound = clip(), sound.sampleRateHz == rate else { throw failed("a clip is gone", log: "") }
            let size = bytes(span.endMilliseconds) - bytes(span.startMilliseconds)
            try file.write(contentsOf: sound.samples.prefix(size))
            try file.write(contentsOf: Data(count: max(size - sound.samples.count, 0)))
        }
    }

    private func run(_ arguments: [String], _ limit: Duration) async throws -> String {
        let outcome: Program.Outcome
        do {
            let common = ["-hide_banner", "-nostdin", "-protocol_whitelist", "file,pipe"]
            outcome = try await ffmpeg.run(common + arguments, timeLimit: limit, clock: clock)
        } catch is Program.TimeLimitExceeded {
            throw failed("ffmpeg took longer than \(limit.components.seconds) s", log: "")
        }
        guard outcome.status == 0 else {
            throw failed("ffmpeg failed (exit code \(outcome.status))", log: outcome.log)
        }
        return outcome.log
    }

    private func failed(_ message: String, log: String) -> ProductionError {
        let reason = log.split(separator: "\n").last.map { ": \($0.prefix(200))" } ?? ""
        return ProductionError(
            .audioFailed,
            message + reason,
            kept: "the clips are kept, and the package stays as it was",
            next: "run: finalize --audio again"
        )
    }

    // MARK: What ffmpeg reads and writes

    static func metadata(_ tags: Tags, endMilliseconds: Int) -> String {
        func escaped(_ text: String) -> String {
            PlainLine.make(text).reduce(into: "") { result, character in
                if "=;#\\".contains(character) { result += "\\" }
                result.append(character)
            }
        }
        var lines = [
            ";FFMETADATA1", "title=\(escaped(tags.title))", "album=\(escaped(tags.show))",
            "artist=\(escaped(tags.author))", "genre=Podcast", "date=\(tags.year)",
            "language=\(escaped(tags.language))",
            "comment=\(escaped(tags.comment))",
        ]
        if let number = tags.number { lines.append("track=\(number)") }
        let starts = tags.chapters.map { Int(($0.startTime * 1_000).rounded()) }
        for (chapter, span) in zip(tags.chapters, zip(starts, starts.dropFirst() + [endMilliseconds])) {
            lines += [
                "[CHAPTER]", "TIMEBASE=1/1000", "START=\(span.0)", "END=\(span.1)", "title=\(escaped(chapter.title))",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The measurements of a first pass as the second one takes them; numbers alone are handed on.
    static func measured(in log: String) -> String? {
        guard let start = log.lastIndex(of: "{"), let end = log.lastIndex(of: "}"), start < end,
            let report = try? JSONDecoder().decode([String: String].self, from: Data(log[start...end].utf8))
        else { return nil }
        let values = [
            ("measured_I", "input_i"), ("measured_TP", "input_tp"), ("measured_LRA", "input_lra"),
            ("measured_thresh", "input_thresh"), ("offset", "target_offset"),
        ].map { ($0, report[$1] ?? "") }
        guard values.allSatisfy({ Double($0.1)?.isFinite ?? false }) else { return nil }
        return values.map { "\($0)=\($1)" }.joined(separator: ":")
    }

    /// The number that follows a label in the summary of `ebur128`.
    static func number(after label: String, in log: String) -> Double? {
        guard let summary = log.ranges(of: "Summary:").last,
            let place = log[summary.upperBound...].firstRange(of: label)
        else { return nil }
        return log[place.upperBound...].split(separator: " ").first.flatMap { Double($0) }
    }

    /// The duration of the input, in milliseconds.
    static func duration(in log: String) -> Int? {
        guard let place = log.firstRange(of: "Duration: ") else { return nil }
        let parts = log[place.upperBound...].prefix { $0 != "," }.split(separator: ":").compactMap { Double($0) }
        guard parts.count == 3 else { return nil }
        return Int(((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1_000)
    }
}
