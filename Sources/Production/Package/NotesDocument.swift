/// Show notes as a structure, from which Markdown and HTML are written alike.
struct NotesDocument {
    /// A stretch of a line.
    enum Inline {
        case text(String)
        /// An address, shown as it is.
        case link(String)
        /// A moment of the episode, in seconds, as players write it.
        case time(seconds: Int, shown: String)
    }

    enum Block {
        /// Level 1 or 2.
        case heading(Int, String)
        case paragraph([Inline])
        case quote([Inline])
        case bullets([[Inline]])
        case numbers([[Inline]])
    }

    var title: String
    var language: String
    var blocks: [Block] = []

    mutating func add(_ title: String, _ items: [[Inline]]) {
        guard !items.isEmpty else { return }
        blocks += [.heading(2, title), .bullets(items)]
    }

    // MARK: Markdown

    var markdown: String {
        blocks.map { block in
            switch block {
            case .heading(let level, let text): "\(String(repeating: "#", count: level)) \(Markdown.escaped(text))"
            case .paragraph(let line): Self.markdown(line)
            case .quote(let line): "> \(Self.markdown(line))"
            case .bullets(let items): items.map { "- \(Self.markdown($0))" }.joined(separator: "\n")
            case .numbers(let items):
                items.enumerated().map { "\($0 + 1). \(Self.markdown($1))" }.joined(separator: "\n")
            }
        }.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private static func markdown(_ line: [Inline]) -> String {
        line.map { part in
            switch part {
            case .text(let text): Markdown.escapedInside(text)
            case .link(let location): Markdown.link(location)
            case .time(_, let shown): shown
            }
        }.joined()
    }

    // MARK: HTML

    /// The elements that podcast apps show: headings, paragraphs, lists, links, quotations, times.
    var html: String {
        let body = blocks.map { block in
            switch block {
            case .heading(let level, let text): "<h\(level)>\(Markup.escaped(text))</h\(level)>"
            case .paragraph(let line): "<p>\(Self.html(line))</p>"
            case .quote(let line): "<blockquote><p>\(Self.html(line))</p></blockquote>"
            case .bullets(let items): Self.list("ul", items)
            case .numbers(let items): Self.list("ol", items)
            }
        }.joined(separator: "\n")
        return Markup.document(title: title, language: language, body: body)
    }

    private static func list(_ element: String, _ items: [[Inline]]) -> String {
        "<\(element)>\n\(items.map { "<li>\(html($0))</li>" }.joined(separator: "\n"))\n</\(element)>"
    }

    private static func html(_ line: [Inline]) -> String {
        line.map { part in
            switch part {
            case .text(let text):
                // Blanks at the ends part this from its neighbours.
                (text.first == " " ? " " : "") + Markup.escaped(text) + (text.last == " " && text.count > 1 ? " " : "")
            case .link(let location) where Markup.isAddress(location):
                "<a href=\"\(Markup.escaped(location))\">\(Markup.escaped(location))</a>"
            case .link(let location): Markup.escaped(location)
            case .time(let seconds, let shown): "<time datetime=\"PT\(seconds)S\">\(Markup.escaped(shown))</time>"
            }
        }.joined()
    }
}
