extension SimulatorFault {
    /// A fault as `POST /_sim/faults` writes it.
    ///
    /// `first: 3` is short for `to: 3`, counted from `from`.
    init(_ json: JSON) throws(APIFailure) {
        guard let members = json.object else { throw .badRequest("A fault is an object with a kind") }
        let known = ["kind", "model", "path", "share", "first", "from", "to", "retryAfter", "phase", "seconds"]
        if let odd = members.keys.sorted().first(where: { !known.contains($0) }) {
            throw .badRequest("A fault has no member \(odd); it has \(known.joined(separator: ", "))")
        }
        let name = json["kind"]?.string ?? ""
        guard let kind = Kind(rawValue: name) else {
            throw .badRequest("There is no fault \(name); GET /_sim/faults lists them")
        }
        let from = json["from"]?.int ?? 1
        let phase = json["phase"]?.string.map { Phase(rawValue: $0) } ?? .midway
        guard let phase else {
            throw .badRequest("phase must be one of \(Phase.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.init(
            kind,
            model: json["model"]?.string,
            path: json["path"]?.string,
            share: json["share"]?.double ?? 1,
            from: from,
            to: json["to"]?.int ?? json["first"]?.int.map { from + $0 - 1 },
            retryAfter: json["retryAfter"]?.int,
            phase: phase,
            seconds: json["seconds"]?.double
        )
        guard (0...1).contains(share), from >= 1, to ?? from >= from, (retryAfter ?? 0) >= 0,
            seconds.map({ (0...86_400).contains($0) }) ?? true
        else { throw .badRequest("A member of the fault is out of range: share 0…1, from 1…, seconds 0…86400") }
        if kind == .refused, seconds == nil {
            throw .badRequest("refused needs seconds: while it lasts, nobody can reach the simulator to lift it")
        }
    }

    /// The members of a fault that lasts for some more seconds.
    func json(id: String, secondsLeft: Double?, calls: Int) -> JSON {
        var members: [String: JSON] = [
            "id": .string(id), "kind": .string(kind.rawValue), "share": .number(String(share)), "from": .int(from),
            "phase": .string(phase.rawValue), "description": .string(kind.summary), "calls": .int(calls),
        ]
        members["model"] = model.map(JSON.string)
        members["path"] = path.map(JSON.string)
        members["to"] = to.map(JSON.int)
        members["retryAfter"] = retryAfter.map(JSON.int)
        members["seconds"] = secondsLeft.map { .number(String(($0 * 1000).rounded() / 1000)) }
        return .object(members)
    }
}
