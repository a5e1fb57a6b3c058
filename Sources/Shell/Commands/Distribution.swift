import Gateway

/// How long something takes, in words: `none`, a time such as `200ms`, or a distribution of times.
///
/// The simulator reads them; what it would refuse is told where it was typed.
enum Distribution {
    /// One of each, with what it means.
    static let examples = [
        ("none", "at once"), ("200ms", "always so long"),
        ("uniform:100ms-400ms", "anything between two times"),
        ("lognormal:400ms,0.6", "as services are: a median, and how far they scatter, 0 to 3"),
    ]
    private static let shapes = "none, 200ms, fixed:200ms, uniform:100ms-400ms or lognormal:400ms,0.6"

    /// What is wrong with a text, and the nearest right ones; `nil` where nothing is.
    static func problem(with text: String) -> (message: String, suggestions: [String])? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            if text == "none" || isTime(text) { return nil }
            let names = Spelling.nearest(to: text, among: ["none", "fixed", "uniform", "lognormal"], limit: 1)
            let nearest = examples.map(\.0).filter { example in names.contains { example.hasPrefix($0) } }
            return ("must be such as \(shapes), not `\(text)`", nearest)
        }
        let isRight: Bool
        switch parts[0] {
        case "fixed": isRight = isTime(parts[1])
        case "uniform":
            let bounds = parts[1].split(separator: "-", omittingEmptySubsequences: false)
                .compactMap { ValueKind.duration(String($0)) }
            isRight = bounds.count == 2 && bounds[0] <= bounds[1] && bounds[1] <= .seconds(3_600)
        case "lognormal":
            let values = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let scatter = values.count == 2 ? Double(values[1]) : 0.5
            isRight = values.count <= 2 && isTime(values[0]) && scatter.map { (0...3).contains($0) } ?? false
        default:
            let names = Spelling.nearest(to: parts[0], among: ["fixed", "uniform", "lognormal"], limit: 1)
            return ("must be such as \(shapes), not `\(text)`", names.map { "\($0):\(parts[1])" })
        }
        if isRight { return nil }
        let example = examples.map(\.0).first { $0.hasPrefix(parts[0]) } ?? "fixed:200ms"
        return ("must be such as \(example), not `\(text)`", [])
    }

    /// A time of at most an hour.
    private static func isTime(_ text: String) -> Bool {
        ValueKind.duration(text).map { $0 <= .seconds(3_600) } ?? false
    }
}
