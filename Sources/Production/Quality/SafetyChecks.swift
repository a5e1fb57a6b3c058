/// Whether a voice that nobody has claims a life: childhood, family, studies, a profession.
///
/// What stands between quotation marks is somebody else's.
enum SafetyChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        guard let phrases = phrases[subject.language] else { return }
        result.ran("safety.biography")
        for turn in subject.turns {
            guard let phrase = phrase(in: turn.words, phrases) else { continue }
            var text = turn.turn.text
            for quotation in CitationChecks.quotations(in: text) where !quotation.isEmpty {
                text = text.replacing(quotation, with: "")
            }
            guard Self.phrase(in: SpokenWords.list(text), phrases) != nil else { continue }
            result.found(
                "safety.biography",
                .block,
                at: turn.turn.id,
                "a synthetic voice claims a life of its own: “\(phrase)”",
                evidence: turn.turn.text
            )
        }
    }

    /// The first phrase that stands in a text; a hyphen at its end stands for the rest of a word.
    private static func phrase(in words: [String], _ phrases: [String: [[String]]]) -> String? {
        for index in words.indices {
            for phrase in phrases[words[index]] ?? [] where words.count - index >= phrase.count {
                let found = words[index..<(index + phrase.count)]
                if found.dropLast().elementsEqual(phrase.dropLast()), found.last?.hasPrefix(phrase.last ?? "") ?? false
                {
                    return phrase.joined(separator: " ")
                }
            }
        }
        return nil
    }

    /// By language and first word.
    private static let phrases: [String: [String: [[String]]]] = table.mapValues { phrases in
        let lists = phrases.map { phrase -> [String] in
            var words = SpokenWords.list(phrase)
            if phrase.hasSuffix("-"), let last = words.popLast() { words.append("\(last)-") }
            return words
        }
        return Dictionary(grouping: lists.filter { !$0.isEmpty }) { $0[0] }
    }

    private static let table: [String: [String]] = [
        "en": [
            "when i was a child", "when i was a kid", "when i was young", "when i was growing up",
            "when i was in school",
            "when i was in college", "when i was at university", "i grew up in", "i grew up near", "i was born in",
            "my childhood",
            "my wife", "my husband", "my mother", "my father", "my grandmother", "my grandfather", "my daughter",
            "my son",
            "my brother", "my sister", "my parents", "i studied at", "i studied physics", "i studied under",
            "i graduated from", "i have a phd", "i hold a phd", "i have a degree", "i hold a degree", "my phd",
            "my doctorate", "as a doctor, i", "as a physician, i", "as a nurse, i", "as a lawyer, i",
            "as a journalist, i",
            "as a scientist, i", "as a historian, i", "as an engineer, i", "as a physicist, i", "as a therapist, i",
            "as a parent, i", "i worked at", "i worked for", "i used to work", "i have worked", "i've worked",
            "in my career",
            "in my years as", "my patients", "my clients", "i once visited", "i once met",
            "i interviewed", "i once interviewed", "when i lived",
        ],
        "de": [
            "als ich ein kind war", "als ich klein war", "als ich jung war", "als kind habe ich",
            "ich bin aufgewachsen",
            "in meiner kindheit", "meine frau", "mein mann", "meine mutter", "mein vater", "meine großmutter",
            "mein großvater",
            "meine tochter", "mein sohn", "meine kinder", "meine eltern", "ich habe studiert", "ich studierte",
            "während meines studiums",
            "in meinem studium", "ich habe promoviert", "meine doktorarbeit", "als arzt habe ich",
            "als ingenieur habe ich",
            "ich habe früher bei", "ich arbeitete", "in meiner laufbahn", "meine patienten",
        ],
        "es": [
            "cuando era niño", "cuando era niña", "cuando yo era", "de pequeño yo", "crecí en", "nací en",
            "mi infancia", "mi esposa",
            "mi marido", "mi mujer", "mi madre", "mi padre", "mi abuela", "mi abuelo", "mi hija", "mi hijo",
            "mis hijos", "mis padres",
            "estudié en", "me gradué", "mi doctorado", "como médica, yo", "como ingeniero, yo", "trabajé en",
            "trabajé para", "mis pacientes", "en mi carrera",
        ],
        "fr": [
            "quand j'étais enfant", "quand j'étais petit", "quand j'étais jeune", "j'ai grandi", "je suis né",
            "mon enfance",
            "ma femme", "mon mari", "ma mère", "mon père", "ma grand-mère", "mon grand-père", "ma fille", "mon fils",
            "mes enfants",
            "mes parents", "j'ai étudié", "j'ai fait mes études", "mon doctorat", "ma thèse", "en tant que médecin, je",
            "en tant qu'ingénieur, je", "j'ai travaillé", "mes patients", "dans ma carrière",

        ],
        "it": [
            "quando ero bambin-", "quando ero piccol-", "quando ero giovane", "sono cresciut-", "sono nat-",
            "la mia infanzia",
            "mia moglie", "mio marito", "mia madre", "mio padre", "mia nonna", "mio nonno", "mia figlia", "mio figlio",
            "ho studiato", "mi sono laureat-", "il mio dottorato", "ho lavorato", "i miei pazienti",
        ],
        "pt": [
            "quando eu era", "quando era criança", "cresci em", "nasci em", "minha infância", "minha esposa",
            "meu marido",
            "minha mãe", "meu pai", "minha avó", "meu avô", "minha filha", "meu filho", "estudei na", "estudei em",
            "me formei", "meu doutorado", "trabalhei na", "trabalhei em", "meus pacientes",
        ],
        "ar": [
            "عندما كنت طفل-", "حين كنت طفل-", "في طفولتي", "زوجتي", "زوجي", "والدتي", "والدي", "جدتي", "درست في جامعة",
            "تخرجت من", "بصفتي طبيب-", "عملت في",
        ],
        "ja": [
            "私が子供の頃", "私が子どもの頃", "子供の頃、私", "私の妻", "私の夫", "私の母", "私の父", "私の祖母", "私の祖父", "私は大学で", "医師として私", "医者として私",
            "私の患者",
        ],
        "zh": [
            "我小时候", "我小時候", "我的妻子", "我的丈夫", "我的母亲", "我的父亲", "我妈妈", "我爸爸", "我的祖母", "我大学", "我毕业于", "作为一名医生，我", "我的病人",
        ],
        "ru": [
            "когда я был", "в моём детстве", "в моем детстве", "моя жена", "мой муж", "моя мать", "мой отец",
            "моя бабушка", "мой дед", "я учился", "я училась", "я окончил", "я работал", "мои пациенты",
        ],
    ]
}
