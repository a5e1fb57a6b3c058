import CEditLine

extension TerminalEditor {
    private typealias Command = @convention(c) (OpaquePointer?, UInt32) -> UInt8

    /// Adds the commands and binds the keys: the defaults, the user's own, then those the editor cannot do without.
    func bindKeys() {
        for index in unsafe Self.commands.indices {
            let command = unsafe Self.commands[index]
            unsafe editline_add(el, command.name, command.help, command.run)
        }
        unsafe editline_set_editor(el, "emacs")
        unsafe editline_unbind(el, "\\ex")
        for binding in Self.defaults { unsafe editline_bind(el, binding.keys, binding.command, 0) }
        if editor.configuration.readsStartupFile { unsafe el_source(el, nil) }
        for binding in Self.essentials {
            unsafe editline_bind(el, binding.keys, binding.command, 0)
            if unsafe editline_uses_vi(el) != 0 { unsafe editline_bind(el, binding.keys, binding.command, 1) }
        }
    }

    private static let defaults: [(keys: String, command: String)] = [
        ("^I", "complete-word"), ("\\e[A", "older-line"), ("\\e[B", "newer-line"), ("^P", "older-line"),
        ("^N", "newer-line"), ("\\e[C", "ed-next-char"), ("\\e[D", "ed-prev-char"), ("\\e[H", "ed-move-to-beg"),
        ("\\e[F", "ed-move-to-end"), ("\\e[3~", "ed-delete-next-char"), ("\\e[3;5~", "kill-next-word"),
        ("\\e[1;5C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"), ("\\e[5~", "no-effect"), ("\\e[6~", "no-effect"),
        ("\\e[Z", "no-effect"), ("^W", "kill-blank-word"), ("^U", "kill-row-before"), ("^K", "kill-row-after"),
        ("\\ed", "kill-next-word"), ("\\e^?", "kill-previous-word"), ("\\e^H", "kill-previous-word"),
        ("^Y", "yank-kill"), ("\\ey", "yank-earlier-kill"), ("^_", "undo-edit"), ("^X^U", "undo-edit"),
        ("\\e.", "last-argument"), ("\\e_", "last-argument"), ("^L", "clear-all"), ("^[^M", "insert-newline"),
        ("^R", "search-lines"),
    ]

    private static let essentials: [(keys: String, command: String)] = [
        ("^M", "accept-line"), ("^J", "accept-line"), ("^C", "interrupt-line"), ("^D", "delete-or-end"),
        ("\\e[200~", "insert-paste"),
    ]

    private static let commands: [(name: String, help: String, run: Command)] = unsafe [
        ("accept-line", "Run the line", { el, _ in unsafe run(el) { $0.accept() } }),
        ("interrupt-line", "Drop the line", { el, _ in unsafe run(el) { $0.interrupt() } }),
        ("delete-or-end", "Delete the next character, or end", { el, _ in unsafe run(el) { $0.deleteOrEnd() } }),
        ("insert-paste", "Insert pasted text", { el, _ in unsafe run(el) { $0.paste() } }),
        ("insert-newline", "Begin a new row", { el, _ in unsafe run(el) { $0.insert("\n") } }),
        ("complete-word", "Complete the word", { el, _ in unsafe run(el) { $0.complete() } }),
        (
            "older-line", "The row above, or an older line",
            { el, _ in unsafe run(el) { $0.moveInHistory(older: true) } }
        ),
        (
            "newer-line", "The row below, or a newer line",
            { el, _ in unsafe run(el) { $0.moveInHistory(older: false) } }
        ),
        ("kill-blank-word", "Kill the word before", { el, _ in unsafe run(el) { $0.kill { $0.blankWordBefore } } }),
        (
            "kill-previous-word", "Kill back to a word's start",
            { el, _ in unsafe run(el) { $0.kill { $0.wordBefore } } }
        ),
        ("kill-next-word", "Kill to a word's end", { el, _ in unsafe run(el) { $0.kill { $0.wordAfter } } }),
        ("kill-row-before", "Kill to the row's start", { el, _ in unsafe run(el) { $0.kill { $0.rowBefore } } }),
        ("kill-row-after", "Kill to the row's end", { el, _ in unsafe run(el) { $0.kill { $0.rowAfter } } }),
        ("yank-kill", "Insert the last kill", { el, _ in unsafe run(el) { $0.yank(isPop: false) } }),
        ("yank-earlier-kill", "Change it for the kill before", { el, _ in unsafe run(el) { $0.yank(isPop: true) } }),
        ("undo-edit", "Undo the last change", { el, _ in unsafe run(el) { $0.undo() } }),
        (
            "last-argument", "Insert the last word of an older line",
            { el, _ in unsafe run(el) { $0.insertLastArgument() } }
        ),
        ("search-lines", "Look through older lines", { el, _ in unsafe run(el) { $0.searchHistory() } }),
        ("clear-all", "Clear the screen", { el, _ in unsafe run(el) { $0.clearScreenKeepingLine() } }),
        ("no-effect", "Do nothing", { _, _ in CommandResult.normal.rawValue }),
    ]

    private static func run(_ el: OpaquePointer?, _ command: (TerminalEditor) -> CommandResult) -> UInt8 {
        guard let editor = unsafe TerminalEditor.of(el) else { return CommandResult.error.rawValue }
        // Each command is a step that can be undone, even when keys come faster than they are looked at.
        editor.memory.observe(editor.line)
        let result = command(editor)
        editor.memory.observe(editor.line)
        return result.rawValue
    }

    private func clearScreenKeepingLine() -> CommandResult {
        clearScreen()
        return .normal
    }
}
