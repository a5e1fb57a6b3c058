import CTerminal
import Dispatch
import Glibc
import Synchronization

/// The keys that are pressed while a live view stands: `q` ends it, and all others wait for the next line.
///
/// The terminal shows none of them, as they would stand in the view. Ctrl-C and Ctrl-Z are signals as ever.
final class LiveKeys: Sendable {
    private struct State {
        var kept: [UInt8] = []
        var isLeft = false
        var hasEnded = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let input: Int32
    private let modes: termios
    private let slot: Int32
    // Sources may be cancelled from any thread, which their type does not say.
    private nonisolated(unsafe) let source: any DispatchSourceRead
    private let state = Mutex(State())

    /// Takes the keys of a terminal; `nil` where it is none.
    init?(input: Int32) {
        var modes = termios()
        guard unsafe tcgetattr(input, &modes) == 0 else { return nil }
        self.input = input
        self.modes = modes
        slot = terminal_save(input)
        terminal_set_editing(slot, true)
        let source = DispatchSource.makeReadSource(fileDescriptor: input, queue: .global())
        unsafe self.source = source
        source.setEventHandler { [weak self] in self?.take() }
        hold()
        source.activate()
    }

    /// Takes the keyboard, also again after the process was stopped and goes on.
    func hold() {
        guard tcgetpgrp(input) == getpgrp() else { return }
        var held = modes
        held.c_lflag &= ~tcflag_t(ECHO | ICANON)
        held.c_cc.5 = 0
        held.c_cc.6 = 1
        unsafe tcsetattr(input, TCSANOW, &held)
    }

    /// Waits for a time, or until somebody wants to leave.
    ///
    /// - Returns: Whether somebody wants to leave.
    /// - Throws: `CancellationError` when the waiting task is cancelled.
    func isLeft(within time: Duration) async throws -> Bool {
        hold()
        await withDiscardingTaskGroup { group in
            group.addTask {
                try? await ContinuousClock().sleep(for: time)
                self.resume()
            }
            await untilResumed()
            group.cancelAll()
        }
        try Task.checkCancellation()
        return state.withLock(\.isLeft)
    }

    /// Gives the keyboard back.
    ///
    /// - Returns: What was typed for the next line.
    func end() -> [UInt8] {
        unsafe source.cancel()
        let kept = state.withLock { state in
            state.hasEnded = true
            return state.kept
        }
        var modes = modes
        unsafe tcsetattr(input, TCSADRAIN, &modes)
        terminal_forget(slot)
        return kept
    }

    private func untilResumed() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if !state.isLeft, !Task.isCancelled { state.waiter = continuation }
                    return state.waiter == nil
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            resume()
        }
    }

    private func resume() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Reads what there is; nothing once the keys belong to others again.
    private func take() {
        let isLeft = state.withLock { state in
            var ready = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            guard !state.hasEnded, unsafe poll(&ready, 1, 0) > 0 else { return false }
            var bytes = [UInt8](repeating: 0, count: 1024)
            let count = unsafe read(input, &bytes, bytes.count)
            for byte in bytes.prefix(max(count, 0)) {
                // In the midst of a line it is a letter of it.
                let isKey = byte == UInt8(ascii: "q") && state.kept.isEmpty
                if isKey { state.isLeft = true } else { state.kept.append(byte) }
            }
            return state.isLeft
        }
        if isLeft { resume() }
    }
}
