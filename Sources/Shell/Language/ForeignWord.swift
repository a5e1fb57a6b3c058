import Foundation

/// Words that fingers know from other shells, and what does here what they do there.
enum ForeignWord {
    /// What somebody wants who types a word that no command is called by; `nil` where that is not known.
    static func meaning(of word: String) -> String? {
        let parts = word.split(separator: "=", maxSplits: 1)
        if parts.count == 2, Lexer.isName(String(parts[0])) { return variable }
        switch word {
        case "cd", "pushd", "popd":
            let folder = FileManager.default.currentDirectoryPath.printable
            return "names of files start from \(folder), where castline was started"
        case "export", "setenv", "declare", "local", "let": return variable
        case "if", "while", "until", "case", "function":
            return "`for`, && and || decide what runs; `help language` has them all"
        case "logout", "bye", "leave", "q", ":wq", ":x": return "`exit` leaves, and Ctrl-D"
        case "man", "type", "which", "apropos": return "`help COMMAND` says what a command does"
        case "kill", "killall": return "`cancel N` ends a job, as `jobs` numbers them"
        case "bg", "disown", "nohup": return "a line that ends in & runs beside the prompt"
        default: return nil
        }
    }

    private static let variable = "`set NAME VALUE` gives a variable a value"
}
