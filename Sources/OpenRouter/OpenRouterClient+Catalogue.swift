/// A part of the catalogue.
public struct ModelPage: Hashable, Sendable {
    /// The models of this part, in the service's order.
    public var models: [Model]
    /// How many models there are in all, where the service says.
    public var totalCount: Int?
    /// Where the next part is, as the service writes it; `nil` at the end.
    public var next: String?
}

extension OpenRouterClient {
    /// Lists every model that answers with text; follows the links where the service gives the list in parts.
    ///
    /// - Parameter key: A credential for servers that ask for one; OpenRouter's list is public.
    /// - Returns: The models, in the service's order.
    /// - Throws: ``OpenRouterError``; `CancellationError` when the task is cancelled.
    public func models(key: Secret? = nil) async throws -> [Model] {
        var models: [Model] = []
        var path: String? = "/models"
        var visited: Set<String> = []
        while let current = path, visited.insert(current).inserted {
            let page = try await modelPage(at: current, key: key)
            models += page.models
            path = page.next.map { self.path(ofLink: $0) }
        }
        return models
    }

    /// Lists a part of the models.
    ///
    /// - Parameters:
    ///   - offset: How many models to skip; at least 0.
    ///   - limit: How many to list, 1…1000.
    /// - Returns: The models asked for, fewer at the end of the list.
    /// - Throws: ``OpenRouterError``; `CancellationError` when the task is cancelled.
    public func models(offset: Int, limit: Int) async throws -> ModelPage {
        precondition(offset >= 0, "offset must be at least 0 (is \(offset))")
        precondition(1...1000 ~= limit, "limit must be 1…1000 (is \(limit))")
        return try await modelPage(at: "/models?limit=\(limit)&offset=\(offset)", key: nil)
    }

    /// Lists who serves a model and on what terms; percentiles and the like need a key.
    ///
    /// - Parameters:
    ///   - model: The model's id, `author/slug`.
    ///   - key: A credential, or `nil`.
    /// - Returns: The offers, in the service's order.
    /// - Throws: ``OpenRouterError``; `CancellationError` when the task is cancelled.
    public func endpoints(of model: String, key: Secret? = nil) async throws -> [ModelEndpoint] {
        let data = try await fetchData("/models/\(model.percentEncoded(keeping: "/:"))/endpoints", key: key)
        guard let endpoints = data["endpoints"]?.array else {
            throw OpenRouterError(.invalidResponse, "the answer names no endpoints of \(model)")
        }
        return endpoints.compactMap { ModelEndpoint($0) }
    }

    /// Lists everybody who serves models.
    ///
    /// - Parameter key: A credential for servers that ask for one; OpenRouter's list is public.
    /// - Returns: The providers, in the service's order.
    /// - Throws: ``OpenRouterError``; `CancellationError` when the task is cancelled.
    public func providers(key: Secret? = nil) async throws -> [Provider] {
        guard let items = try await fetchData("/providers", key: key).array else {
            throw OpenRouterError(.invalidResponse, "the answer holds no list of providers")
        }
        return items.compactMap { Provider($0) }
    }

    private func modelPage(at path: String, key: Secret?) async throws -> ModelPage {
        let body = try await fetch(path, key: key)
        guard let node = try? JSONParser.parse(body), let items = node["data"]?.array else {
            throw OpenRouterError(.invalidResponse, "the answer holds no list of models")
        }
        return ModelPage(
            models: items.compactMap { Model($0) },
            totalCount: node["total_count"]?.integer,
            next: node["links"]?["next"]?.string
        )
    }

    /// The path below the base URL of a link, which may be absolute, below the host, or only a query: what is followed
    /// is the query alone, so that no link leads to another server.
    private func path(ofLink link: String) -> String {
        guard let query = link.firstIndex(of: "?") else { return "/models" }
        return "/models" + link[query...]
    }
}

extension String {
    /// The text as it may stand in a URL: letters, digits, `-._~` and the characters to keep stay, others become `%XX`.
    func percentEncoded(keeping kept: String) -> String {
        var result = ""
        for byte in utf8 {
            let character = Character(Unicode.Scalar(byte))
            if character.isASCII,
                character.isLetter || character.isNumber || "-._~".contains(character) || kept.contains(character)
            {
                result.append(character)
            } else {
                result += byte < 16 ? "%0" : "%"
                result += String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}
