import Foundation
import Gateway
import OpenRouter

/// The speech models of the service, through the gateway: any language, each speaker a voice.
struct ServiceEngine: SpeechEngine {
    let name = SpeechEngineKind.openrouter.rawValue
    var identity: String { model.model.id }
    /// Half of what providers take; shorter pieces are what a failure loses.
    let textLimit = 2_000
    let width = 4
    private let model: SpeechModel
    private let run: PhaseRun

    /// The first model of a chain that the service offers.
    ///
    /// - Throws: ``ProductionError`` with `audioFailed` where it offers none of them.
    init(_ chain: ModelChain, gateway: Gateway, run: PhaseRun) async throws {
        let models: [SpeechModel]
        do {
            models = try await gateway.speechModels()
        } catch let error as OpenRouterError {
            throw ProductionError(.audioFailed, "the speech models could not be listed: \(error.message)")
        }
        let wanted = [chain.preferred] + chain.fallbacks
        guard let model = wanted.lazy.compactMap({ id in models.first { $0.model.id == id } }).first else {
            throw ProductionError(
                .audioFailed,
                "the service offers no speech model \(wanted.joined(separator: " or "))",
                kept: "nothing was spent on sound",
                next: "choose one of \(models.prefix(5).map(\.model.id).joined(separator: ", ")) for models.speech"
            )
        }
        if model.model.id != chain.preferred {
            run.degrade("fallback: \(model.model.id) speaks instead of \(chain.preferred)")
        }
        self.model = model
        self.run = run
    }

    func voice(of speaker: Speaker, at index: Int) throws -> String {
        if let wanted = speaker.voice, model.voices.isEmpty || model.voices.contains(wanted) { return wanted }
        guard !model.voices.isEmpty else {
            throw ProductionError(
                .audioFailed,
                "\(model.model.id) names no voices, and \(speaker.name) has none",
                next: "give one: show edit --voice \(speaker.name):VOICE"
            )
        }
        return model.voices[index % model.voices.count]
    }

    func render(_ text: String, voice: String) async throws -> Sound {
        let speech: SpeechResponse
        do {
            speech = try await run.speak(text, model: model.model.id, voice: voice)
        } catch let error as GatewayError {
            throw ProductionError(.audioFailed, error.message)
        }
        return Sound(sampleRateHz: speech.sampleRateHz, samples: Self.mono(speech))
    }

    /// The first channel.
    private static func mono(_ speech: SpeechResponse) -> Data {
        guard speech.channels > 1 else { return speech.samples }
        let bytes = [UInt8](speech.samples)
        var samples = Data()
        for index in stride(from: 0, to: bytes.count - 1, by: speech.channels * 2) {
            samples.append(contentsOf: bytes[index...index + 1])
        }
        return samples
    }
}
