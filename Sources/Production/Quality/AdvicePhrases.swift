/// How listeners are told what to do with health, money and law, and how that is said to be no advice.
struct AdvicePhrases {
    /// Parts of sentences that tell somebody to do something, in small letters.
    var commands: [String]
    /// What is dangerous to be told, in small letters.
    var matters: [String]
    /// What takes the harm out of it, wherever it is said.
    var cautions: [String]

    /// Ready to be looked for.
    static let searches = table.mapValues { phrases in
        (
            commands: PhraseSearch(phrases.commands), matters: PhraseSearch(phrases.matters),
            cautions: PhraseSearch(phrases.cautions)
        )
    }

    private static let table: [String: AdvicePhrases] = [
        "en": AdvicePhrases(
            commands: [
                "you should", "you must", "you need to", "you have to", "you can safely", "we recommend that you",
                "i recommend", "we recommend", "we advise", "i advise", "my advice is", "do not take", "don't take",
                "stop taking", "start taking", "make sure you take", "be sure to take",
            ],
            matters: [
                "milligram", " mg ", "take the pill", "take the tablet", "your medication", "your medicine",
                "your dose",
                "antibiotic", "insulin", "antidepressant", "chemotherapy", "get vaccinated",
                "the vaccine shot", "blood thinner",
                "buy shares", "buy stock", "buy bitcoin", "sell your shares", "sell your stock", "invest in shares",
                "invest in stock", "invest in bitcoin", "invest in crypto", "invest in gold", "invest in funds",
                "invest your",
                "your savings", "your pension", "put your money", "take out a loan", "sue your",
                "sue them", "plead guilty", "sign the contract", "stop paying tax", "break the lease",
            ],
            cautions: [
                "not medical advice", "not financial advice", "not legal advice", "not investment advice",
                "no medical advice",
                "no financial advice", "no legal advice", "no substitute for", "not a substitute for",
                "ask your doctor",
                "talk to your doctor", "ask a doctor", "see a doctor", "consult a", "consult your",
                "talk to a professional", "ask a lawyer", "talk to a lawyer", "medical professional",
                "financial adviser", "financial advisor", "isn't medical advice", "isn't financial advice",
                "isn't legal advice", "ask a pharmacist",
            ]
        ),
        "de": AdvicePhrases(
            commands: [
                "sie sollten", "du solltest", "ihr solltet", "sie müssen", "du musst", "wir empfehlen", "ich empfehle",
                "wir raten", "ich rate", "mein rat", "nehmen sie", "setzen sie",
            ],
            matters: [
                "milligramm", " mg ", "tablette", "ihr medikament", "deine medikamente", "ihre medikamente",
                "die dosis",
                "antibiotik", "insulin", "antidepressiv", "chemotherapie", "impfen lassen", "aktien kaufen",
                "in aktien", "bitcoin", "ihr erspartes",
                "dein erspartes", "ihre rente", "kredit aufnehmen", "verklagen", "den vertrag unterschreib",
            ],
            cautions: [
                "keine medizinische beratung", "kein medizinischer rat", "keine anlageberatung", "keine rechtsberatung",
                "kein ersatz für", "ersetzt keine", "ersetzt nicht", "ihren arzt", "deinen arzt", "ihre ärztin",
                "ärztlichen rat", "arzt oder apotheker", "einen anwalt", "fachleute fragen", "kein ärztlicher rat",
            ]
        ),
        "es": AdvicePhrases(
            commands: [
                "debe ", "debes ", "deberías", "debería ", "tienes que", "tiene que", "recomendamos", "recomiendo",
                "aconsejamos", "mi consejo es", "deje de tomar", "deja de tomar",
            ],
            matters: [
                "miligramo", " mg ", "pastilla", "su medicación", "tu medicación", "la dosis", "antibiótico",
                "insulina",
                "antidepresivo", "quimioterapia", "vacunarse", "vacunarte", "acciones de", "bitcoin", "tus ahorros",
                "sus ahorros",
                "tu pensión", "invertir en bolsa", "invertir en bitcoin", "pedir un préstamo", "demandar a",
                "firmar el contrato",
            ],
            cautions: [
                "no es un consejo médico", "no es consejo médico", "no es asesoramiento", "no sustituye", "consulte a",
                "consulta a", "consulte con", "consulta con", "su médico", "tu médico", "un abogado", "un profesional",
            ]
        ),
        "fr": AdvicePhrases(
            commands: [
                "vous devez", "vous devriez", "tu dois", "tu devrais", "il faut que vous", "nous recommandons",
                "je recommande", "nous conseillons", "je vous conseille", "mon conseil", "prenez", "arrêtez de prendre",
            ],
            matters: [
                "milligramme", " mg ", "comprimé", "votre médicament", "votre traitement", "la dose", "antibiotique",
                "insuline", "antidépresseur", "chimiothérapie", "vous faire vacciner", "des actions", "bitcoin",
                "vos économies",
                "votre retraite", "investir en bourse", "investir dans le bitcoin", "contracter un prêt",
                "signer le contrat", "porter plainte",
            ],
            cautions: [
                "pas un avis médical", "pas un conseil médical", "pas un conseil financier", "pas un conseil juridique",
                "ne remplace pas", "ne remplacent pas", "consultez", "votre médecin", "un médecin", "un avocat",
                "un professionnel", "un pharmacien",
            ]
        ),
        "ar": AdvicePhrases(
            commands: ["يجب عليك", "يجب أن ت", "عليك أن", "ننصحك", "أنصحك", "ننصح ب", "توقف عن تناول", "تناول "],
            matters: [
                "مليغرام", "ملغ", "جرعة", "دوائك", "أدويتك", "مضاد حيوي", "الأنسولين", "لقاح", "أسهم", "مدخراتك",
                "استثمر", "قرض",
            ],
            cautions: [
                "ليست نصيحة", "ليس نصيحة", "لا يغني عن", "لا تغني عن", "استشر طبيب", "استشارة طبيب", "استشر محامي",
                "طبيبك",
            ]
        ),
        "ja": AdvicePhrases(
            commands: ["べきです", "してください", "飲んでください", "やめてください", "お勧めします", "おすすめします", "必要があります"],
            matters: ["ミリグラム", "服用", "薬を", "投与", "抗生物質", "インスリン", "ワクチン", "株を", "ビットコイン", "投資", "貯金", "訴え"],
            cautions: ["医師に相談", "医師の指示", "医療上の助言では", "投資助言では", "専門家に相談", "弁護士に相談", "アドバイスではありません", "助言ではありません"]
        ),
    ]
}
