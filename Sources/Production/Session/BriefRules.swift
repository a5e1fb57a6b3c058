/// What a brief must hold before money is spent on it.
enum BriefRules {
    /// The brief with blanks put right, or an error that names member, value and limit.
    static func checked(_ brief: Brief) throws(ProductionError) -> Brief {
        var brief = brief
        brief.topic = Prompt.oneLine(brief.topic)
        brief.audience = Prompt.oneLine(brief.audience)
        guard !brief.topic.isEmpty else { throw fault("the topic is empty", "say what the episode is about") }
        guard brief.topic.count <= 2_000 else {
            throw fault(
                "the topic has \(brief.topic.count) characters, and 2000 is the limit",
                "give long texts with --source"
            )
        }
        guard (1...120).contains(brief.minutes) else {
            throw fault("an episode has 1 to 120 minutes (is \(brief.minutes))", "change --minutes")
        }
        guard (1...6).contains(brief.cast.count) else {
            throw fault("a cast has 1 to 6 speakers (is \(brief.cast.count))", "change --cast")
        }
        guard !brief.audience.isEmpty, brief.audience.count <= 500 else {
            throw fault("the audience has 1 to 500 characters (is \(brief.audience.count))", "change --audience")
        }
        guard brief.language.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*/) != nil else {
            throw fault("\(brief.language.prefix(40)) is no language tag", "write it like en or pt-BR")
        }
        for (index, speaker) in brief.cast.enumerated() {
            let name = Prompt.oneLine(speaker.name)
            guard (1...40).contains(name.count), name.contains(where: \.isLetter),
                !name.contains(where: { ":<>[]\"".contains($0) })
            else { throw fault("\(speaker.name.prefix(60)) is no name for a speaker", "use 1 to 40 letters") }
            brief.cast[index].name = name
            guard !brief.cast[..<index].contains(where: { $0.name.lowercased() == name.lowercased() }) else {
                throw fault("two speakers are called \(name)", "give them different names")
            }
        }
        return brief
    }

    private static func fault(_ message: String, _ next: String) -> ProductionError {
        ProductionError(.briefInvalid, message, kept: "nothing was created and nothing spent", next: next)
    }
}
