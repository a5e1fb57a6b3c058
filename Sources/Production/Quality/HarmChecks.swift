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
        guard let table = AdvicePhrases.table[subject.language] else { return }
        result.ran("safety.advice")
        var found: [(turn: String, sentence: String, phrase: String)] = []
        var isCautioned = false
        for turn in subject.turns {
            let text = turn.turn.text.lowercased()
            isCautioned = isCautioned || table.cautions.contains { text.contains($0) }
            guard table.commands.contains(where: { text.contains($0) }) else { continue }
            for sentence in turn.sentences {
                let small = sentence.lowercased()
                guard let command = table.commands.first(where: { tells(small, $0) }),
                    let matter = table.matters.first(where: { small.contains($0) })
                else { continue }
                found.append((turn.turn.id, sentence, "\(command) … \(matter)"))
            }
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

    /// Whether a sentence tells somebody to do something; to know and to remember does no harm.
    private static func tells(_ sentence: String, _ command: String) -> Bool {
        guard let range = sentence.firstRange(of: command) else { return false }
        let next = sentence[range.upperBound...].drop { $0 == " " }.prefix(while: \.isLetter)
        return !["know", "remember", "imagine", "hear", "picture", "think", "ask", "understand", "see"].contains(next)
    }

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
