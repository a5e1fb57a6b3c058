import Foundation

/// Reads texts of strangers and models: the way in for whatever tries out what texts can do.
package enum UntrustedText {
    /// Reads the bytes of `manifest.json`; whether they are one.
    package static func manifest(_ bytes: [UInt8]) -> Bool {
        let data = Data(bytes)
        do {
            _ = try ArtefactJSON.value(Manifest.self, from: data)
            return true
        } catch {
            _ = ArtefactJSON.fault(error, in: data)
            return false
        }
    }

    /// Reads a model's answer in every form, well written or not.
    package static func answer(_ text: String) -> Int {
        let filter = OutputFilter(text, rules: Canary.sentence(for: [text]))
        _ = try? AnswerForm<[NoteDraft]>.notes.value(in: filter.text)
        _ = try? AnswerForm<[TurnDraft]>.turns(cast: ["Nora"]).value(in: filter.text)
        return LenientJSON.values(in: filter.text).count
    }

    /// Reads a page; its text, as a prompt shows it.
    package static func page(_ html: String) -> String { SuspiciousLines.marked(HTMLText(html).text) }

    /// Reads a screenplay, writes it, and reads that; whether both are the same.
    package static func screenplay(_ text: String) -> Bool {
        let script = Fountain.script(from: text)
        let written = Fountain.text(of: script)
        return Fountain.text(of: Fountain.script(from: written)) == written
    }
}
