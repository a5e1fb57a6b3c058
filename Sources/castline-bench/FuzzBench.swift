import ArgumentParser
import Foundation
import Fuzzing
import Synchronization

/// Gives every reader of untrusted input millions of inputs that are nearly right, each reader in a process of its own.
struct FuzzBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Seeded fuzzing of everything that reads untrusted input: no crash, no hang, bounded memory."
    )

    @Option(help: "Inputs in all, shared among the targets.")
    var inputs: UInt64 = 10_000_000

    @Option(help: "Another seed makes other inputs.")
    var seed: UInt64 = 1

    @Option(help: "One target only: \(FuzzTarget.all.map(\.name).joined(separator: ", ")).")
    var target: String?

    @Option(help: "The number of the first input, to repeat one that failed.")
    var first: UInt64 = 0

    @Option(help: "The longest that one input may take, in milliseconds.")
    var limit = 1_000

    @Option(help: .hidden)
    var progress: String?

    func validate() throws {
        if let target, !FuzzTarget.all.contains(where: { $0.name == target }) {
            throw ValidationError("no target is called \(target)")
        }
    }

    func run() throws {
        if let progress, let target { return try read(target, progress: progress) }
        let names = target.map { [$0] } ?? FuzzTarget.all.map(\.name)
        let count = inputs / UInt64(names.count)
        let results = Mutex<[Int: Result<[Figure], any Error>]>([:])
        // As many at once as there are processors.
        DispatchQueue.concurrentPerform(iterations: names.count) { index in
            let result = Result { try watch(names[index], count: count) }
            results.withLock { $0[index] = result }
        }
        var figures: [Figure] = []
        for (_, result) in results.withLock({ $0.sorted { $0.key < $1.key } }) { figures += try result.get() }
        figures.append(Figure("inputs in all", Double(inputs / UInt64(names.count) * UInt64(names.count)), ""))
        try Figure.report(figures)
    }

    // MARK: The process that watches

    private func watch(_ name: String, count: UInt64) throws -> [Figure] {
        let file = FileManager.default.temporaryDirectory.appending(path: "castline-fuzz-\(getpid())-\(name)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(count: 32).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments = [
            "fuzz", "--target", name, "--inputs", "\(count)", "--seed", "\(seed)", "--first", "\(first)",
            "--limit", "\(limit)", "--progress", file.path(percentEncoded: false),
        ]
        let start = ContinuousClock.now
        try process.run()
        // An input that never ends is one that the counter stands still at.
        var last: UInt64?
        var since = ContinuousClock.now
        var hung = false
        while process.isRunning {
            Thread.sleep(forTimeInterval: 0.05)
            let now = Progress(file)?.number
            if now != last { (last, since) = (now, .now) }
            if ContinuousClock.now - since > .seconds(30) {
                hung = true
                process.terminate()
            }
        }
        process.waitUntilExit()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let progress = Progress(file)
        let isBroken = hung || process.terminationStatus != 0 || process.terminationReason != .exit
        if isBroken, let progress {
            print("\(name): input \(progress.number) \(hung ? "never ends" : "ends the process")")
            print("  castline-bench fuzz --target \(name) --seed \(seed) --first \(progress.number) --inputs 1")
        }
        return [
            Figure("\(name), inputs", Double(count), ""),
            Figure("\(name), crashes and hangs", isBroken ? 1 : 0, "", atMost: 0),
            Figure("\(name), inputs a second", Double(count) / seconds, ""),
            Figure("\(name), slowest input", Double(progress?.slowest ?? 0) / 1_000, "ms", atMost: Double(limit)),
            Figure("\(name), resident memory", Double(progress?.kibibytes ?? 0) / 1_024, "MiB", atMost: 256),
        ]
    }

    // MARK: The process that reads

    private func read(_ name: String, progress path: String) throws {
        guard let target = FuzzTarget.all.first(where: { $0.name == name }) else { return }
        let generator = target.generator(seed)
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
        var progress = Progress()
        let clock = ContinuousClock()
        for number in first..<(first + inputs) {
            progress.number = number
            progress.write(to: descriptor)
            let input = generator.input(number)
            let elapsed = clock.measure { target.read(input) }
            let microseconds = UInt64(elapsed / .microseconds(1))
            if microseconds > progress.slowest { progress.slowest = microseconds }
            if number % 4_096 == 0 { progress.kibibytes = Self.peakKibibytes() }
        }
        progress.kibibytes = Self.peakKibibytes()
        progress.write(to: descriptor)
        close(descriptor)
    }

    private static func peakKibibytes() -> UInt64 {
        var usage = rusage()
        unsafe getrusage(RUSAGE_SELF.rawValue, &usage)
        return UInt64(usage.ru_maxrss)
    }

    /// How far a process is; it lies in a file, so that it outlives a crash.
    private struct Progress {
        /// The number of the input that is being read.
        var number: UInt64 = 0
        /// The longest that an input took, in microseconds.
        var slowest: UInt64 = 0
        /// The most memory so far.
        var kibibytes: UInt64 = 0

        init() {}

        init?(_ file: URL) {
            guard let data = try? Data(contentsOf: file), data.count >= 24 else { return nil }
            let numbers = (0..<3).map { index in
                data[(index * 8)..<(index * 8 + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            }
            (number, slowest, kibibytes) = (numbers[0], numbers[1], numbers[2])
        }

        func write(to descriptor: Int32) {
            let numbers = [number.littleEndian, slowest.littleEndian, kibibytes.littleEndian]
            _ = unsafe numbers.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        }
    }
}
