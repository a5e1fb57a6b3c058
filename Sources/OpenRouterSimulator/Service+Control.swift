import Foundation

extension Service {
    /// `/_sim/…`: faults, latencies and figures, for tests and for people at a terminal.
    func control(_ request: Request) -> Reply {
        do throws(APIFailure) {
            switch (request.method, request.path) {
            case ("GET", "/_sim/faults"): return listing
            case ("POST", "/_sim/faults"): return try addFaults(request)
            case ("DELETE", "/_sim/faults"):
                let time = now()
                changeFaults { $0.replace(with: [], at: time) }
                return listing
            case ("DELETE", let path) where path.hasPrefix("/_sim/faults/"):
                let name = String(path.dropFirst("/_sim/faults/".count))
                guard changeFaults({ $0.remove(name) }) > 0 else {
                    throw APIFailure(status: 404, message: "There is no fault \(name) in force")
                }
                return listing
            case ("GET", "/_sim/latency"): return latencies
            case ("PUT", "/_sim/latency"): return try changeLatency(request)
            case ("GET", "/_sim/stats"): return .json(200, figures)
            default: throw APIFailure(status: 404, message: "Not Found", isAccountKnown: false)
            }
        } catch {
            return .error(error)
        }
    }

    private var listing: Reply {
        let kinds = SimulatorFault.Kind.allCases.map { ($0.rawValue, JSON.string($0.summary)) }
        let time = now()
        return .json(
            200,
            [
                "faults": readFaults { $0.list(at: time) },
                "kinds": .object(Dictionary(kinds) { _, last in last }),
            ]
        )
    }

    private func addFaults(_ request: Request) throws(APIFailure) -> Reply {
        guard let json = JSONReader.value(of: request.body) else { throw .badRequest("Invalid JSON body") }
        var faults: [SimulatorFault] = []
        for member in json.array ?? [json] { faults.append(try SimulatorFault(member)) }
        let added = faults
        let time = now()
        let ids = changeFaults { table in added.map { table.add($0, at: time) } }
        return .json(200, ["added": .array(ids.map(JSON.string)), "faults": readFaults { $0.list(at: time) }])
    }

    private var latencies: Reply {
        let latency = currentLatency
        return .json(
            200,
            ["firstToken": .string(latency.firstToken.text), "chunkGap": .string(latency.chunkGap.text)]
        )
    }

    private func changeLatency(_ request: Request) throws(APIFailure) -> Reply {
        guard let json = JSONReader.value(of: request.body), json.object != nil else {
            throw .badRequest("Invalid JSON body")
        }
        var latency = currentLatency
        for (name, path) in [("firstToken", \SimulatorLatency.firstToken), ("chunkGap", \.chunkGap)] {
            guard let text = json[name]?.string else { continue }
            guard let delay = SimulatorLatency.Delay(text) else {
                throw .badRequest("\(name) must be none, fixed:TIME, uniform:TIME-TIME or lognormal:TIME,SIGMA")
            }
            latency[keyPath: path] = delay
        }
        set(latency)
        return latencies
    }

    private var figures: JSON {
        [
            "requests": .object(requestCounts.mapValues(JSON.int)), "billedCalls": .int(account.calls),
            "billed": Money.json(account.billed),
        ]
    }
}
