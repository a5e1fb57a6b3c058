import Gateway

extension Interpreter {
    /// The texts that words stand for.
    func expanded(_ words: [Word], _ frame: Frame) throws(UsageError) -> [String] {
        var texts: [String] = []
        for (index, word) in words.enumerated() { texts += try expand(word, frame, at: index).map(\.text) }
        return texts
    }

    /// What a word stands for: one word, or as many as there are arguments for a `$@` of its own.
    func expand(_ word: Word, _ frame: Frame, at index: Int) throws(UsageError) -> [Invocation.Word] {
        let meaningful = word.pieces.filter { $0 != .text("") }
        if meaningful.count == 1, case .variable("@", _) = meaningful[0] {
            return frame.arguments.map { Invocation.Word(text: $0, isBare: false, index: index) }
        }
        var text = ""
        for piece in word.pieces {
            switch piece {
            case .text(let part): text += part
            case .variable(let name, _):
                do throws(UsageError) {
                    text += try value(of: name, frame)
                } catch {
                    var error = error
                    error.word = index
                    throw error
                }
            }
        }
        return [Invocation.Word(text: text, isBare: word.startsBare, index: index)]
    }

    private func value(of name: String, _ frame: Frame) throws(UsageError) -> String {
        switch name {
        case "?": return String(variables.lastStatus.rawValue)
        case "#": return String(frame.arguments.count)
        case "@": return frame.arguments.joined(separator: " ")
        case "last": return variables.lastText
        case "_": return variables.lastWord
        default: break
        }
        if let number = Int(name) {
            if number >= 1, number <= frame.arguments.count { return frame.arguments[number - 1] }
            let count = frame.arguments.count
            throw UsageError(
                code: .undefinedVariable,
                message: "$\(name) is not given: there \(count == 1 ? "is 1 argument" : "are \(count) arguments")",
                next: frame.isTyped ? "write '$\(name)' in single quotes for the text itself" : nil
            )
        }
        if let value = variables[name] { return value }
        throw UsageError(
            code: .undefinedVariable,
            message: "$\(name) is not set",
            suggestions: Spelling.nearest(to: name, among: variables.all.keys.sorted(), limit: 1).map { "$\($0)" },
            next: "`set \(name) VALUE` sets it; write '$\(name)' in single quotes for the text itself"
        )
    }
}
