public import FoundationEssentials

/// A text to be spoken, `POST /audio/speech`.
public struct SpeechRequest: Hashable, Sendable {
    /// The model that speaks.
    public var model: String
    /// What it says; a few thousand characters at most.
    public var input: String
    /// One of the model's voices.
    public var voice: String

    /// A text to be spoken by a voice of a model.
    public init(model: String, input: String, voice: String) {
        self.model = model
        self.input = input
        self.voice = voice
    }
}

/// A text as it was spoken: samples without a header.
public struct SpeechResponse: Hashable, Sendable {
    /// Samples of 16 bits, little-endian, channels interleaved.
    public var samples: Data
    /// Samples of a channel in a second.
    public var sampleRateHz: Int
    /// How many channels there are.
    public var channels: Int
    /// The service's id of the generation, `gen-tts-…`.
    public var generationID: String?

    /// Samples as they came.
    public init(samples: Data, sampleRateHz: Int, channels: Int, generationID: String? = nil) {
        self.samples = samples
        self.sampleRateHz = sampleRateHz
        self.channels = channels
        self.generationID = generationID
    }
}

/// A model that speaks, with its voices.
public struct SpeechModel: Hashable, Sendable {
    /// The model; a prompt token of its price is a character of the text.
    public var model: Model
    /// Its voices; empty where the service names none.
    public var voices: [String]

    /// A model with its voices.
    public init(model: Model, voices: [String]) {
        self.model = model
        self.voices = voices
    }
}
