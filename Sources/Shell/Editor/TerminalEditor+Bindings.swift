import CEditLine

extension TerminalEditor {
    private typealias Command = @convention(c) (OpaquePointer?, UInt32) -> UInt8

    /// Adds the commands and binds the keys: the defaults, the user's own, then those the editor cannot do without.
    func bindKeys() {
        for index in unsafe Self.commands.indices {
            let command = unsafe Self.commands[index]
            unsafe editline_add(el, command.name, command.help, command.run)
        }
        unsafe editline_set_editor(el, editor.configuration.look.usesVi ? "vi" : "emacs")
        bindDefaults()
        if editor.configuration.readsStartupFile {
            unsafe el_source(el, nil)
            // `bind -v` and `bind -e` begin with bindings of their own.
            if (unsafe editline_uses_vi(el) != 0) != usesVi { bindDefaults() }
        }
        for (keys, command) in Self.essentials { unsafe editline_bind(el, keys, command, 0) }
        if usesVi {
            for (keys, command) in Self.essentials { unsafe editline_bind(el, keys, command, 1) }
            // Esc once more is nothing, and takes no key with it.
            unsafe editline_bind(el, "^[", "no-effect", 1)
            bindPaste(KeyDecoder.pasteCode)
        } else {
            unsafe editline_bind(el, "\\e[200~", "insert-paste", 0)
        }
    }

    private func bindDefaults() {
        usesVi = unsafe editline_uses_vi(el) != 0
        for (keys, command) in Self.controls { unsafe editline_bind(el, keys, command, 0) }
        guard usesVi else {
            unsafe editline_unbind(el, "\\ex")
            for (key, command) in Self.keys { unsafe editline_bind(el, Self.spelling(of: key), command, 0) }
            for (keys, command) in Self.emacs { unsafe editline_bind(el, keys, command, 0) }
            return
        }
        for (key, command) in Self.keys {
            unsafe editline_bind(el, key.codeSpelling, command, 0)
            unsafe editline_bind(el, key.codeSpelling, command, 1)
        }
        for (keys, command) in Self.viCommands { unsafe editline_bind(el, keys, command, 1) }
    }

    private func bindPaste(_ code: Unicode.Scalar) {
        let keys = "\\" + String(code.value, radix: 8)
        unsafe editline_bind(el, keys, "insert-paste", 0)
        unsafe editline_bind(el, keys, "insert-paste", 1)
    }

    private static func spelling(of key: KeyDecoder.Key) -> String {
        "\\e" + key.rawValue.dropFirst().replacing("\r", with: "^M")
    }

    /// Keys of any keyboard.
    private static let keys: [(key: KeyDecoder.Key, command: String)] = [
        (.up, "older-line"), (.down, "newer-line"), (.right, "right-or-hint"), (.left, "left"),
        (.home, "row-start"), (.end, "row-end-or-hint"), (.delete, "delete-next"),
        (.deleteWord, "kill-next-word"), (.wordRight, "word-or-hint"), (.wordLeft, "word-left"),
        (.pageUp, "oldest-line"), (.pageDown, "newest-line"), (.backTab, "no-effect"), (.newline, "insert-newline"),
    ]

    /// Keys with Ctrl that mean the same in emacs and while vi inserts.
    private static let controls: [(keys: String, command: String)] = [
        ("^I", "complete-word"), ("^P", "older-line"), ("^N", "newer-line"), ("^W", "kill-blank-word"),
        ("^U", "kill-row-before"), ("^K", "kill-row-after"), ("^Y", "yank-kill"), ("^_", "undo-edit"),
        ("^L", "clear-all"), ("^R", "search-lines"), ("^S", "search-lines"), ("^A", "row-start"),
        ("^E", "row-end-or-hint"), ("^F", "right-or-hint"), ("^B", "left"), ("^H", "delete-previous"),
        ("^?", "delete-previous"), ("^X^E", "edit-elsewhere"), ("^X^U", "undo-edit"), ("^Q", "insert-key"),
        ("^V", "insert-key"), ("^O", "accept-and-next"), ("\\040", "insert-blank"),
    ]

    /// Keys with Alt.
    private static let emacs: [(keys: String, command: String)] = [
        ("\\ed", "kill-next-word"), ("\\e^?", "kill-previous-word"), ("\\e^H", "kill-previous-word"),
        ("\\ey", "yank-earlier-kill"), ("\\e.", "last-argument"), ("\\e_", "last-argument"), ("\\ef", "word-or-hint"),
        ("\\eb", "word-left"), ("\\eq", "push-line"), ("\\e#", "comment-line"), ("\\eu", "capitals"),
        ("\\el", "small-letters"), ("\\ec", "capital-first"), ("\\ee", "edit-elsewhere"), ("\\et", "swap-words"),
        ("\\er", "undo-all"), ("\\e\\\\", "delete-blanks"), ("\\e<", "oldest-line"), ("\\e>", "newest-line"),
        ("^]", "next-character"), ("\\e^]", "previous-character"),
        ("^G", "no-effect"),
    ]

    /// Keys while vi does not insert.
    private static let viCommands: [(keys: String, command: String)] = [
        ("k", "older-line"), ("j", "newer-line"), ("/", "search-lines"), ("v", "edit-elsewhere"), ("u", "undo-edit"),
        ("#", "comment-line"), ("^R", "search-lines"),
    ]

    private static let essentials: [(keys: String, command: String)] = [
        ("^M", "accept-line"), ("^J", "accept-line"), ("^C", "interrupt-line"), ("^D", "delete-or-end"),
    ]

    private static let commands: [(name: String, help: String, run: Command)] = unsafe [
        ("accept-line", "Run the line", { el, _ in unsafe run(el) { $0.accept() } }),
        ("interrupt-line", "Drop the line", { el, _ in unsafe run(el) { $0.interrupt() } }),
        ("delete-or-end", "Delete the next character, or end", { el, _ in unsafe run(el) { $0.deleteOrEnd() } }),
        ("insert-paste", "Insert pasted text", { el, _ in unsafe run(el) { $0.paste() } }),
        ("insert-blank", "Insert a blank", { el, _ in unsafe run(el) { $0.insertBlank() } }),
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
        ("right-or-hint", "A character on, or the hint", { el, _ in unsafe run(el) { $0.moveRight() } }),
        ("left", "A character back", { el, _ in unsafe run(el) { $0.moveLeft() } }),
        (
            "delete-previous", "Delete the character before",
            { el, _ in unsafe run(el) { $0.delete(\.characterBefore) } }
        ),
        ("delete-next", "Delete the next character", { el, _ in unsafe run(el) { $0.delete(\.characterAfter) } }),
        ("word-or-hint", "A word on, also of the hint", { el, _ in unsafe run(el) { $0.moveWordRight() } }),
        ("word-left", "A word back", { el, _ in unsafe run(el) { $0.moveWordLeft() } }),
        ("row-end-or-hint", "The row's end, or the hint", { el, _ in unsafe run(el) { $0.moveToRowEnd() } }),
        ("row-start", "The row's start", { el, _ in unsafe run(el) { $0.moveToRowStart() } }),
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
        ("last-argument", "Insert an older last word", { el, _ in unsafe run(el) { $0.insertLastArgument() } }),
        ("search-lines", "Look through older lines", { el, _ in unsafe run(el) { $0.searchHistory() } }),
        ("swap-words", "Swap the word with the one before", { el, _ in unsafe run(el) { $0.transposeWords() } }),
        ("delete-blanks", "Delete the blanks around", { el, _ in unsafe run(el) { $0.deleteBlanks() } }),
        ("undo-all", "Undo all changes", { el, _ in unsafe run(el) { $0.undoAll() } }),
        ("insert-key", "Insert the next key as it is", { el, _ in unsafe run(el) { $0.insertNextKey() } }),
        ("next-character", "To a character", { el, _ in unsafe run(el) { $0.moveToCharacter(forward: true) } }),
        ("previous-character", "Back to one", { el, _ in unsafe run(el) { $0.moveToCharacter(forward: false) } }),
        ("oldest-line", "The oldest line", { el, _ in unsafe run(el) { $0.moveToEndOfHistory(oldest: true) } }),
        ("newest-line", "Back to the draft", { el, _ in unsafe run(el) { $0.moveToEndOfHistory(oldest: false) } }),
        ("accept-and-next", "Run the line, and get the next", { el, _ in unsafe run(el) { $0.acceptAndGetNext() } }),
        ("push-line", "Put the line away for one other", { el, _ in unsafe run(el) { $0.pushLine() } }),
        ("comment-line", "Keep the line as a comment", { el, _ in unsafe run(el) { $0.comment() } }),
        ("edit-elsewhere", "Edit the line with a program", { el, _ in unsafe run(el) { $0.editElsewhere() } }),
        (
            "capitals", "The word in capitals",
            { el, _ in unsafe run(el) { $0.changeCase { text, _ in text.uppercased() } } }
        ),
        (
            "small-letters", "The word in small letters",
            { el, _ in unsafe run(el) { $0.changeCase { text, _ in text.lowercased() } } }
        ),
        (
            "capital-first", "The word with a capital first",
            { el, _ in
                unsafe run(el) { $0.changeCase { text, isFirst in isFirst ? text.uppercased() : text.lowercased() } }
            }
        ),
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
