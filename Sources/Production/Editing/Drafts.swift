import Foundation

/// Texts that people are writing: `.drafts` in an episode's folder.
///
/// A draft is named after what it was begun from, so that a text that was refused, or that a crash has ended, is gone on
/// with as long as the file itself has not changed.
struct Drafts {
    private let files: FolderFiles

    init(episode path: String) { files = FolderFiles(path: "\(path)/.drafts") }

    /// The draft of a subject.
    ///
    /// - Returns: Its path, and whether it was begun before.
    func open(
        _ subject: Editable,
        as form: Editable.Form,
        from base: Data,
        shown: Data
    ) throws -> (path: String, isOld: Bool) {
        let name = name(subject, form, base)
        if try files.exists(name) && files.read(name) != nil { return ("\(files.path)/\(name)", true) }
        try files.makeFolder()
        try files.create(name, shown)
        return ("\(files.path)/\(name)", false)
    }

    /// What stands in a draft; `nil` where it is gone.
    func text(_ subject: Editable, as form: Editable.Form, from base: Data) throws -> Data? {
        try files.read(name(subject, form, base))
    }

    /// Throws a draft away.
    func remove(_ subject: Editable, as form: Editable.Form, from base: Data) throws {
        try files.remove(name(subject, form, base))
    }

    private func name(_ subject: Editable, _ form: Editable.Form, _ base: Data) -> String {
        let end = form == .fountain ? "fountain" : "json"
        return "\(subject.rawValue)-\(ArtefactJSON.digest(base).prefix(12)).\(end)"
    }
}
