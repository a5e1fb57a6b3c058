/// Turns words into sound.
protocol SpeechEngine: Sendable {
    /// Its name, as `--engine` has it.
    var name: String { get }
    /// All that makes the sound of a text besides text and voice; a part of a clip's key.
    var identity: String { get }
    /// The most characters it takes at once.
    var textLimit: Int { get }
    /// How many renderings may run at once.
    var width: Int { get }

    /// The voice of a speaker.
    ///
    /// - Parameters:
    ///   - speaker: Who speaks, with the voice wanted, if any.
    ///   - index: The speaker's place in the cast.
    /// - Returns: The name of a voice.
    /// - Throws: ``ProductionError`` with `audioFailed` where there is no such voice.
    func voice(of speaker: Speaker, at index: Int) throws -> String

    /// Renders a text; what cannot be rendered is an error, never silence.
    func render(_ text: String, voice: String) async throws -> Sound
}

/// Who renders an episode's sound.
public enum SpeechEngineKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A program of the machine: English, no network, no cost.
    case flite
    /// The speech models of OpenRouter.
    case openrouter
}
