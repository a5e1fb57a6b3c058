import Foundation

/// A model that speaks, as the simulator offers it.
struct SpeechVoices: Sendable {
    let model: CatalogueModel
    let voices: [String]

    /// As `GET /models?output_modalities=speech` lists them; what a prompt token costs is the price of a character.
    static let all: [SpeechVoices] = [
        make(
            "mistralai/voxtral-mini-tts-2603",
            16_000_000,
            ["en_paul_neutral", "en_jane_neutral", "fr_marie_neutral"]
        ),
        make("hexgrad/kokoro-82m", 620_000, ["af_heart", "am_michael", "bf_emma", "bm_george"]),
    ]

    private static func make(_ id: String, _ price: Int64, _ voices: [String]) -> SpeechVoices {
        let model = CatalogueModel(
            id: id,
            canonicalSlug: id,
            name: id,
            contextLength: 4_096,
            maxCompletionTokens: nil,
            promptPrice: price,
            completionPrice: 0,
            input: ["text"],
            output: ["speech"]
        )
        return SpeechVoices(model: model, voices: voices)
    }

    var json: JSON {
        guard case .object(var members) = model.json else { return model.json }
        members["supported_voices"] = .array(voices.map(JSON.string))
        return .object(members)
    }
}

/// What `POST /audio/speech` is asked for.
struct SpeechCall: Sendable {
    static let sampleRateHz = 24_000
    /// What the providers take at once.
    private static let characterLimit = 4_096

    let offer: SpeechVoices
    let input: String
    let voice: Int
    let isMP3: Bool

    init(_ body: [UInt8]) throws(APIFailure) {
        guard let json = JSONReader.value(of: body) else { throw .badRequest("Invalid JSON body") }
        guard let name = json["model"]?.string, let offer = SpeechVoices.all.first(where: { $0.model.id == name })
        else {
            throw .badRequest("\(json["model"]?.string ?? "") is not a valid model ID")
        }
        guard let input = json["input"]?.string, !input.isEmpty, input.count <= Self.characterLimit else {
            throw .badRequest("input must have 1 to \(Self.characterLimit) characters")
        }
        guard let wanted = json["voice"]?.string, let voice = offer.voices.firstIndex(of: wanted) else {
            throw .badRequest("voice must be one of \(offer.voices.joined(separator: ", "))")
        }
        self.offer = offer
        self.input = input
        self.voice = voice
        isMP3 = json["response_format"]?.string == "mp3"
    }

    /// The text as tones: a syllable of sound for each letter, at the pace of speech; it says no words.
    var samples: [UInt8] {
        var bytes: [UInt8] = []
        let length = Self.sampleRateHz / 15
        bytes.reserveCapacity(input.unicodeScalars.count * length * 2)
        let base = [110.0, 196.0, 147.0, 98.0][voice % 4]
        var phase = 0.0
        for scalar in input.unicodeScalars {
            let isSound = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            // Letters differ in pitch within an octave, so that texts differ in sound.
            let step = base * (1 + Double(scalar.value % 12) / 12) * 2 * .pi / Double(Self.sampleRateHz)
            for index in 0..<length {
                phase += step
                let envelope = sin(.pi * Double(index) / Double(length))
                let value = isSound ? Int16(9_000 * envelope * sin(phase)) : 0
                bytes.append(UInt8(truncatingIfNeeded: value))
                bytes.append(UInt8(truncatingIfNeeded: value >> 8))
            }
        }
        return bytes
    }
}
