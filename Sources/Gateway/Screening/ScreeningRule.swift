/// One thing that the screen looks for.
///
/// A rule is data: what it is about, what it weighs, the phrases it is made of, and texts that it must find and must pass,
/// which the tests run. Phrases are written in the notation of ``PhraseGrammar``.
public struct ScreeningRule: Sendable {
    /// Family and name, such as `secrets.password`.
    public let id: String
    /// What it looks for, in a plain sentence.
    public let sentence: String
    /// The languages its phrases are written in, as BCP 47 tags; empty where it looks at form and not at words.
    public let languages: [String]
    /// What it adds to the score of a text, once; a text of score 1 is suspicious.
    public let weight: Double
    /// The phrases that count as a find; empty for rules about form.
    public let phrases: [String]
    /// Texts it must find something in.
    public let finds: [String]
    /// Texts that look alike and that it must leave alone.
    public let passes: [String]

    init(
        _ id: String,
        _ sentence: String,
        languages: [String] = [],
        weight: Double,
        phrases: String = "",
        finds: [String],
        passes: [String]
    ) {
        self.id = id
        self.sentence = sentence
        self.languages = languages
        self.weight = weight
        self.phrases = Self.lines(of: phrases)
        self.finds = finds
        self.passes = passes
    }

    /// A phrase a line; a line that is indented goes on with the one before.
    private static func lines(of text: String) -> [String] {
        var phrases: [String] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix(" "), !phrases.isEmpty {
                // A line ends behind a blank or behind a bar; neither minds another blank.
                phrases[phrases.count - 1] += line
            } else {
                phrases.append(String(line))
            }
        }
        return phrases
    }
}
