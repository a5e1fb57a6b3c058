/// Whether something is said that a feed has to warn of, or that listeners could come to harm by.
///
/// - `safety.profanity`: strong language blocks in an episode that is not marked explicit, for then its feed tells the truth no
///   longer; in a quotation as well, for it is spoken all the same.
/// - `safety.advice`: a sentence that tells listeners what to swallow, to buy or to sign warns, unless somebody says that it is no
///   medical, financial or legal advice, or whom to ask.
///
/// Both know the languages of their tables. Words are whole ones; a hyphen at an end stands for the rest of a word.
enum HarmChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        if subject.brief.explicit != true, let words = strongWords[subject.language] {
            result.ran("safety.profanity")
            for turn in subject.turns {
                guard let word = turn.words.first(where: { words.holds($0) }) else { continue }
                result.found(
                    "safety.profanity",
                    .block,
                    at: turn.turn.id,
                    "“\(word)” is strong language, and the episode is not marked explicit",
                    evidence: turn.turn.text
                )
            }
        }
        advice(subject, &result)
    }

    // MARK: Advice

    private static func advice(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        guard let phrases = AdvicePhrases.searches[subject.language] else { return }
        result.ran("safety.advice")
        var found: [(turn: String, sentence: String, phrase: String)] = []
        for turn in subject.turns {
            guard !phrases.commands.places(in: PhraseSearch.bytes(of: turn.turn.text)).isEmpty else { continue }
            for sentence in turn.sentences {
                let bytes = PhraseSearch.bytes(of: sentence)
                guard let command = phrases.commands.places(in: bytes).first(where: { tells(bytes[$0.end...]) }),
                    let matter = phrases.matters.places(in: bytes).first
                else { continue }
                found.append((turn.turn.id, sentence, "\(command.phrase) … \(matter.phrase)"))
            }
        }
        let isCautioned =
            !found.isEmpty
            && subject.turns.contains { turn in
                !phrases.cautions.places(in: PhraseSearch.bytes(of: turn.turn.text)).isEmpty
            }
        guard !isCautioned else { return }
        for (turn, sentence, phrase) in found {
            result.found(
                "safety.advice",
                .warn,
                at: turn,
                "listeners are told what to do with health, money or law (“\(phrase)”), and nobody says that it is no advice",
                evidence: sentence
            )
        }
    }

    /// Whether what follows a command tells somebody to do something; to know and to remember does no harm.
    private static func tells(_ rest: ArraySlice<UInt8>) -> Bool {
        let next = rest.drop { $0 == UInt8(ascii: " ") }.prefix { (0x61...0x7A).contains($0) }
        return !harmless.contains(String(decoding: next, as: UTF8.self))
    }

    private static let harmless: Set<String> = [
        "know", "remember", "imagine", "hear", "picture", "think", "ask", "understand", "see",
    ]

    // MARK: Strong language

    /// Whole words, and beginnings of words.
    private struct Words {
        var whole: Set<String> = []
        var beginnings: [String] = []

        init(_ list: String) {
            for word in list.split(separator: " ") {
                if word.hasSuffix("-") {
                    beginnings.append(String(word.dropLast()))
                } else {
                    whole.insert(String(word))
                }
            }
        }

        func holds(_ word: String) -> Bool {
            whole.contains(word) || beginnings.contains { word.hasPrefix($0) }
        }
    }

    private static let strongWords: [String: Words] = [
        "en":
            "fuck- motherfuck- shit shitty bullshit asshole assholes cunt cunts bitch bitches wanker wankers twat dickhead "
            + "cocksucker whore whores slut sluts nigger- faggot-",
        "de":
            "scheiße scheiß scheiss- fick- gefickt arschloch arschlöcher fotze- hurensohn wichser wixer schlampe schlampen "
            + "verfickt- missgeburt nigger-",
        "es":
            "mierda joder jodido jodida jodidos puta putas puto putos cabrón cabrones coño gilipollas hijoputa maricón "
            + "pendejo pendejos chingar chingada culero",
        "fr":
            "merde putain enculé enculer enculés connard connards connasse salope salopes foutre pute putes niquer nique",
        "it":
            "cazzo merda stronzo stronzi stronza vaffanculo puttana puttane coglione coglioni minchia fottuto fottuta",
        "pt": "merda caralho porra puta putas foder fodido fodida buceta viado cuzão",
        "nl": "klootzak klootzakken godverdomme neuk-",
        "pl": "kurwa kurwy kurwą skurwysyn- pierdol- spierdal- chuj chuja jebać jebany jebane",
        "ru": "блядь бляди сука суки хуй хуя хуе- пизд- ебать ебан- ёб- мудак мудаки заеб-",
        "ar": "كسمك شرموطة قحبة",
    ].mapValues(Words.init)
}
