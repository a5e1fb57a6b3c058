import Gateway
import OpenRouter
import OpenRouterSimulator
import TestSupport
import Testing

private typealias Under = GatewayUnderTest

@Suite(.temporaryDirectory) struct `Speech through the gateway` {
    private static let model = "mistralai/voxtral-mini-tts-2603"
    private static let voice = "en_paul_neutral"
    private static let text = "Somewhere near you, billions of tiny switches flip without a sound. 晶体管"
    private static let purpose = CompletionRequest.Purpose(phase: "finalize", unit: "speech", episode: "reefs")

    @Test func `costs the price of its characters, to the digit, and is on the books`() async throws {
        try await Under.run { test in
            let spoken = try await test.gateway.speak(
                Self.text,
                model: Self.model,
                voice: Self.voice,
                purpose: Self.purpose
            )
            #expect(spoken.speech.sampleRateHz == 24_000 && spoken.speech.samples.count > 24_000)
            #expect(spoken.completion.cost == USD(picodollars: 16_000_000) * Self.text.count)
            #expect(spoken.completion.cost == test.billed)
            #expect(try await test.money() == (test.billed, .zero))
            let record = try #require(try await test.gateway.requests().first)
            #expect(record.id == spoken.completion.id && record.costSource == .computed)
            #expect(record.generationID?.hasPrefix("gen-tts-") == true)
        }
    }

    @Test func `is priced beforehand, and never below what it costs`() async throws {
        try await Under.run { test in
            let texts = [Self.text, "Hello."]
            let most = try await test.gateway.estimate(speaking: texts, model: Self.model)
            for text in texts {
                _ = try await test.gateway.speak(text, model: Self.model, voice: Self.voice, purpose: Self.purpose)
            }
            #expect(test.billed > .zero && test.billed <= most)
            await #expect(throws: GatewayError.self) {
                try await test.gateway.estimate(speaking: texts, model: "nobody/speaks")
            }
        }
    }

    @Test(arguments: [.unavailable503, .resetBeforeHeaders, .provider502] as [SimulatorFault.Kind])
    func `is asked for again after a passing failure`(kind: SimulatorFault.Kind) async throws {
        try await Under.run { test in
            test.simulator.set([SimulatorFault(kind, path: "/audio/speech", to: 1)])
            let spoken = try await test.gateway.speak(
                Self.text,
                model: Self.model,
                voice: Self.voice,
                purpose: Self.purpose
            )
            #expect(spoken.completion.attempts == 2)
        }
    }

    @Test func `is not sent where it does not fit under a cap`() async throws {
        try await Under.run { test in
            try await test.gateway.setCap(USD(picodollars: 1_000_000), of: .day)
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.speak(Self.text, model: Self.model, voice: Self.voice, purpose: Self.purpose)
            }
            #expect(error?.code == .budgetExceeded)
            #expect(test.billed == .zero)
        }
    }

    @Test(
        arguments: [
            ("mistralai/voxtral", "en_paul_neutral", "Hello.", .unknownModel),
            (model, "nobody", "Hello.", .invalidRequest), (model, voice, "", .invalidRequest),
            (model, voice, String(repeating: "x", count: 4_001), .invalidRequest),
        ] as [(String, String, String, GatewayError.Code)]
    )
    func `is refused before it costs anything`(
        model: String,
        voice: String,
        text: String,
        code: GatewayError.Code
    ) async throws {
        try await Under.run { test in
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.speak(text, model: model, voice: voice, purpose: Self.purpose)
            }
            #expect(error?.code == code)
            #expect(test.billed == .zero)
        }
    }
}
