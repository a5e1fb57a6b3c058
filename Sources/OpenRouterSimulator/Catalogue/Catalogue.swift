/// The models on offer: 413, as the real catalogue of August 2026 had, with its spread of prices, aliases and routers.
struct Catalogue: Sendable {
    /// Built on first use.
    static let shared = Catalogue()

    let models: [CatalogueModel]
    private let indices: [String: Int]
    /// The body of `GET /models` without a query, written once.
    let wholeList: [UInt8]

    private init() {
        var models = CatalogueTable.rows.split(separator: "\n").compactMap(Catalogue.model)
        // The real list reaches its number with half-price batch variants.
        let vendors = ["openai", "google", "anthropic", "qwen", "mistralai"]
        let missing = max(0, 413 - models.count)
        let sold = models.filter { $0.aliasTarget == nil && ($0.promptPrice ?? 0) > 0 }
        let ordered = sold.filter { vendors.contains($0.author) } + sold.filter { !vendors.contains($0.author) }
        for var model in ordered.prefix(missing) {
            model.id += ":batch"
            model.name += " (batch)"
            model.promptPrice = model.promptPrice.map { $0 / 2 }
            model.completionPrice = model.completionPrice.map { $0 / 2 }
            model.override = nil
            models.append(model)
        }
        self.models = models
        var indices: [String: Int] = [:]
        for (index, model) in models.enumerated() where indices[model.id] == nil { indices[model.id] = index }
        // Dated slugs are accepted as ids too, and stand for the model that carries them first.
        for (index, model) in models.enumerated() where indices[model.canonicalSlug] == nil {
            indices[model.canonicalSlug] = index
        }
        self.indices = indices
        var bytes: [UInt8] = []
        Catalogue.page(models.map(\.json), total: models.count, next: nil).write(to: &bytes)
        wholeList = bytes
    }

    static func page(_ items: [JSON], total: Int, next: String?) -> JSON {
        ["data": .array(items), "total_count": .int(total), "links": ["next": next.map(JSON.string) ?? .null]]
    }

    /// The model an id names: itself, an alias's target's prices, or the model below a routing variant.
    subscript(id: String) -> CatalogueModel? {
        if let index = indices[id] { return models[index] }
        for variant in [":nitro", ":floor", ":exacto", ":online", ":extended", ":thinking"] where id.hasSuffix(variant)
        {
            return indices[String(id.dropLast(variant.count))].map { models[$0] }
        }
        return nil
    }

    private static func model(_ row: Substring) -> CatalogueModel? {
        let fields = row.split(separator: " ")
        guard fields.count >= 6 else { return nil }
        let id = String(fields[0])
        var model = CatalogueModel(
            id: id,
            canonicalSlug: dated(id),
            name: title(id),
            contextLength: Int(fields[1]),
            maxCompletionTokens: Int(fields[2]),
            promptPrice: Money.parse(fields[3], unit: 1_000_000),
            completionPrice: Money.parse(fields[4], unit: 1_000_000),
            input: modalities(fields[5].prefix { $0 != ">" }),
            output: modalities(fields[5].drop { $0 != ">" }.dropFirst())
        )
        for field in fields.dropFirst(6) {
            let parts = field.split(separator: "=")
            guard parts.count == 2 else { return nil }
            switch parts[0] {
            case "lacks": model.lacks = String(parts[1])
            case "expires": model.expirationDate = String(parts[1])
            case "alias":
                model.aliasTarget = String(parts[1])
                model.canonicalSlug = id
            default:
                let values = parts[1].split(separator: ":")
                guard values.count == 3, let tokens = Int(values[0]),
                    let prompt = Money.parse(values[1], unit: 1_000_000),
                    let completion = Money.parse(values[2], unit: 1_000_000)
                else { return nil }
                model.override = .init(promptTokens: tokens, prompt: prompt, completion: completion)
            }
        }
        return model
    }

    /// Most models answer under a slug with their day of release, which no text rule leads back to the id.
    private static func dated(_ id: String) -> String {
        let base = String(id.prefix { $0 != ":" })
        let mark = Digest(7, base).spread
        guard mark % 5 < 3, !base.hasPrefix("openrouter/"), !base.hasPrefix("~") else { return base }
        let month = Int(mark >> 8 % 12) % 12 + 1
        let day = Int((mark >> 16) % 28) + 1
        let tail = (month < 10 ? "0" : "") + String(month) + (day < 10 ? "0" : "") + String(day)
        return "\(base)-202\(4 + (mark >> 24) % 3)\(tail)"
    }

    private static func title(_ id: String) -> String {
        let words = id.drop { $0 == "~" }.split { "/-:".contains($0) }.map { word in
            word.prefix(1).uppercased() + word.dropFirst()
        }
        return words[0] + ": " + words.dropFirst().joined(separator: " ")
    }

    private static func modalities(_ initials: Substring) -> [String] {
        let names: [Character: String] = ["t": "text", "i": "image", "f": "file", "a": "audio", "v": "video"]
        return initials.compactMap { names[$0] }
    }
}
