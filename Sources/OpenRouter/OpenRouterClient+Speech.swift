import FoundationEssentials
import NIOCore
import NIOHTTP1

extension OpenRouterClient {
    /// Has a text spoken.
    ///
    /// The answer is asked for as PCM, which every model offers and which can be joined.
    ///
    /// - Parameters:
    ///   - request: The text, the model and the voice.
    ///   - key: The credential that pays.
    /// - Returns: The sound; it has at least one sample.
    /// - Throws: ``OpenRouterError``; `CancellationError` when the task is cancelled.
    ///
    /// Source: OpenRouter API reference, "Create speech".
    public func speak(_ request: SpeechRequest, key: Secret) async throws -> SpeechResponse {
        let exchange = try begin(
            .POST,
            "/audio/speech",
            key: key.isEmpty ? nil : key,
            body: request.encoded(),
            collectsWhole: true
        )
        let (head, body) = try await answer(of: exchange)
        let generation = head.headers.first(name: "x-generation-id")
        let type = head.headers.first(name: "content-type") ?? ""
        guard type.lowercased().hasPrefix("audio/pcm") else {
            // Errors come as JSON, inside a 200 too.
            if type.hasPrefix("application/json"), let error = (try? JSONParser.parse(body))?["error"] {
                throw OpenRouterError(
                    inBand: error,
                    partial: ChatResponse(id: generation),
                    headers: head.headers,
                    now: now()
                )
            }
            throw OpenRouterError(
                .invalidResponse,
                "the answer is \(type.isEmpty ? "of no type" : String(type.prefix(60))), not audio/pcm",
                generationID: generation
            )
        }
        let channels = Self.parameter("channels", of: type) ?? 1
        let frameBytes = max(1, channels) * 2
        guard (1...2).contains(channels), body.readableBytes >= frameBytes else {
            throw OpenRouterError(.emptyResponse, "the answer holds no sound", generationID: generation)
        }
        return SpeechResponse(
            samples: Data(body.readableBytesView.prefix(body.readableBytes / frameBytes * frameBytes)),
            // What the service documents where the type says nothing.
            sampleRateHz: Self.parameter("rate", of: type) ?? 24_000,
            channels: channels,
            generationID: generation
        )
    }

    /// Lists the models that speak; they are not in the list of those that write.
    ///
    /// - Parameter key: A credential for servers that ask for one; OpenRouter's list is public.
    /// - Returns: The models with their voices, in the service's order.
    /// - Throws: ``OpenRouterError``; `CancellationError` when the task is cancelled.
    public func speechModels(key: Secret? = nil) async throws -> [SpeechModel] {
        let body = try await fetch("/models?output_modalities=speech", key: key)
        guard let items = (try? JSONParser.parse(body))?["data"]?.array else {
            throw OpenRouterError(.invalidResponse, "the answer holds no list of models")
        }
        return items.compactMap { item in
            Model(item).map { SpeechModel(model: $0, voices: item["supported_voices"]?.strings ?? []) }
        }
    }

    /// A number among the parameters of a media type, such as `rate` of `audio/pcm;rate=24000;channels=1`.
    private static func parameter(_ name: String, of type: String) -> Int? {
        for part in type.split(separator: ";").dropFirst() {
            let halves = part.split(separator: "=")
            guard halves.count == 2, halves[0].drop(while: { $0 == " " }).lowercased() == name else { continue }
            return Int(halves[1].filter(\.isNumber))
        }
        return nil
    }
}

extension SpeechRequest {
    /// The body as it is sent, members in alphabetical order.
    fileprivate func encoded() -> ByteBuffer {
        var writer = JSONWriter(capacity: 128 + input.utf8.count)
        writer.object { writer in
            writer.name("input")
            writer.string(input)
            writer.name("model")
            writer.string(model)
            writer.name("response_format")
            writer.string("pcm")
            writer.name("voice")
            writer.string(voice)
        }
        return writer.buffer
    }
}
