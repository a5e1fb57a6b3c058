/// Something the service does wrong, and which calls it befalls.
public struct SimulatorFault: Hashable, Sendable {
    /// What goes wrong.
    public var kind: Kind
    /// The model asked for, with `*` for any run of characters; `nil` for any model.
    public var model: String?
    /// The path below `/api/v1`, with `*`; `nil` for `/chat/completions`.
    public var path: String?
    /// The share of matching calls it befalls, 0…1, chosen by seed.
    public var share: Double
    /// The first matching call it befalls, counted from 1.
    public var from: Int
    /// The last matching call it befalls; `nil` for no end.
    public var to: Int?
    /// Seconds that `Retry-After` names, where the kind has that header; `nil` for the kind's own.
    public var retryAfter: Int?

    /// A fault that befalls every chat call, unless narrowed.
    public init(
        _ kind: Kind,
        model: String? = nil,
        path: String? = nil,
        share: Double = 1,
        from: Int = 1,
        to: Int? = nil,
        retryAfter: Int? = nil
    ) {
        self.kind = kind
        self.model = model
        self.path = path
        self.share = share
        self.from = from
        self.to = to
        self.retryAfter = retryAfter
    }

    /// A fault that befalls the first calls only.
    public static func first(_ count: Int, _ kind: Kind, model: String? = nil) -> SimulatorFault {
        SimulatorFault(kind, model: model, to: count)
    }

    /// A fault as `POST /_sim/faults` writes it; `nil` when a member is unknown or out of range.
    init?(_ json: JSON) {
        guard let members = json.object, let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)) else {
            return nil
        }
        let known: Set = ["kind", "model", "path", "share", "first", "from", "to", "retryAfter"]
        guard members.keys.allSatisfy(known.contains) else { return nil }
        self.init(
            kind,
            model: json["model"]?.string,
            path: json["path"]?.string,
            share: json["share"]?.double ?? 1,
            from: json["from"]?.int ?? 1,
            to: json["to"]?.int ?? json["first"]?.int,
            retryAfter: json["retryAfter"]?.int
        )
        guard (0...1).contains(share), from >= 1 else { return nil }
    }

    var json: JSON {
        var members: [String: JSON] = [
            "kind": .string(kind.rawValue), "share": .number(String(share)), "from": .int(from),
            "description": .string(kind.summary),
        ]
        members["model"] = model.map(JSON.string)
        members["path"] = path.map(JSON.string)
        members["to"] = to.map(JSON.int)
        members["retryAfter"] = retryAfter.map(JSON.int)
        return .object(members)
    }
}
