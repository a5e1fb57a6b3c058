import ArgumentParser

/// One measured figure and the limit it is held to.
struct Figure {
    /// What the value may be.
    enum Limit {
        case atMost(Double)
        case atLeast(Double)
    }

    let name: String
    let value: Double
    let unit: String
    let limit: Limit?

    init(_ name: String, _ value: Double, _ unit: String, limit: Limit? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.limit = limit
    }

    init(_ name: String, _ value: Double, _ unit: String, atMost limit: Double) {
        self.init(name, value, unit, limit: .atMost(limit))
    }

    init(_ name: String, _ value: Double, _ unit: String, atLeast limit: Double) {
        self.init(name, value, unit, limit: .atLeast(limit))
    }

    var isWithinLimit: Bool {
        switch limit {
        case .atMost(let limit): value <= limit
        case .atLeast(let limit): value >= limit
        case nil: true
        }
    }

    /// `resident memory: 17.3 MiB  (at most 40)  ok`.
    var line: String {
        let bound =
            switch limit {
            case .atMost(let limit): "  (at most \(Self.text(limit)))  "
            case .atLeast(let limit): "  (at least \(Self.text(limit)))  "
            case nil: ""
            }
        let verdict = limit == nil ? "" : isWithinLimit ? "ok" : "MISSED"
        return "\(name): \(Self.text(value)) \(unit)\(bound)\(verdict)"
    }

    private static func text(_ value: Double) -> String {
        let rounded = (value * 1000).rounded() / 1000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    /// Prints all figures; a missed limit is a failure of the command.
    static func report(_ figures: [Figure]) throws {
        for figure in figures { print(figure.line) }
        guard figures.allSatisfy(\.isWithinLimit) else { throw ExitCode.failure }
    }
}
