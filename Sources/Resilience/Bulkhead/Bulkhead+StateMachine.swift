extension Bulkhead {
    /// The rules of a bulkhead: who may go in, who waits, and how the limit follows what comes back.
    ///
    /// A free slot and a waiter never exist together, so that no newcomer overtakes an equal who waits.
    struct StateMachine {
        enum Admission: Equatable {
            case granted(Slot)
            case queued
        }

        /// A queue that forgets who left; leaving costs no search.
        private struct Queue {
            private var ids: [Int] = []
            private var head = 0
            private var waiting: Set<Int> = []

            var count: Int { waiting.count }

            mutating func append(_ id: Int) {
                ids.append(id)
                waiting.insert(id)
            }

            mutating func remove(_ id: Int) -> Bool {
                waiting.remove(id) != nil
            }

            mutating func popFirst() -> Int? {
                defer {
                    if head == ids.count || head > 64 && head * 2 > ids.count {
                        ids.removeFirst(head)
                        head = 0
                    }
                }
                while head < ids.count {
                    let id = ids[head]
                    head += 1
                    if waiting.remove(id) != nil { return id }
                }
                return nil
            }
        }

        let policy: Policy
        private(set) var limit: Int
        private(set) var inFlight: Set<Int> = []
        private var interactive = Queue()
        private var batch = Queue()

        init(policy: Policy) {
            precondition(policy.lowestLimit >= 1, "slots must be at least 1 (is \(policy.lowestLimit))")
            precondition(
                policy.lowestLimit <= policy.initialLimit && policy.initialLimit <= policy.highestLimit,
                "limits must be in order: \(policy)"
            )
            self.policy = policy
            limit = policy.initialLimit
        }

        var waiting: Int { interactive.count + batch.count }

        /// Grants a slot or queues the asker; an id asks once.
        mutating func acquire(_ id: Int, priority: Priority) -> Admission {
            guard inFlight.count < limit else {
                switch priority {
                case .interactive: interactive.append(id)
                case .batch: batch.append(id)
                }
                return .queued
            }
            inFlight.insert(id)
            return .granted(Slot(id: id))
        }

        /// Takes a waiter out of the queue.
        ///
        /// - Returns: Whether it still waited; if not, it was granted a slot already.
        mutating func leave(_ id: Int) -> Bool {
            interactive.remove(id) || batch.remove(id)
        }

        /// Learns from what came back; a slot may signal while it is held.
        ///
        /// - Returns: The waiters who may go in, in order.
        mutating func note(_ signal: Signal) -> [Int] {
            switch signal {
            case .neutral: return []
            case .overloaded: limit = max(policy.lowestLimit, Int(Double(limit) * policy.decrease))
            case .success where inFlight.count * 2 >= limit: limit = min(policy.highestLimit, limit + 1)
            case .success: return []
            }
            return grant()
        }

        /// Frees a slot; freeing it again does nothing.
        ///
        /// - Returns: The waiters who may go in, in order.
        mutating func release(_ slot: Slot) -> [Int] {
            inFlight.remove(slot.id) == nil ? [] : grant()
        }

        private mutating func grant() -> [Int] {
            var granted: [Int] = []
            while inFlight.count < limit, let id = interactive.popFirst() ?? batch.popFirst() {
                inFlight.insert(id)
                granted.append(id)
            }
            return granted
        }
    }
}
