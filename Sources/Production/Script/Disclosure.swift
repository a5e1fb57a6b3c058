/// The sentence that tells listeners that voices and words are made by a machine.
///
/// Apple asks for it in the audio itself; it is spoken within the first sixty seconds.
enum Disclosure {
    private static let sentences = [
        "ar": "ملاحظة قبل أن نبدأ: أُنتجت هذه الحلقة بالذكاء الاصطناعي، والأصوات فيها اصطناعية.",
        "cs": "Než začneme: tuto epizodu vytvořila umělá inteligence a hlasy jsou syntetické.",
        "da": "Før vi begynder: Denne episode er lavet med kunstig intelligens, og stemmerne er syntetiske.",
        "de":
            "Ein Hinweis vorab: Diese Folge wurde mit künstlicher Intelligenz erstellt, und unsere Stimmen sind synthetisch.",
        "en":
            "A note before we start: this episode was made with artificial intelligence, and our voices are synthetic.",
        "es":
            "Una nota antes de empezar: este episodio se ha hecho con inteligencia artificial y nuestras voces son sintéticas.",
        "fr":
            "Une précision avant de commencer : cet épisode a été réalisé par une intelligence artificielle, et nos voix sont synthétiques.",
        "hi": "शुरू करने से पहले एक सूचना: यह एपिसोड कृत्रिम बुद्धिमत्ता से बनाया गया है, और हमारी आवाज़ें कृत्रिम हैं।",
        "it":
            "Una nota prima di iniziare: questo episodio è stato realizzato con l'intelligenza artificiale e le nostre voci sono sintetiche.",
        "ja": "はじめにお知らせします。このエピソードは人工知能で制作され、声は合成音声です。",
        "ko": "시작하기 전에 알려 드립니다. 이 에피소드는 인공지능으로 제작되었으며 목소리는 합성 음성입니다.",
        "nl":
            "Een mededeling vooraf: deze aflevering is gemaakt met kunstmatige intelligentie en onze stemmen zijn synthetisch.",
        "pl": "Zanim zaczniemy: ten odcinek powstał przy użyciu sztucznej inteligencji, a nasze głosy są syntetyczne.",
        "pt":
            "Uma nota antes de começar: este episódio foi feito com inteligência artificial e as nossas vozes são sintéticas.",
        "ru": "Прежде чем начать: этот выпуск создан искусственным интеллектом, и наши голоса синтетические.",
        "sv": "Innan vi börjar: det här avsnittet är gjort med artificiell intelligens och rösterna är syntetiska.",
        "tr": "Başlamadan önce bir not: bu bölüm yapay zekâ ile hazırlandı ve seslerimiz sentetik.",
        "uk": "Перш ніж почати: цей випуск створено штучним інтелектом, і наші голоси синтетичні.",
        "zh": "开始之前先说明一下：本期节目由人工智能制作，我们的声音是合成的。",
    ]

    /// The sentence in the language of a tag; in English where that is not known.
    static func sentence(language: String) -> String {
        sentences[LanguageName.base(language)] ?? sentences["en"] ?? ""
    }

    /// Whether the sentence is known in the language of a tag.
    static func isKnown(language: String) -> Bool { sentences[LanguageName.base(language)] != nil }

    /// Whether a turn is the disclosure, in any language.
    static func isDisclosure(_ turn: Script.Turn) -> Bool { sentences.values.contains { turn.text.contains($0) } }

    /// The turns of a first segment with the disclosure among them.
    ///
    /// It stands after the first turn, so that the hook comes first, unless that turn alone takes most of a minute; then
    /// it comes before everything. Its speaker is whoever speaks first, so no speaker is interrupted. One that is locked
    /// stays where it is.
    static func inserted(into turns: [Script.Turn], brief: Brief) -> [Script.Turn] {
        let kept = turns.filter { $0.isLocked || !isDisclosure($0) }
        guard !kept.contains(where: isDisclosure) else { return kept }
        let host = kept.first?.speaker ?? brief.cast.first?.name ?? ""
        let disclosure = Script.Turn(id: "", speaker: host, text: sentence(language: brief.language))
        // 150 words a minute; a hook of 100 words leaves room for the sentence within the minute.
        let comesFirst = (kept.first.map { SpokenWords.count($0.text) } ?? 0) > 100 || kept.isEmpty
        return comesFirst ? [disclosure] + kept : [kept[0], disclosure] + kept.dropFirst()
    }
}
