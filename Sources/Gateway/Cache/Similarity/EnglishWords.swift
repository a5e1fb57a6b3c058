/// The closed classes of English: words that carry grammar rather than a subject.
enum EnglishWords {
    /// What may come and go without a change of meaning.
    static let idle: Set<String> = ["a", "an", "the", "there", "and", "so", "just", "please", "then"]
    /// Forms of *to be*: their number tells *is charged* from *charges*.
    static let copulas: Set<String> = ["is", "are", "be", "been", "being", "am"]
    /// Present auxiliaries that say nothing more.
    static let auxiliaries: Set<String> = ["do", "does"]
    static let pasts: Set<String> = ["was", "were", "did", "had"]
    static let possibilities: Set<String> = ["can", "could", "may", "might"]
    static let futures: Set<String> = ["will", "would", "shall"]
    static let duties: Set<String> = ["should", "must", "ought"]
    static let negations: Set<String> = [
        "not", "no", "never", "nor", "neither", "without", "none", "nothing", "nobody", "non", "nowhere",
    ]
    static let questions: Set<String> = ["what", "which", "who", "whom", "whose", "when", "where", "why", "how"]
    /// Whom a pronoun means; who speaks is one class, whether *I* or *we*.
    static let persons: [String: Character] = {
        let classes: [(Character, String)] = [
            ("1", "i me my mine myself we us our ours ourselves"), ("2", "you your yours yourself yourselves"),
            ("m", "he him his himself"), ("f", "she her hers herself"), ("t", "they them their theirs themselves"),
            ("n", "it its itself"),
        ]
        return Dictionary(
            uniqueKeysWithValues: classes.flatMap { person, words in
                words.split(separator: " ").map { (String($0), person) }
            }
        )
    }()
    static let prepositions: Set<String> = words(
        """
        of for at with by about as in on to from into onto within over under before after between than against per since \
        until till during through across off out up down via upon toward towards behind above below
        """
    )
    /// Prepositions and particles whose loss or change turns a meaning around: *turn off*, *under 50*, *before surgery*.
    static let turning: Set<String> = words(
        "over under before after between than against since until till off out up down behind above below by"
    )
    /// Prepositions that give the word after them a part that no other word has: *from Oslo to Rome*.
    static let directing: Set<String> = words("from to into onto before after between than against over under by")

    /// Small numbers in words, as digits.
    static let numbers: [String: String] = {
        let small = words(
            listed: """
                zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                seventeen eighteen nineteen
                """
        )
        let tens = words(listed: "twenty thirty forty fifty sixty seventy eighty ninety")
        let ordinals = words(listed: "first second third fourth fifth sixth seventh eighth ninth tenth")
        var numbers = ["hundred": "100", "thousand": "1000", "million": "1000000", "billion": "1000000000"]
        for (value, word) in small.enumerated() { numbers[word] = "\(value)" }
        for (value, word) in tens.enumerated() { numbers[word] = "\(value * 10 + 20)" }
        for (value, word) in ordinals.enumerated() { numbers[word] = "\(value + 1)." }
        return numbers.merging(["half": "0.5", "dozen": "12", "once": "1×", "twice": "2×"]) { first, _ in first }
    }()

    /// Plurals that no rule makes.
    static let plurals = [
        "children": "child", "people": "person", "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth",
        "mice": "mouse", "lives": "life", "wives": "wife", "knives": "knife", "halves": "half",
    ]
    /// Words in *s* that are no plurals of the word without.
    static let singularsInS: Set<String> = ["news", "goods", "customs", "means", "arms", "works", "glasses", "savings"]

    static let hesitations: Set<String> = ["um", "uh", "er", "erm", "uhm", "hmm", "umm"]
    static let openings: [[String]] = phrases(
        """
        quick one|quick question|quick query|one question|just wondering|i was wondering|wondering|just checking
        good morning|good afternoon|good evening|excuse me|sorry to bother you|hi there|hi all|hi team|hi everyone
        hello there|hello all|hello team|hello everyone|hey there|hey all|hey team|hey everyone
        can you please tell me|could you please tell me|would you please tell me|can you tell me|could you tell me
        would you tell me|please tell me|tell me|i would like to know|i want to know|i need to know|do you know
        hi|hello|hey|hiya|yeah|yep|ok|okay|oh|well|so|please
        """
    )
    static let closings: [[String]] = phrases(
        """
        many thanks in advance|many thanks again|many thanks|thanks in advance|thanks a lot|thanks so much
        thanks very much|thanks again|thanks|thank you in advance|thank you very much|thank you so much|thank you
        cheers|kind regards|best regards|regards|please
        """
    )
    static let contractions: [String: [String]] = {
        let forms = """
            whats what is|hows how is|wheres where is|whos who is|whens when is|theres there is|thats that is|cannot can not
            dont do not|doesnt does not|didnt did not|cant can not|can't can not|isnt is not|arent are not|wasnt was not
            werent were not|wont will not|won't will not|shan't shall not|couldnt could not|shouldnt should not
            wouldnt would not|havent have not|hasnt has not|hadnt had not|im i am|ive i have|youre you are
            """
        return Dictionary(
            uniqueKeysWithValues: phrases(forms).map { ($0[0], Array($0.dropFirst())) }
        )
    }()
    static let endings = ["re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"]

    /// Common words of other languages that are none of English.
    private static let foreign: Set<String> = words(
        """
        der das und ist nicht ein eine einen wie wo wer warum kann ich wir sie le les des est et une que qui pour dans je \
        vous pas el los las es una por para como donde cuando il di che non sono della het een van niet wat hoe waar \
        och att det som inte är jest nie jak czy
        """
    )

    /// Words of English that other languages have too: they tell nothing.
    private static let shared: Set<String> = words(
        """
        a am an as at by do for had has he her him his i in is it man may me men million my no of on or over six so ten to \
        under was we were will
        """
    )

    /// Whether a text's commonest words are those of English rather than of another language in Latin letters.
    ///
    /// A letter that English has not speaks for another one.
    static func isEnglish(_ words: [String]) -> Bool {
        var (english, other) = (0, 0)
        for word in words.prefix(400) {
            let stem = String(word.prefix { $0 != "'" })
            if foreign.contains(stem) || !word.utf8.allSatisfy({ $0 < 0x80 }) {
                other += 1
            } else if !shared.contains(stem),
                idle.contains(stem) || copulas.contains(stem) || auxiliaries.contains(stem) || pasts.contains(stem)
                    || possibilities.contains(stem) || questions.contains(stem) || persons[stem] != nil
                    || prepositions.contains(stem) || negations.contains(stem) || word.hasSuffix("n't")
                    || contractions[stem] != nil || numbers[stem] != nil
            {
                english += 1
            }
        }
        return english > other
    }

    private static func words(_ text: String) -> Set<String> { Set(words(listed: text)) }

    private static func words(listed text: String) -> [String] { text.split(separator: " ").map(String.init) }

    private static func phrases(_ text: String) -> [[String]] {
        text.split { $0 == "|" || $0 == "\n" }.map { words(listed: String($0)) }
    }
}
