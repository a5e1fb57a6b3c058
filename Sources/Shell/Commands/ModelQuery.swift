import OpenRouter

/// Which models of the catalogue are wanted, and in which order.
struct ModelQuery: Sendable {
    enum Order: String, Sendable {
        case price, context, name, newest
    }

    /// Words that id or name contain, whatever their case; all of them.
    var words: [String] = []
    var isFree = false
    var order: Order?
    /// The most an answer's tokens may cost, by the million.
    var mostPerMillion: USD?

    /// The models that are wanted, best first; in the catalogue's order where none is asked for.
    func models(in all: [Model]) -> [Model] {
        let words = words.map { $0.lowercased() }
        let found = all.filter { model in
            let text = "\(model.id) \(model.name)".lowercased()
            guard words.allSatisfy(text.contains) else { return false }
            if isFree, model.pricing.prompt != .zero || model.pricing.completion != .zero { return false }
            guard let mostPerMillion else { return true }
            // Compared per token: the rest of the cap's division by a million cannot tell two prices apart.
            guard let price = model.pricing.completion else { return false }
            return price.picodollars <= mostPerMillion.picodollars / 1_000_000
        }
        switch order {
        case nil: return found
        case .price:
            return found.sorted { (Self.price(of: $0), $0.id) < (Self.price(of: $1), $1.id) }
        case .context:
            return found.sorted { ($1.contextLength ?? 0, $0.id) < ($0.contextLength ?? 0, $1.id) }
        case .name: return found.sorted { $0.id < $1.id }
        case .newest: return found.sorted { ($1.created, $0.id) < ($0.created, $1.id) }
        }
    }

    /// Prompt and answer together; unknown prices come last.
    private static func price(of model: Model) -> Double {
        guard let prompt = model.pricing.prompt, let completion = model.pricing.completion else { return .infinity }
        return Double(prompt.picodollars) + Double(completion.picodollars)
    }
}
