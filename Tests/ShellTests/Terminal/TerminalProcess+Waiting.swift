import Foundation
import TerminalDriver

extension TerminalProcess {
    /// Waits until the text has appeared, and lets others run meanwhile: a pool of two threads must not wait here.
    ///
    /// With `behind`, it must follow that text, the last time that it appeared.
    func sees(_ text: String, behind before: String = "", seconds: Int = 20) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        func isThere() -> Bool {
            let parts = self.text.components(separatedBy: before)
            return before.isEmpty ? self.text.contains(text) : parts.count > 1 && parts[parts.count - 1].contains(text)
        }
        while !isThere() {
            guard ContinuousClock.now < end, isRunning || !read().isEmpty else {
                try wait(for: text, within: 0)
                return
            }
            read(within: 2)
            await Task.yield()
        }
    }

    /// Runs a line, and waits for the next prompt.
    func run(_ line: String) async throws {
        forget()
        send(line + "\r")
        try await sees("\u{1B}[?2004h")
    }

    /// Waits until it is gone, likewise.
    func status() async -> Int32 {
        while isRunning {
            read(within: 2)
            await Task.yield()
        }
        return waitUntilEnded()
    }
}
