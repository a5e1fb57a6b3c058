import Foundation
public import OpenRouter
import Resilience
import Synchronization

/// A text as it was spoken, with what it cost.
public struct SpokenText: Sendable {
    /// Who spoke, at which cost; its text is what was said.
    public var completion: Completion
    /// The sound.
    public var speech: SpeechResponse
}

extension Gateway {
    /// The models that speak, with their voices; asked for once.
    ///
    /// - Throws: `OpenRouterError` where the service cannot be asked.
    public func speechModels() async throws -> [SpeechModel] {
        if let known = knownSpeechModels.withLock(\.self) { return known }
        let models = try await client.speechModels(key: keys.current?.secret)
        knownSpeechModels.withLock { $0 = models }
        return models
    }

    /// Has a text spoken: reserved, sent, retried, settled and recorded as a completion is.
    ///
    /// The answer of the service names no cost: it is the price of a character times the characters, or the worst case for
    /// models that charge for the sound as well.
    ///
    /// - Parameters:
    ///   - text: What is said; 1…4,000 characters.
    ///   - model: The model that speaks.
    ///   - voice: One of its voices.
    ///   - purpose: What the call is for.
    ///   - timeLimit: The most time the call may take, attempts and waits included.
    /// - Returns: The sound and what it cost.
    /// - Throws: ``GatewayError``; `CancellationError` when its task is cancelled.
    public func speak(
        _ text: String,
        model: String,
        voice: String,
        purpose: CompletionRequest.Purpose,
        timeLimit: Duration = .seconds(120)
    ) async throws -> SpokenText {
        guard !settings.providers.areBinding else {
            throw RequestRules.broken(
                "providers",
                settings.providers.explanation,
                "no terms, as speech takes none",
                nearest: "another engine"
            )
        }
        let known: SpeechModel
        do {
            let models = try await speechModels()
            guard let found = models.first(where: { $0.model.id == model }) else {
                var error = GatewayError(.unknownModel, "there is no model \(model) that speaks")
                let ids = models.map(\.model.id)
                let nearest = Spelling.nearest(to: model, among: ids)
                error.suggestions = nearest.isEmpty ? Array(ids.prefix(3)) : nearest
                throw error
            }
            known = found
        } catch let error as OpenRouterError {
            throw GatewayError(Classification(error).kind.errorCode, error.message, cause: error)
        }
        guard known.voices.isEmpty || known.voices.contains(voice) else {
            let nearest = Spelling.nearest(to: voice, among: known.voices, limit: 1).first ?? known.voices[0]
            throw RequestRules.broken(
                "voice",
                voice,
                "one of \(known.voices.prefix(12).joined(separator: ", "))",
                nearest: nearest
            )
        }
        guard 1...4_000 ~= text.count else {
            let nearest = text.isEmpty ? 1 : 4_000
            throw RequestRules.broken("text", "\(text.count) characters", "1…4000", nearest: "\(nearest)")
        }
        let chargesForSound = Self.chargesForSound(known)
        var request = Self.request(speaking: text, known, purpose)
        request.timeLimit = timeLimit
        let speech = Mutex<SpeechResponse?>(nil)
        let completion = try await perform(request, offeredBy: known.model) { client, key, model in
            var exchange = Exchange()
            do {
                let answer = try await client.speak(SpeechRequest(model: model, input: text, voice: voice), key: key)
                exchange.response = ChatResponse(id: answer.generationID, model: model, text: text, finishReason: .stop)
                if !chargesForSound { exchange.response.usage = Usage(promptTokens: text.count) }
                speech.withLock { $0 = answer }
            } catch {
                exchange.failure = error
            }
            exchange.remove(key)
            return exchange
        }
        guard let sound = speech.withLock(\.self) else {
            throw GatewayError(.upstreamUnavailable, "\(model) answered without sound")
        }
        return SpokenText(completion: completion, speech: sound)
    }

    /// The most that it can cost to have texts spoken, an attempt each.
    ///
    /// - Throws: `OpenRouterError` where the service cannot be asked; ``GatewayError`` with `unknownModel` or `priceUnknown`.
    public func estimate(speaking texts: [String], model: String) async throws -> USD {
        guard let known = try await speechModels().first(where: { $0.model.id == model }) else {
            throw GatewayError(.unknownModel, "there is no model \(model) that speaks")
        }
        let price = Price(known.model.pricing, unknownIsFree: unknownPricesAreFree)
        return try texts.reduce(.zero) { sum, text in
            let request = Self.request(speaking: text, known, .init(phase: "finalize", unit: "estimate"))
            guard let amount = price.worstCase(of: request, prompt: PromptEstimate(request)) else {
                throw GatewayError(.priceUnknown, "\(model) has no known price")
            }
            return sum + amount
        }
    }

    private static func chargesForSound(_ known: SpeechModel) -> Bool {
        known.model.pricing.completion.map { $0 > .zero } ?? true
    }

    /// What is set aside for a text: sound is about 25 tokens a second and speech 15 characters, so that four tokens for a
    /// character bound it twice over.
    private static func request(
        speaking text: String,
        _ known: SpeechModel,
        _ purpose: CompletionRequest.Purpose
    ) -> CompletionRequest {
        CompletionRequest(
            purpose: purpose,
            chain: ModelChain(preferred: known.model.id),
            messages: [ChatMessage(.user, text)],
            maxTokens: chargesForSound(known) ? 4 * text.count + 256 : 1
        )
    }

    /// Makes a call that is no conversation, by the steps of one.
    private func perform(
        _ request: CompletionRequest,
        offeredBy model: Model,
        _ exchange: @escaping @Sendable (OpenRouterClient, Secret, _ model: String) async -> Exchange
    ) async throws -> Completion {
        let asked = Asked(request)
        var call = Call(id: makeID(), asked: asked, at: now(), began: timeline.now, on: timeline, logger)
        call.exchange = exchange
        running.begin(call)
        defer { running.end(call) }
        await heedNeighbours()
        do {
            try RequestRules(maxTokensLimit: settings.maxTokensLimit, maxPromptBytes: settings.maxPromptBytes)
                .check(request)
            guard keys.current != nil || isServerLocal else {
                throw GatewayError(.noKey, "there is no key for \(account)")
            }
            let estimate = PromptEstimate(request)
            call.note(.accepted(promptTokens: estimate.likely, maxTokens: request.maxTokens), at: timeline.now)
            // What is said of its texts and contexts is about conversations.
            var offered = model
            (offered.inputModalities, offered.outputModalities, offered.supportedParameters) = ([], [], [])
            (offered.contextLength, offered.maxCompletionTokens) = (nil, nil)
            let catalogue = Catalogue.Snapshot(StoredCatalogue(models: [offered], fetchedAt: now()))
            return try await send(try route(catalogue, &call), estimate, &call, onText: nil)
        } catch {
            throw await giveUp(&call, error)
        }
    }
}
