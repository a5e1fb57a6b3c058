public import Foundation
import Synchronization

/// A call that has begun and not ended.
public struct RunningCall: Hashable, Sendable, Codable {
    /// As in ``CallRecord``.
    public var id: String
    /// When it began.
    public var at: Date
    /// What it is for.
    public var purpose: CompletionRequest.Purpose
    /// The model that was asked for.
    public var model: String
}

/// The calls that run now.
final class RunningCalls: Sendable {
    private let calls = Mutex<[String: RunningCall]>([:])

    func begin(_ call: Call) {
        let running = RunningCall(
            id: call.id,
            at: call.at,
            purpose: call.request.purpose,
            model: call.request.chain.preferred
        )
        calls.withLock { $0[call.id] = running }
    }

    func end(_ call: Call) { calls.withLock { $0[call.id] = nil } }

    /// Those that run, the oldest first.
    var all: [RunningCall] { calls.withLock { Array($0.values) }.sorted { ($0.at, $0.id) < ($1.at, $1.id) } }
}
