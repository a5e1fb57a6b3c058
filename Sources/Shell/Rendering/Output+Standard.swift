import Foundation
import Glibc
public import OpenRouter

extension Output {
    /// The process's own standard output and standard error.
    ///
    /// - Parameters:
    ///   - environment: `NO_COLOR`, `CLICOLOR_FORCE`, `TERM`, `COLORFGBG` and `COLUMNS` are looked at.
    ///   - redactor: What takes keys out of all that is written.
    /// - Returns: Plain text for files and pipes, as wide and as colourful as the terminal otherwise.
    public static func standard(
        environment: [String: String],
        redactor: Redactor = Redactor()
    ) -> Output {
        let allowsColours = environment["NO_COLOR", default: ""].isEmpty
        let hasColours = allowsColours && TerminalKind(environment: environment).colours >= 8
        let isForced = allowsColours && !["", "0"].contains(environment["CLICOLOR_FORCE", default: ""])
        let columns = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 >= 20 ? $0 : nil }
        let terminal = [STDOUT_FILENO, STDERR_FILENO].first { isatty($0) == 1 }.map { Screen(descriptor: $0) }
        terminal?.isLight = TextStyle.isLight(environment)
        func sink(_ descriptor: Int32) -> Sink {
            let isTerminal = isatty(descriptor) == 1
            guard isTerminal, let terminal else {
                return Sink(descriptor: descriptor, redactor: redactor) {
                    TextStyle(width: nil, isColoured: isForced, isTerminal: false)
                }
            }
            return Sink(screen: terminal, descriptor: descriptor, redactor: redactor) {
                let width = Self.width(of: descriptor) ?? columns ?? 80
                return TextStyle(width: width, isColoured: hasColours, isTerminal: true, isLight: terminal.isLight)
            }
        }
        return Output(data: sink(STDOUT_FILENO), talk: sink(STDERR_FILENO), screen: terminal)
    }

    /// The columns of a terminal, as it is now.
    private static func width(of descriptor: Int32) -> Int? {
        var size = winsize()
        let answer = unsafe withUnsafeMutablePointer(to: &size) { unsafe ioctl(descriptor, UInt(TIOCGWINSZ), $0) }
        return answer == 0 && size.ws_col > 0 ? max(20, Int(size.ws_col)) : nil
    }
}
