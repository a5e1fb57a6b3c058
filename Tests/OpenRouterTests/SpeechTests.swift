import Foundation
import Testing

@testable import OpenRouter

@Suite struct `Spoken answers` {
    private static let request = SpeechRequest(model: "a/b", input: "Say \"hi\"", voice: "v")

    private func answer(_ type: String, _ body: [UInt8]) -> LoopbackServer.Answer {
        { _ in LoopbackServer.answer(200, [("content-type", type), ("x-generation-id", "gen-tts-1")], pieces: [body]) }
    }

    @Test(
        arguments: [
            ("audio/pcm;rate=24000;channels=1", 24_000, 1, 6), ("audio/pcm; rate=16000; channels=2", 16_000, 2, 4),
            ("audio/pcm", 24_000, 1, 6),
        ]
    )
    func `are samples with the rate of their type, whole frames only`(
        type: String,
        rate: Int,
        channels: Int,
        count: Int
    ) async throws {
        try await LoopbackServer.with(answer(type, [1, 2, 3, 4, 5, 6, 7])) { server in
            let speech = try await withClient(of: server) { try await $0.speak(Self.request, key: key) }
            #expect(speech.sampleRateHz == rate && speech.channels == channels && speech.samples.count == count)
            #expect(speech.generationID == "gen-tts-1")
            var events = server.events.makeAsyncIterator()
            guard case .request(let head, let body)? = await events.next() else {
                throw OpenRouterError(.badRequest, "no request")
            }
            #expect(head.hasPrefix("POST /api/v1/audio/speech "))
            #expect(body == #"{"input":"Say \"hi\"","model":"a/b","response_format":"pcm","voice":"v"}"#)
        }
    }

    @Test(
        arguments: [
            ("audio/pcm;rate=24000;channels=1", "", .emptyResponse), ("audio/mpeg", "ID3", .invalidResponse),
            ("text/html", "<p>busy</p>", .invalidResponse),
            ("application/json", #"{"error":{"code":502,"message":"Provider returned error"}}"#, .serverError),
        ] as [(String, String, OpenRouterError.Code)]
    )
    func `that are no sound are failures`(type: String, body: String, code: OpenRouterError.Code) async throws {
        try await LoopbackServer.with(answer(type, Array(body.utf8))) { server in
            let failure = await failure {
                try await withClient(of: server) { try await $0.speak(Self.request, key: key) }
            }
            #expect(failure?.code == code)
        }
    }
}
