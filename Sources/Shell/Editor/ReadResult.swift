/// How the reading of a line ended.
public enum ReadResult: Sendable, Equatable {
    /// A whole line, or several where quotes or a backslash kept it open; without the last line end.
    case line(String)
    /// Ctrl-C: the line was dropped; what stood in it is one Up away.
    case interrupted(draft: String)
    /// Ctrl-D on an empty line, the end of the input, or the end of the process.
    case endOfInput
}
