/// What is said in every episode, in the languages in which it can be told.
enum SpokenPhrases {
    /// Whether a sentence says that the episode or its voices are made by a machine.
    ///
    /// It has to name both the machine and the episode or the voices: an episode *about* artificial intelligence names
    /// the one in its first minute all the same.
    static func isDisclosure(_ sentence: String) -> Bool {
        let small = sentence.lowercased()
        let words = SpokenWords.list(small)
        func names(_ stems: [String]) -> Bool {
            stems.contains { stem in
                // Short ones are whole words, others beginnings of words; where words have prefixes or no blanks, any part.
                if stem.utf8.count <= 2 || stem == "ии" { return words.contains(stem) }
                return stem.utf8.allSatisfy { $0 < 0x80 } ? words.contains { $0.hasPrefix(stem) } : small.contains(stem)
            }
        }
        return names(machine) && names(episode)
    }

    private static let machine = [
        "ai", "ki", "ia", "ии", "artificial", "artificiel", "artificiell", "synth", "sintet", "syntet", "kunstmatige",
        "kunstig",
        "künstlich", "synthé", "sintét", "sztuczn", "syntetyczn", "syntetick", "uměl", "искусственн", "синтетич",
        "синтетичн",
        "штучн", "yapay", "sentetik", "tekoäly", "synteet", "اصطناعي", "कृत्रिम", "एआई", "人工", "合成", "ai", "인공지능", "합성",
    ]

    private static let episode = [
        "episod", "voice", "show", "podcast", "host", "programme", "folge", "stimme", "sendung", "voces", "voz",
        "programa",
        "épisode", "voix", "émission", "voci", "voce", "puntata", "vozes", "episód", "epizod", "aflevering", "stem",
        "odcin",
        "głos", "hlas", "afsnit", "avsnitt", "röst", "выпуск", "эпизод", "голос", "випуск", "епізод", "bölüm", "sesler",
        "jakso",
        "ääni", "حلقة", "أصوات", "صوت", "एपिसोड", "आवाज", "エピソード", "声", "番組", "에피소드", "목소리", "음성", "节目", "節目", "声音", "聲音",
        "主持",
    ]

    /// By language, parts of phrases that end an episode, in small letters.
    static let signOffs: [String: [String]] = [
        "en": [
            "thank", "bye", "listening", "next time", "see you", "until", "farewell", "take care", "signing off",
            "that's all",
            "that is all", "for today", "join us", "so long",
        ],
        "de": ["dank", "tschüss", "wiederhören", "nächsten mal", "zuhören", "bis bald", "macht's gut", "das war"],
        "es": ["gracias", "hasta", "adiós", "escuch", "próxim"],
        "fr": ["merci", "bientôt", "revoir", "écout", "prochain"],
        "it": ["grazie", "presto", "arrivederci", "ascolt", "prossim"],
        "pt": ["obrigad", "até", "próxim", "ouvir", "tchau", "adeus"],
        "nl": ["bedankt", "dank", "tot de", "luister", "tot ziens"],
        "pl": ["dziękuj", "usłyszenia", "do widzenia", "następn"],
        "cs": ["děkuj", "na shledanou", "naslyšenou", "příšt"],
        "sv": ["tack", "hej då", "nästa gång", "lyssn"],
        "da": ["tak ", "tak,", "tak.", "farvel", "gensyn", "næste gang", "lytte"],
        "ru": ["спасибо", "до свидания", "до встречи", "слуша", "пока"],
        "uk": ["дяку", "до зустрічі", "до побачення", "слуха"],
        "tr": ["teşekkür", "hoşça", "görüşmek", "dinle"],
        "ar": ["شكر", "إلى اللقاء", "وداع", "استماع"],
        "hi": ["धन्यवाद", "अलविदा", "शुक्रिया", "फिर मिल"],
        "ja": ["ありがとう", "また", "さようなら", "お聴き", "次回"],
        "ko": ["감사", "안녕", "다음", "고맙"],
        "zh": ["感谢", "感謝", "谢谢", "謝謝", "再见", "再見", "下次", "下期", "收听", "收聽"],
    ]
}
