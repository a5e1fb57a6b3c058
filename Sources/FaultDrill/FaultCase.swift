public import Gateway
public import OpenRouterSimulator

/// A fault of the simulator and what must follow from it: a row of ``table``.
public struct FaultCase: Sendable {
    /// What the gateway does after an attempt that the fault befell.
    public enum Course: Hashable, Sendable {
        /// The answer is whole in spite of the fault.
        case answers
        /// The answer is whole and by another model than was asked, which its level says.
        case answersByOther
        /// The same model is asked again, then the next.
        case again
        /// The same model is asked again once the wait is over, and no other: it would meet the same limit.
        case waits
        /// It may have been billed: one more attempt, with a second hold.
        case onceMore
        /// The next model is asked, at once.
        case next
        /// Nothing is asked again.
        case stops(GatewayError.Code)
        /// Text was shown: nothing is replayed, and what was shown is kept.
        case cut
        /// Nobody can be reached.
        case down
    }

    /// What becomes of the money of the attempts that the fault befell.
    public enum Money: Hashable, Sendable {
        /// Nothing was billed, and nothing stays set aside.
        case free
        /// The ledger has what the service billed, to the last unit.
        case billed
        /// The bill is not known: the worst case stays set aside, and covers it.
        case inDoubt
        /// The answer came without its bill: the worst case is spent, and covers it.
        case worstCase
    }

    /// What must follow in one form of the call.
    public struct Expectation: Hashable, Sendable {
        /// How the first attempt is read.
        public var reading: Classification.Kind
        /// What follows.
        public var course: Course
        /// What becomes of the money.
        public var money: Money
    }

    /// The fault.
    public let fault: SimulatorFault
    /// What must follow where the whole answer is asked for at once.
    public let plain: Expectation
    /// What must follow where a stream is asked for.
    public let streamed: Expectation

    /// `hangMidway@start`: the kind, and the phase where it is not the usual one.
    public var name: String {
        fault.kind.rawValue + (fault.phase == .midway ? "" : "@\(fault.phase.rawValue)")
    }

    /// Whether the client's limits of time are what ends it.
    var hangs: Bool { [.hangBeforeHeaders, .hangAfterHeaders, .hangMidway].contains(fault.kind) }

    /// Whether the fault is in the text itself, which then is no answer to compare with.
    var changesText: Bool { [.proseForJSON, .fencedJSON].contains(fault.kind) }

    init(
        _ kind: SimulatorFault.Kind,
        _ reading: Classification.Kind,
        _ course: Course,
        _ money: Money,
        at phase: SimulatorFault.Phase = .midway,
        retryAfter: Int? = nil,
        streamed: (Classification.Kind, Course, Money)? = nil
    ) {
        fault = SimulatorFault(kind, retryAfter: retryAfter, phase: phase)
        plain = Expectation(reading: reading, course: course, money: money)
        self.streamed = streamed.map { Expectation(reading: $0.0, course: $0.1, money: $0.2) } ?? plain
    }
}
