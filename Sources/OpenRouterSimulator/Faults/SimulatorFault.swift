/// Something the service does wrong, and which calls it befalls.
public struct SimulatorFault: Hashable, Sendable {
    /// Where in an answer a fault strikes that breaks it off.
    public enum Phase: String, CaseIterable, Hashable, Sendable {
        /// Before the first text.
        case start
        /// After half of the text.
        case midway
        /// After all of the text, before the finish reason.
        case end
        /// After the finish reason, before what terminates the answer; elsewhere than in chats, after the work is done and
        /// before anything is said of it.
        case finished
    }

    /// What goes wrong.
    public var kind: Kind
    /// The model asked for, with `*` for any run of characters; `nil` for any model.
    public var model: String?
    /// The path below `/api/v1`, with `*`, and before it a method where only that is meant, as in `POST /keys`; `nil` for
    /// `/chat/completions`.
    public var path: String?
    /// The share of matching calls it befalls, 0…1, chosen by seed.
    public var share: Double
    /// The first matching call it befalls, counted from 1.
    public var from: Int
    /// The last matching call it befalls; `nil` for no end.
    public var to: Int?
    /// Seconds that `Retry-After` names, where the kind has that header; `nil` for the kind's own.
    public var retryAfter: Int?
    /// Where in the answer it strikes, where the kind breaks one off.
    public var phase = Phase.midway
    /// How long it lasts from when it was set; `nil` until it is lifted.
    public var seconds: Double?

    /// A fault that befalls every chat call, unless narrowed.
    public init(
        _ kind: Kind,
        model: String? = nil,
        path: String? = nil,
        share: Double = 1,
        from: Int = 1,
        to: Int? = nil,
        retryAfter: Int? = nil,
        phase: Phase = .midway,
        seconds: Double? = nil
    ) {
        self.kind = kind
        self.model = model
        self.path = path
        self.share = share
        self.from = from
        self.to = to
        self.retryAfter = retryAfter
        self.phase = phase
        self.seconds = seconds
    }

    /// A fault that befalls the first calls only.
    public static func first(_ count: Int, _ kind: Kind, model: String? = nil) -> SimulatorFault {
        SimulatorFault(kind, model: model, to: count)
    }
}
