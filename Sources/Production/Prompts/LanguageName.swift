/// Names of languages as prompts use them.
enum LanguageName {
    private static let names = [
        "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
        "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian",
        "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
        "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish",
        "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
    ]

    /// The English name of a BCP 47 tag's language; the tag itself where it is not known.
    static func english(_ tag: String) -> String { names[base(tag)] ?? tag }

    /// The language of a tag without script and region: `pt` of `pt-BR`.
    static func base(_ tag: String) -> String {
        tag.lowercased().split { $0 == "-" || $0 == "_" }.first.map(String.init) ?? tag
    }

    /// Tokens that a word takes, as a bound for limits: scripts other than Latin are cut finer.
    static func tokensPerWord(_ tag: String) -> Double {
        switch base(tag) {
        case "en": 1.6
        case "ar", "el", "he", "hi", "ja", "ko", "ru", "th", "uk", "zh": 4
        default: 2.4
        }
    }
}
