import Foundation
import OpenRouter

/// A text that a person wants in the place of a file, read and checked.
struct EditedText {
    /// What the file will hold.
    let data: Data

    /// Reads and checks a text.
    ///
    /// - Parameters:
    ///   - text: What the person has written.
    ///   - form: Its form.
    ///   - subject: What it is to be.
    ///   - folder: The episode, as it is.
    /// - Throws: ``ProductionError`` with `editInvalid`, which names lines and reasons.
    init(_ text: Data, as form: Editable.Form, for subject: Editable, in folder: EpisodeFolder) throws {
        guard let words = String(validating: text, as: UTF8.self) else {
            throw Self.refused(subject, [(1, "the text is not UTF-8")])
        }
        // It would go to models and into what is published.
        if words.holdsKey {
            let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
            let line = lines.firstIndex { String($0).holdsKey } ?? 0
            throw Self.refused(
                subject,
                [(line + 1, "an API key stands here; `keys revoke` replaces one that was seen")]
            )
        }
        // A file that is broken on the disk is what some edits are for.
        let brief = try? folder.value(Brief.self, of: .brief)
        let rules = EditRules(
            brief: brief ?? Brief(topic: ""),
            outline: try? folder.value(Outline.self, of: .outline),
            research: try? folder.research()
        )
        switch (subject, form) {
        case (.brief, _):
            let written = try Self.value(Brief.self, text, subject)
            let brief = BriefRules.tidied(written)
            let faults = BriefRules.faults(in: brief).map { EditFault($0.path, $0.reason) }
            data = try Self.data(brief, faults + UnknownMembers.faults(in: text, readAs: written), text, subject)
        case (.notes, _):
            let notes = try Self.value(NotesFile.self, text, subject)
            let unknown = UnknownMembers.faults(in: text, readAs: notes)
            data = try Self.data(notes, rules.faults(in: notes) + unknown, text, subject)
        case (.outline, _):
            let outline = try Self.value(Outline.self, text, subject)
            let unknown = UnknownMembers.faults(in: text, readAs: outline)
            data = try Self.data(outline, rules.faults(in: outline) + unknown, text, subject)
        case (.script, .json):
            let script = try Self.value(Script.self, text, subject)
            let unknown = UnknownMembers.faults(in: text, readAs: script)
            data = try Self.data(script, rules.faults(in: script) + unknown, text, subject)
        case (.script, .fountain):
            data = try ArtefactJSON.data(Self.script(text, rules, try? folder.value(Script.self, of: .script)))
        }
    }

    private static func value<Value: Decodable>(
        _ type: Value.Type,
        _ text: Data,
        _ subject: Editable
    ) throws -> Value {
        do {
            return try ArtefactJSON.value(type, from: text)
        } catch {
            throw refused(subject, reason: ArtefactJSON.fault(error, in: text))
        }
    }

    private static func data(
        _ value: some Encodable,
        _ faults: [EditFault],
        _ text: Data,
        _ subject: Editable
    ) throws -> Data {
        guard faults.isEmpty else {
            let lines = JSONLines(text)
            throw refused(subject, faults.map { (lines.line(of: $0.path), $0.reason) })
        }
        return try ArtefactJSON.data(value)
    }

    /// A script from a screenplay; turns that are as they were keep what a screenplay does not show of them.
    private static func script(_ text: Data, _ rules: EditRules, _ earlier: Script?) throws -> Script {
        var reading = Fountain.read(String(decoding: text, as: UTF8.self), taken: Set(earlier?.turns.map(\.id) ?? []))
        var faults = reading.faults
        for fault in rules.faults(in: reading.script) {
            var path = fault.path[...]
            while reading.lines[String(path)] == nil, let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) {
                path = path[..<end]
            }
            faults.append((reading.lines[String(path)] ?? 1, fault.reason))
        }
        guard faults.isEmpty else { throw refused(.script, faults) }
        guard let earlier else { return reading.script }
        let shown = Fountain.script(from: Fountain.text(of: earlier))
        let same = Dictionary(zip(shown.turns, earlier.turns).map { ($0, $1) }) { first, _ in first }
        for segment in reading.script.segments.indices {
            reading.script.segments[segment].turns = reading.script.segments[segment].turns.map { same[$0] ?? $0 }
        }
        return reading.script
    }

    // MARK: Errors

    private static func refused(_ subject: Editable, _ faults: [(line: Int, reason: String)]) -> ProductionError {
        let sorted = faults.sorted { $0.line < $1.line }
        let shown = sorted.prefix(5).map { "line \($0.line): \($0.reason)" }.joined(separator: "; ")
        return refused(subject, reason: shown + (sorted.count > 5 ? "; and \(sorted.count - 5) more" : ""))
    }

    private static func refused(_ subject: Editable, reason: String) -> ProductionError {
        ProductionError(
            .editInvalid,
            "this cannot be the \(subject.rawValue): \(reason)",
            kept: "\(subject.file.name) is as it was"
        )
    }
}
