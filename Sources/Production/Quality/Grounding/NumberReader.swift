import Foundation

/// Finds the numbers of a text.
struct NumberReader {
    static let percent = "%"
    private let words: NumberWords

    init(language: String) {
        words = NumberWords.of(language)
    }

    func mentions(in list: [GroundingWord]) -> [NumberMention] {
        var found: [NumberMention] = []
        var index = 0
        while index < list.count {
            guard let (mention, end) = mention(at: index, in: list) else {
                index += 1
                continue
            }
            found.append(mention)
            index = end
        }
        return found
    }

    private func mention(at start: Int, in list: [GroundingWord]) -> (NumberMention, Int)? {
        guard var (mention, end) = figures(at: start, in: list) ?? spelled(at: start, in: list) else { return nil }
        scale(&mention, &end, in: list)
        // `$20`, and in Chinese `百分之二十`.
        if start > 0, let unit = Self.unit(of: list[start - 1].small), unit.count == 1 || unit == "$" {
            mention.unit = unit
        }
        if start > 2, list[(start - 3)..<start].map(\.text).joined() == "百分之" { mention.unit = Self.percent }
        if end < list.count, list[end].isAdjacent {
            let two = end + 1 < list.count ? "\(list[end].small) \(list[end + 1].small)" : ""
            let glued = Self.run(from: end, in: list)
            if let unit = Self.pairs[two] ?? Self.unit(of: list[end].small) ?? Self.unit(of: glued) {
                mention.unit = unit
            }
            mention.next = list[end].small
        }
        let before = list[max(0, start - 3)..<start]
        mention.isRough =
            before.contains { Self.rough.contains($0.small) }
            || (end < list.count && Self.rough.contains(list[end].small))
            || Self.roughCharacters.contains(before.last?.text ?? "")
        return (mention, end)
    }

    // MARK: Figures

    private func figures(at start: Int, in list: [GroundingWord]) -> (NumberMention, Int)? {
        var text = Self.western(list[start].small)
        guard text.first?.isNumber == true, text.first?.isASCII == true else { return nil }
        var end = start + 1
        // `100 000`: groups of three after one to three.
        while text.count <= 3 || text.hasSuffix(" "), end < list.count, list[end].isAdjacent, !list[end].isGlued,
            text.allSatisfy(\.isNumber), list[end].text.count == 3,
            list[end].text.allSatisfy({ $0.isASCII && $0.isNumber })
        {
            text += list[end].text
            end += 1
            if text.count > 3 { break }
        }
        var mention = NumberMention(values: [], text: list[start].text, isSpelled: false)
        for ending in ["s", "'s", "er", "ern", "st", "nd", "rd", "th", "e", "è", "º", "ª"]
        where text.hasSuffix(ending) && text.dropLast(ending.count).allSatisfy({ $0.isNumber || ".,".contains($0) }) {
            mention.isDecade = ["s", "'s", "er", "ern"].contains(ending)
            text.removeLast(ending.count)
            break
        }
        // A unit that is written to the number: `12km`.
        let digits = text.prefix { $0.isNumber || ".,".contains($0) }
        if digits.count < text.count {
            guard let unit = Self.unit(of: String(text.dropFirst(digits.count))) else { return nil }
            mention.unit = unit
            text = String(digits)
        }
        mention.values = Self.values(of: text)
        return mention.values.isEmpty ? nil : (mention, end)
    }

    private static func values(of text: String) -> [Double] {
        let marks = text.filter { !$0.isNumber }
        guard let last = marks.last, let place = text.lastIndex(of: last) else {
            return Double(text).map { [$0] } ?? []
        }
        let grouped = Double(text.filter(\.isNumber))
        let whole = text[..<place].filter(\.isNumber)
        let fraction = text[text.index(after: place)...]
        let decimal = Double("\(whole).\(fraction)")
        let isRepeated = marks.count > 1 && Set(marks).count == 1
        if isRepeated { return grouped.map { [$0] } ?? [] }
        // Nobody writes three noughts behind a point.
        if fraction == "000" { return grouped.map { [$0] } ?? [] }
        if fraction.count != 3 || marks.count > 1 { return decimal.map { [$0] } ?? [] }
        return [grouped, decimal].compactMap(\.self)
    }

    /// With the figures of Arabic, Persian, Indian and full-width writing made western.
    private static func western(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        return String(
            text.map { character -> Character in
                if character == "٫" { return "." }
                if character == "٬" { return "," }
                guard let value = character.wholeNumberValue, (0...9).contains(value), character.isNumber,
                    character.unicodeScalars.first?.properties.generalCategory == .decimalNumber
                else { return character }
                return Character("\(value)")
            }
        )
    }

    // MARK: Words

    private func spelled(at start: Int, in list: [GroundingWord]) -> (NumberMention, Int)? {
        guard words.canBegin(with: list[start].small) else { return nil }
        var keys: [String] = []
        var key = ""
        var index = start
        while index < list.count, keys.count < words.longest, index == start || list[index].isAdjacent {
            key += (key.isEmpty ? "" : " ") + list[index].small.replacing("-", with: " ")
            keys.append(key)
            index += 1
        }
        for count in stride(from: keys.count, to: 0, by: -1) {
            guard let value = words[keys[count - 1]] else { continue }
            return (
                NumberMention(values: [value], text: keys[count - 1], isSpelled: true), start + count
            )
        }
        return nil
    }

    // MARK: Scales, units, roughness

    private func scale(_ mention: inout NumberMention, _ end: inout Int, in list: [GroundingWord]) {
        while end < list.count, list[end].isAdjacent {
            let glued = Self.run(from: end, in: list)
            if let factors = Self.scales[list[end].small] {
                mention.values = mention.values.flatMap { value in factors.map { value * $0 } }
                mention.text += " \(list[end].text)"
                end += 1
            } else if let factors = Self.scales[glued], !glued.isEmpty {
                mention.values = mention.values.flatMap { value in factors.map { value * $0 } }
                end += glued.count
            } else {
                return
            }
            // `2 million and 300 thousand` is two numbers; a number in words with a scale is one that counts.
            mention.isSpelled = false
        }
    }

    /// The characters of a script without blanks that follow one another, as one word.
    private static func run(from start: Int, in list: [GroundingWord]) -> String {
        var text = ""
        var index = start
        while index < list.count, index == start || list[index].isGlued, text.count < 8,
            list[index].text.unicodeScalars.first.flatMap(SpokenWords.weight) != nil
        {
            text += list[index].text
            if Self.scales[text] != nil || Self.units[text] != nil { return text }
            index += 1
        }
        return text
    }

    private static let scales: [String: [Double]] = {
        var table: [String: [Double]] = [:]
        func add(_ factors: [Double], _ words: String) {
            for word in words.split(separator: " ") { table[String(word)] = factors }
        }
        add([1e2], "hundred hundert cents cientos honderd hundra сотен مئة مائة सौ")
        add(
            [1e3],
            "thousand thousands tausend mil mille mila duizend tusen tusind tysiąc tysiące tysięcy tisíc bin тысяча тысячи тысяч тисяч ألف آلاف हज़ार 千 천"
        )
        add([1e4], "万 萬 만")
        add([1e5], "lakh लाख")
        add(
            [1e6],
            "million millions millionen mio millón millones milione milioni milhão milhões miljoen miljoner millioner milion miliony milionów milionů milyon миллион миллиона миллионов мільйон мільйонів مليون ملايين मिलियन 百万 百萬 백만"
        )
        add([1e7], "crore करोड़")
        add([1e8], "亿 億 억")
        add(
            [1e9],
            "milliard milliards milliarde milliarden mrd miliardo miliardi miljard miljarder milliarder miliard miliardy miliardów milyar миллиард миллиарда миллиардов мільярд مليار مليارات अरब"
        )
        // Short scale and long scale.
        add([1e9, 1e12], "billion billions billón billones bilhão bilhões billionen bilione bilioni biljoen")
        add([1e12], "trillion trillions trilhão 兆 조 تريليون")
        return table
    }()

    static func unit(of word: String) -> String? {
        if let unit = units[word] { return unit }
        guard word.count > 3 else { return nil }
        return stems.first { word.hasPrefix($0.stem) }?.unit
    }

    private static let units: [String: String] = [
        "%": percent, "٪": percent, "percent": percent, "prozent": percent, "procent": percent, "percento": percent,
        "パーセント": percent, "퍼센트": percent, "بالمئة": percent, "بالمائة": percent, "المئة": percent, "المائة": percent,
        "प्रतिशत": percent, "yüzde": percent,
        "$": "$", "usd": "$", "ドル": "$", "美元": "$", "달러": "$", "€": "€", "eur": "€", "euro": "€", "euros": "€",
        "ユーロ": "€", "يورو": "€", "欧元": "€", "£": "£", "¥": "¥", "yen": "¥", "円": "¥",
        "km": "km", "キロメートル": "km", "キロ": "km", "公里": "km", "m": "m", "メートル": "m", "米": "m", "cm": "cm", "mm": "mm",
        "ミリ": "mm", "センチ": "cm", "متر": "m", "مترا": "m", "مترًا": "m", "أمتار": "m", "kg": "kg", "كيلوغرام": "kg",
        "t": "t", "طن": "t", "طنا": "t", "tons": "t", "tonnen": "t", "°": "°", "度": "°", "درجة": "°", "درجات": "°",
        "grad": "°", "mph": "mph",
    ]

    private static let stems: [(stem: String, unit: String)] = [
        ("процент", percent), ("dollar", "$"), ("dólar", "$"), ("долл", "$"), ("دولار", "$"), ("pound", "£"),
        ("kilomet", "km"), ("kilóm", "km"), ("kilòm", "km"), ("quilóm", "km"), ("километр", "km"), ("كيلومتر", "km"),
        ("kilogram", "kg"), ("millimet", "mm"), ("milím", "mm"), ("millim", "mm"), ("centimet", "cm"), ("centím", "cm"),
        ("zentim", "cm"), ("ملليمتر", "mm"), ("meter", "m"), ("metre", "m"), ("metro", "m"), ("mètre", "m"),
        ("метр", "m"),
        ("mile", "mi"), ("meile", "mi"), ("milla", "mi"), ("degree", "°"), ("grado", "°"), ("degré", "°"),
        ("град", "°"),
        ("tonne", "t"), ("tonelada", "t"), ("volt", "V"), ("watt", "W"), ("vatio", "W"), ("liter", "l"), ("litre", "l"),
        ("litro", "l"),
    ]

    private static let pairs: [String: String] = [
        "per cent": percent, "por ciento": percent, "pour cent": percent, "per cento": percent, "por cento": percent,
        "في المئة": percent, "في المائة": percent,
    ]

    private static let rough: Set<String> = [
        "about", "around", "roughly", "nearly", "almost", "approximately", "over", "under", "than", "close", "rund",
        "etwa", "ungefähr", "knapp", "fast", "über", "beinahe",
        "mehr", "weniger", "circa", "ca", "casi", "unos", "unas", "alrededor", "cerca", "más", "menos",
        "aproximadamente", "environ", "presque", "près", "plus", "moins", "autour", "quelque", "quasi", "più", "meno",
        "ongeveer", "bijna", "około", "prawie", "ponad", "около", "почти", "более", "حوالي", "نحو", "قرابة", "أكثر",
        "تقريبا",
        "تقريبًا", "約", "およそ", "ほぼ", "以上", "未満", "近く", "大约", "大約", "约", "将近", "超过", "लगभग", "약", "거의",
    ]
    private static let roughCharacters: Set<String> = ["約", "约", "近", "约"]
}
