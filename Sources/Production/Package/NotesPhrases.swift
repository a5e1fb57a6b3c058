/// What is written around an episode's own words in show notes and feeds, by language.
struct NotesPhrases {
    enum Key: Int, CaseIterable {
        case whoSpeaks, synthetic, inThisEpisode, topics, quotes, sources, read, usedAt, alsoRead
        case howMade, disclosure, passed, rejected, unjudged, unchecked, notAsAsked
        case corrections, none, licence, transcript, host, expert, moderator, speaksFor, against, guest
    }

    private let phrases: [String]

    /// The phrases of a language; English where it is not known.
    init(_ language: String) {
        phrases = Self.tables[LanguageName.base(language)] ?? Self.tables["en"] ?? []
    }

    subscript(_ key: Key) -> String { phrases[key.rawValue] }

    /// The word for a role of the cast; the role itself where it is another.
    func role(_ role: String) -> String {
        switch role.lowercased() {
        case "host": self[.host]
        case "expert": self[.expert]
        case "moderator": self[.moderator]
        case "for": self[.speaksFor]
        case "against": self[.against]
        case "guest": self[.guest]
        default: role
        }
    }

    /// The languages of the table, by their tags, each with its phrases in the order of ``Key``.
    static let tables: [String: [String]] = [
        "ar": [
            "المتحدثون", "جميع الأصوات اصطناعية ولا تخص أي شخص.", "في هذه الحلقة", "المواضيع", "بكلمات المصادر",
            "المصادر",
            "قُرئ في", "استُخدم عند", "قُرئ أيضًا", "كيف أُنتجت هذه الحلقة",
            "أُنتجت هذه الحلقة بالذكاء الاصطناعي، وجميع الأصوات اصطناعية.", "اجتازت الحلقة فحص الجودة الآلي.",
            "رفض فحص الجودة الآلي هذا النص.", "فُحص النص بالقواعد فقط، ولم يتسنَّ الوصول إلى أي محكِّم.", "لم يُفحص النص.",
            "لم يُنجز كما طُلب", "التصويبات", "لا توجد حتى الآن.", "الترخيص", "النص الكامل", "مقدِّم", "خبير",
            "مدير الحوار",
            "مؤيد", "معارض", "ضيف",
        ],
        "de": [
            "Wer spricht", "Alle Stimmen sind synthetisch: Sie gehören keinem Menschen.", "In dieser Folge", "Themen",
            "In den Worten der Quellen", "Quellen", "gelesen am", "verwendet bei", "Außerdem gelesen",
            "Wie diese Folge entstand",
            "Diese Folge wurde mit künstlicher Intelligenz erstellt; alle Stimmen sind synthetisch.",
            "Die automatische Qualitätsprüfung ist bestanden.",
            "Die automatische Qualitätsprüfung hat dieses Skript abgelehnt.",
            "Das Skript wurde nur nach Regeln geprüft; kein Gutachter war erreichbar.",
            "Das Skript wurde nicht geprüft.",
            "Nicht wie verlangt", "Korrekturen", "Bisher keine.", "Lizenz", "Abschrift", "Moderation", "Fachperson",
            "Gesprächsleitung", "dafür", "dagegen", "Gast",
        ],
        "en": [
            "Who speaks", "All voices are synthetic: they belong to no person.", "In this episode", "Topics",
            "In the sources' words", "Sources", "read", "used at", "Also read", "How this episode was made",
            "This episode was made with artificial intelligence; all voices are synthetic.",
            "The automatic quality check passed.", "The automatic quality check rejected this script.",
            "The script was checked by rules only; no judge could be reached.", "The script was not checked.",
            "Not made as asked", "Corrections", "None so far.", "Licence", "Transcript", "host", "expert", "moderator",
            "for", "against", "guest",
        ],
        "es": [
            "Quién habla", "Todas las voces son sintéticas: no pertenecen a ninguna persona.", "En este episodio",
            "Temas",
            "En palabras de las fuentes", "Fuentes", "leído el", "usado en", "También se leyó",
            "Cómo se hizo este episodio",
            "Este episodio se ha hecho con inteligencia artificial; todas las voces son sintéticas.",
            "El control automático de calidad se ha superado.", "El control automático de calidad rechazó este guion.",
            "El guion solo se revisó con reglas; no se pudo consultar a ningún juez.", "El guion no se ha revisado.",
            "No se hizo como se pidió", "Correcciones", "Ninguna hasta ahora.", "Licencia", "Transcripción",
            "presentación", "experto", "moderación", "a favor", "en contra", "invitado",
        ],
        "fr": [
            "Qui parle", "Toutes les voix sont synthétiques : elles n'appartiennent à personne.", "Dans cet épisode",
            "Sujets", "Dans les mots des sources", "Sources", "lu le", "utilisé à", "Lu aussi",
            "Comment cet épisode est fait",
            "Cet épisode a été réalisé par une intelligence artificielle ; toutes les voix sont synthétiques.",
            "Le contrôle automatique de qualité est réussi.", "Le contrôle automatique de qualité a rejeté ce script.",
            "Le script n'a été contrôlé que par des règles ; aucun juge n'a pu être joint.",
            "Le script n'a pas été contrôlé.", "Non conforme à la demande", "Corrections", "Aucune pour l'instant.",
            "Licence", "Transcription", "animation", "spécialiste", "modération", "pour", "contre", "invité",
        ],
        "it": [
            "Chi parla", "Tutte le voci sono sintetiche: non appartengono a nessuno.", "In questo episodio", "Temi",
            "Con le parole delle fonti", "Fonti", "letto il", "usato a", "Letto anche", "Come è nato questo episodio",
            "Questo episodio è stato realizzato con l'intelligenza artificiale; tutte le voci sono sintetiche.",
            "Il controllo automatico di qualità è superato.",
            "Il controllo automatico di qualità ha respinto il testo.",
            "Il testo è stato controllato solo con regole; nessun giudice era raggiungibile.",
            "Il testo non è stato controllato.", "Non fatto come richiesto", "Correzioni", "Nessuna finora.", "Licenza",
            "Trascrizione", "conduzione", "esperto", "moderazione", "a favore", "contro", "ospite",
        ],
        "ja": [
            "話し手", "声はすべて合成音声で、実在の人物のものではありません。", "このエピソードの内容", "トピック", "出典の言葉", "出典", "閲覧日", "使用箇所",
            "その他の参照", "制作について", "このエピソードは人工知能で制作され、声はすべて合成音声です。", "自動品質検査に合格しました。",
            "自動品質検査はこの台本を不合格としました。", "台本は規則だけで検査され、審査モデルには接続できませんでした。", "台本は検査されていません。",
            "指定どおりに作られなかった点", "訂正", "今のところありません。", "ライセンス", "書き起こし", "司会", "専門家", "進行役", "賛成", "反対", "ゲスト",
        ],
        "pt": [
            "Quem fala", "Todas as vozes são sintéticas: não pertencem a ninguém.", "Neste episódio", "Temas",
            "Nas palavras das fontes", "Fontes", "lido em", "usado em", "Também lido", "Como este episódio foi feito",
            "Este episódio foi feito com inteligência artificial; todas as vozes são sintéticas.",
            "A verificação automática de qualidade foi aprovada.",
            "A verificação automática de qualidade rejeitou este guião.",
            "O guião foi verificado apenas por regras; nenhum juiz pôde ser contactado.", "O guião não foi verificado.",
            "Não feito como pedido", "Correções", "Nenhuma até agora.", "Licença", "Transcrição", "apresentação",
            "especialista", "moderação", "a favor", "contra", "convidado",
        ],
        "zh": [
            "发言者", "所有声音均为合成，不属于任何人。", "本期内容", "话题", "来源原文", "来源", "阅读于", "用于", "另外参阅", "本期如何制作",
            "本期节目由人工智能制作，所有声音均为合成。", "自动质量检查已通过。", "自动质量检查未通过此脚本。", "脚本仅按规则检查，未能联系到评审模型。", "脚本未经检查。",
            "未按要求完成", "更正", "暂无。", "许可", "文字稿", "主持人", "专家", "主持", "正方", "反方", "嘉宾",
        ],
    ]
}
