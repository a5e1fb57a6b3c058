/// Reads text as if it were typed: the way in for whatever tries out what texts can do.
package enum UntrustedLine {
    /// Parses a text of commands; whether it could be run or be told wrong as it is.
    package static func isComplete(_ text: String) -> Bool { CommandParser.isComplete(text) }
}
