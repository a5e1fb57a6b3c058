import Foundation

/// Folder names from titles: small ASCII letters, figures and hyphens.
enum Slug {
    /// The longest one; leaves room for `-2` and so on.
    static let limit = 60

    /// The slug of a title in any script: `Łódź: история` becomes `lodz-istoria`.
    ///
    /// What has no Latin form, such as emoji, is left out; where nothing stays, it is `episode-` and the first eight
    /// figures of the title's SHA-256, so that equal titles have equal slugs.
    static func make(from title: String) -> String {
        // Transliteration loads tables; most titles need none.
        let isASCII = title.utf8.allSatisfy { $0 < 0x80 }
        let latin =
            isASCII
            ? title : title.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false) ?? title
        var words: [String] = []
        for word in latin.lowercased().filter({ $0 != "'" && $0 != "’" }).split(whereSeparator: { !isPlain($0) }) {
            let length = words.reduce(0) { $0 + $1.count + 1 }
            guard length + word.count <= limit else {
                if words.isEmpty { words.append(String(word.prefix(limit))) }
                break
            }
            words.append(String(word))
        }
        return words.isEmpty
            ? "episode-\(ArtefactJSON.digest(Data(title.utf8)).prefix(8))" : words.joined(separator: "-")
    }

    /// Whether a name can be one of ours; `..` and paths are not.
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty && name.count <= limit + 8 && name.first != "-" && name.allSatisfy { isPlain($0) || $0 == "-" }
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }
}
