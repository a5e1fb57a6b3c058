import Foundation
import Gateway
import OpenRouter
import Production

/// A word that says what to do, such as `add`.
struct Verb: Hashable, Sendable {
    var name: String
    var summary: String
}

/// What a value means: how it is checked, described and completed.
enum ValueKind: Sendable {
    /// Text of so many characters.
    case text(ClosedRange<Int>)
    case integer(ClosedRange<Int>)
    /// A finite number.
    case number(ClosedRange<Double>)
    /// An amount in dollars, zero or more.
    case money
    /// A time such as `90s`, `5m`, `1h` or `250ms`.
    case duration
    /// One of these words.
    case choice([String])
    /// One of these words, each with what it does.
    case verb([Verb])
    /// A fault of the simulator, by its name.
    case fault
    /// How long the simulator takes, as ``Distribution`` has it.
    case distribution
    /// One of these words, or another of up to 100 characters.
    case suggested([String])
    /// Slugs of providers, such as `azure,amazon-bedrock`.
    case providers
    case model, file, episode, show, artefact, variable, command, program
    /// A part of the open episode's script, such as `t4` or `seg2`.
    case turn, segment
    /// The number of a revision of the open episode.
    case revision
    /// A job's number, `2` or `%2`.
    case job
    /// A call's id, as `requests` lists it, or `last`.
    case call
    /// A key of the ring, by its name.
    case key
    /// A part of a setting's name.
    case setting
    /// A part of the work on an episode, such as `outline`.
    case phase
    /// A circuit breaker by its name, such as `model openai/gpt-4o-mini`, or a model alone.
    case breaker
    /// What keeps calls back, by its name, such as `g-7k2m`.
    case gate
    /// A name for a beginning of a command.
    case alias
    /// A word that is written out.
    case abbreviation
    /// `Nora:host,Felix:expert`.
    case cast

    /// As help writes it.
    var placeholder: String {
        switch self {
        case .text, .suggested: "TEXT"
        case .integer: "N"
        case .number(let range): "\(Self.text(range.lowerBound))…\(Self.text(range.upperBound))"
        case .money: "AMOUNT"
        case .duration: "TIME"
        case .choice(let words): words.count <= 4 ? words.joined(separator: "|") : "WORD"
        case .verb(let verbs): ValueKind.choice(verbs.map(\.name)).placeholder
        case .fault: "FAULT"
        case .distribution: "LATENCY"
        case .model: "MODEL"
        case .providers: "PROVIDER,…"
        case .file: "FILE"
        case .episode: "EPISODE"
        case .show: "SHOW"
        case .artefact: "ARTEFACT"
        case .turn: "TURN"
        case .segment: "SEGMENT"
        case .revision: "N"
        case .variable: "NAME"
        case .command: "COMMAND"
        case .program: "PROGRAM"
        case .job: "JOB"
        case .call: "ID"
        case .key: "NAME"
        case .setting: "SETTING"
        case .phase: "PHASE"
        case .breaker: "BREAKER"
        case .gate: "GATE"
        case .alias, .abbreviation: "NAME"
        case .cast: "NAME:ROLE,…"
        }
    }

    /// What is wrong with a text as such a value, and the nearest right ones; `nil` where nothing is.
    func problem(with text: String) -> (message: String, suggestions: [String])? {
        switch self {
        case .text(let length):
            if length.contains(text.count) { return nil }
            if text.isEmpty { return ("must not be empty", []) }
            return (
                "has \(Figures.count(text.count, "character")), \(length.lowerBound) to \(length.upperBound) are possible",
                []
            )
        case .phase: return ValueKind.choice(Phase.allCases.map(\.rawValue)).problem(with: text)
        case .suggested, .call, .setting, .breaker, .gate, .alias, .abbreviation:
            return ValueKind.text(1...100).problem(with: text)
        case .integer(let range):
            guard let number = Int(text) else {
                return ("must be a whole number from \(range.lowerBound) to \(range.upperBound), not `\(text)`", [])
            }
            if range.contains(number) { return nil }
            let nearest = min(max(number, range.lowerBound), range.upperBound)
            return ("must be from \(range.lowerBound) to \(range.upperBound), not \(number)", ["\(nearest)"])
        case .money:
            guard let amount = Self.money(text), amount >= .zero else {
                return ("must be an amount in dollars such as 2.50, not `\(text)`", [])
            }
            return nil
        case .duration:
            return Self.duration(text) == nil ? ("must be a time such as 90s, 5m or 1h, not `\(text)`", []) : nil
        case .choice(let words):
            if words.contains(text) { return nil }
            return (
                "must be one of \(words.joined(separator: ", ")), not `\(text)`",
                Spelling.nearest(to: text, among: words, limit: 1)
            )
        case .verb(let verbs): return ValueKind.choice(verbs.map(\.name)).problem(with: text)
        case .distribution: return Distribution.problem(with: text)
        case .number(let range):
            let bounds = "must be from \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound)), not `\(text)`"
            guard let number = Double(text), !number.isNaN else { return (bounds, []) }
            if range.contains(number) { return nil }
            return (bounds, [Self.text(min(max(number, range.lowerBound), range.upperBound))])
        case .revision: return ValueKind.integer(1...1_000_000).problem(with: text)
        case .providers: return ValueKind.text(1...1_000).problem(with: text)
        case .key: return ValueKind.text(1...60).problem(with: text)
        case .turn, .segment: return ValueKind.text(1...40).problem(with: text)
        case .variable:
            if Lexer.isName(text) { return nil }
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            let meant = parts.count == 2 && Lexer.isName(parts[0]) ? ["\(parts[0]) \(parts[1])"] : []
            return ("must be letters, digits and _, not `\(text)`", meant)
        case .job: return Self.jobNumber(text) == nil ? ("must be the number of a job, not `\(text)`", []) : nil
        case .cast:
            return Self.speakers(text) == nil
                ? ("must be names with their roles, such as Nora:host,Felix:expert, not `\(text)`", []) : nil
        case .model, .file, .episode, .show, .artefact, .command, .program, .fault:
            return text.isEmpty ? ("must not be empty", []) : nil
        }
    }

    /// A bound as a person writes it: whole numbers without a point.
    private static func text(_ bound: Double) -> String { Int(exactly: bound).map { "\($0)" } ?? "\(bound)" }

    /// An amount, with or without its sign of currency.
    static func money(_ text: String) -> USD? {
        USD(text.hasPrefix("$") ? text.dropFirst() : text[...])
    }

    /// The number of a job, with or without the `%` that fingers type.
    static func jobNumber(_ text: String) -> Int? {
        Int(text.hasPrefix("%") ? text.dropFirst() : text[...]).flatMap { $0 > 0 ? $0 : nil }
    }

    /// A time with its unit; seconds where none is given.
    static func duration(_ text: String) -> Duration? {
        let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400), ("", 1)]
        for (unit, seconds) in units where text.hasSuffix(unit) {
            guard let number = Double(text.dropLast(unit.count)), number >= 0, number < 1e9 else { continue }
            return .seconds(number * seconds)
        }
        return nil
    }

    /// Names with their roles, in order; `nil` where that is not what the text says.
    static func speakers(_ text: String) -> [(name: String, role: String)]? {
        var speakers: [(name: String, role: String)] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: ":", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else { return nil }
            speakers.append((halves[0], halves[1]))
        }
        return speakers
    }
}
