import Foundation
import OpenRouter
import Resilience

/// The models that can answer a request, in order, and those that cannot, with the reason.
struct Route: Sendable {
    /// A model that can answer.
    struct Candidate: Hashable, Sendable {
        var model: String
        var level: Completion.Level
        var price: Price
        /// What is set in the request, wished only, and not sent to this model.
        var unheeded: Set<RequestParameter> = []
        /// Whether only a provider that heeds every parameter may answer: the call depends on one.
        var requiresParameters = false
        /// The model's id in the catalogue, without what only sorts providers.
        var entry = ""
        /// Whether the service takes terms of providers for it.
        var takesTerms = false
    }

    /// A model of the chain that cannot.
    struct Exclusion: Hashable, Sendable {
        /// What it is that keeps the model out.
        enum Cause: Hashable, Sendable {
            /// The model, whatever is asked of it.
            case model
            /// What is asked of it.
            case request
            /// Its price, which nobody knows.
            case price
        }

        var model: String
        var cause: Cause
        var reason: String
        /// What another model would have to heed.
        var lacks: Set<RequestParameter> = []
    }

    private(set) var candidates: [Candidate] = []
    private(set) var exclusions: [Exclusion] = []

    /// Orders the chain and leaves out what is unable.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - catalogue: What is known of the models; `nil` takes them at their word.
    ///   - today: The day, `YYYY-MM-DD`, in UTC: a model is gone on its expiration date.
    ///   - unknownIsFree: Whether a model without prices counts as free.
    ///   - allows: Whether a model may be asked at all.
    init(
        _ request: CompletionRequest,
        catalogue: Catalogue.Snapshot?,
        today: String,
        unknownIsFree: Bool,
        allows: (String) -> Bool = { _ in true }
    ) {
        let estimate = PromptEstimate(request)
        var seen: Set<String> = []
        for (model, level) in Self.levels(of: request.chain) where seen.insert(model).inserted {
            guard request.acceptedLevels.contains(level.kind) else {
                let reason = "the caller cannot use the level \(level.kind.rawValue)"
                exclusions.append(Exclusion(model: model, cause: .request, reason: reason))
                continue
            }
            guard allows(model) else {
                let reason = "it is not among the models that are allowed"
                exclusions.append(Exclusion(model: model, cause: .model, reason: reason))
                continue
            }
            let entry = catalogue?[model]
            if catalogue != nil, entry == nil {
                exclusions.append(Exclusion(model: model, cause: .model, reason: "it is not in the catalogue"))
                continue
            }
            if let entry, let (cause, reason) = Self.inability(of: entry, request, estimate: estimate, today: today) {
                exclusions.append(Exclusion(model: model, cause: cause, reason: reason))
                continue
            }
            let unheeded = entry.map { Self.unheeded(of: request, by: $0) } ?? []
            if let missed = unheeded.first(where: { request.parameters == .required || $0.parameter.isEssential }) {
                let reason =
                    "\(missed.member) is \(missed.value); allowed is none, as the model heeds no "
                    + missed.parameter.rawValue
                let lacks = Set(unheeded.map(\.parameter))
                exclusions.append(Exclusion(model: model, cause: .request, reason: reason, lacks: lacks))
                continue
            }
            let price = Price(entry?.pricing, unknownIsFree: unknownIsFree)
            if price.knowledge == .unknown, request.costLimit == nil {
                let reason = "its price is unknown and the call has no cost limit"
                exclusions.append(Exclusion(model: model, cause: .price, reason: reason))
                continue
            }
            var candidate = Candidate(model: model, level: level, price: price)
            candidate.unheeded = Set(unheeded.map(\.parameter))
            candidate.entry = entry?.id ?? model
            candidate.takesTerms = entry?.takesTerms ?? false
            candidate.requiresParameters = candidate.takesTerms && Self.dependsOnParameters(request)
            if candidate.unheeded.contains(.structuredOutputs), entry?.heeds(.responseFormat) == false {
                candidate.unheeded.insert(.responseFormat)
            }
            candidates.append(candidate)
        }
    }

    private static func levels(of chain: ModelChain) -> [(String, Completion.Level)] {
        [(chain.preferred, .preferred)]
            + chain.fallbacks.map { ($0, .fallback(model: $0)) }
            + (chain.budget.map { [($0, .budget(model: $0))] } ?? [])
    }

    private static func unheeded(
        of request: CompletionRequest,
        by model: Model
    ) -> [(parameter: RequestParameter, member: String, value: String)] {
        RequestParameter.set(in: request).filter { !model.heeds($0.parameter) }
    }

    /// Whether an answer is of no use from a provider that drops a parameter in silence.
    private static func dependsOnParameters(_ request: CompletionRequest) -> Bool {
        request.parameters == .required && request.needsHeedingProviders
            && RequestParameter.set(in: request).contains { !$0.parameter.isEssential }
    }

    private static func inability(
        of model: Model,
        _ request: CompletionRequest,
        estimate: PromptEstimate,
        today: String
    ) -> (Exclusion.Cause, reason: String)? {
        if let end = model.expirationDate, end.prefix(10) <= today { return (.model, "it went away on \(end)") }
        guard model.outputModalities.isEmpty || model.outputModalities.contains("text") else {
            return (.model, "it does not write text")
        }
        guard model.inputModalities.isEmpty || model.inputModalities.contains("text") else {
            return (.model, "it does not read text")
        }
        let wanted = request.maxTokens
        guard model.heedsLimit else {
            let reason = "maxTokens is \(wanted); allowed is none, as the model heeds no limit and may cost anything"
            return (.request, reason)
        }
        if let limit = model.maxCompletionTokens, limit > 0, wanted > limit {
            return (.request, "maxTokens is \(wanted); allowed is at most \(limit); the nearest is \(limit)")
        }
        if let context = model.contextLength, context > 0, estimate.likely + wanted > context {
            let room = context - estimate.likely
            let nearest = room > 0 ? "the nearest is maxTokens \(room)" : "the messages alone are too long"
            let tokens = "messages and maxTokens are about \(estimate.likely) + \(wanted) tokens"
            return (.request, "\(tokens); allowed is a context of \(context); \(nearest)")
        }
        return nil
    }
}

extension Gateway {
    /// Step 3: who is asked, in which order.
    func route(_ catalogue: Catalogue.Snapshot?, _ call: inout Call) throws -> Route {
        let route = Route(
            call.request,
            catalogue: catalogue,
            today: utc.day(of: now()),
            unknownIsFree: unknownPricesAreFree,
            allows: settings.allows
        )
        let terms = call.request.providers
        if terms.areBinding { call.note(.terms(terms.explanation), at: timeline.now) }
        for exclusion in route.exclusions {
            call.note(.leftOut(model: exclusion.model, reason: exclusion.reason), at: timeline.now)
            if exclusion.cause == .model {
                publish(.notice("\(exclusion.model) is left out: \(exclusion.reason)"))
            }
        }
        for candidate in route.candidates where !candidate.unheeded.isEmpty {
            let parameters = candidate.unheeded.map(\.rawValue).sorted()
            call.note(.notSent(model: candidate.model, parameters: parameters), at: timeline.now)
        }
        for candidate in route.candidates where candidate.price.knowledge != .known {
            let treatment =
                candidate.price.knowledge == .free
                ? "taken for nothing, the server is one's own" : "the cost limit of the call is set aside"
            call.note(.priceUnknown(model: candidate.model, treatment: treatment), at: timeline.now)
        }
        if let first = route.exclusions.first, route.candidates.isEmpty {
            let code: GatewayError.Code = first.cause == .price ? .priceUnknown : .invalidRequest
            var error = GatewayError(code, "\(first.model) cannot answer: \(first.reason)")
            if !first.lacks.isEmpty {
                error.suggestions = able(first.lacks, near: first.model, in: catalogue).map { [$0] } ?? []
                error.message += "; the nearest is to leave it out"
                if let other = error.suggestions.first { error.message += ", or to ask \(other)" }
            }
            throw error
        }
        return route
    }

    /// The model nearest to another that heeds some parameters, and may be asked.
    private func able(
        _ parameters: Set<RequestParameter>,
        near model: String,
        in catalogue: Catalogue.Snapshot?
    ) -> String? {
        guard let catalogue else { return nil }
        let able = catalogue.models.filter { (other: Model) -> Bool in
            other.outputModalities.contains("text") && !other.supportedParameters.isEmpty && other.heedsLimit
                && settings.allows(other.id) && parameters.allSatisfy { other.heeds($0) }
        }
        return Spelling.nearest(to: model, among: able.map(\.id), limit: 1).first
    }
}
