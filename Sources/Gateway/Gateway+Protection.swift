public import Resilience

extension Gateway {
    /// Every circuit breaker that has been asked so far, as it is now, by name.
    public var breakerStates: [(id: BreakerID, snapshot: CircuitBreaker.Snapshot)] {
        breakers.snapshots.map { (id: $0.key, snapshot: $0.value) }.sorted { $0.id < $1.id }
    }

    /// Closes a breaker and forgets what it has seen.
    ///
    /// - Returns: Whether there is such a breaker.
    public func resetBreaker(_ id: BreakerID) -> Bool {
        guard breakers.contains(id) else { return false }
        breakers[id].reset()
        return true
    }

    /// Refuses every call to what a breaker guards, until it is reset.
    public func isolateBreaker(_ id: BreakerID) { breakers[id].isolate() }

    /// The conditions that keep calls back now.
    public var closedGates: [Gate] { gates.all }

    /// Opens a gate before its time.
    ///
    /// - Returns: Whether there is such a gate.
    public func liftGate(_ id: String) -> Bool { gates.lift(id) }

    /// The calls that run now, the oldest first.
    public var runningCalls: [RunningCall] { running.all }

    /// How many calls run and wait: of the whole key, and to each model.
    public var load: [(name: String, snapshot: Bulkhead.Snapshot)] {
        leases.snapshots.map { key, snapshot in
            switch key {
            case .key(let digest): (name: "key \(digest ?? "none")", snapshot: snapshot)
            case .model(let model, _): (name: "model \(model)", snapshot: snapshot)
            }
        }.sorted { $0.name < $1.name }
    }
}
