extension EarChecks {
    /// Names each acronym that nobody opens, where it is said first.
    static func acronyms(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        guard Writing.of(subject.language)?.contains(.latin) ?? false else { return }
        result.ran("ear.acronym")
        let small = LanguageProfile.smallWords[subject.language] ?? []
        var known = common.union((subject.brief.show?.lexicon ?? [:]).keys)
        var initials = ""
        for (index, turn) in subject.turns.enumerated() {
            initials += Self.initials(of: turn.words, without: small)
            guard hasCapitals(turn.turn.text) else { continue }
            let next = index + 1 < subject.turns.count ? subject.turns[index + 1].words : []
            let heard = initials + Self.initials(of: next, without: small)
            for acronym in list(turn.turn.text) where known.insert(acronym).inserted {
                let letters = acronym.lowercased().filter(\.isLetter)
                guard !small.contains(letters), !isRoman(acronym), !heard.contains(letters) else { continue }
                result.found(
                    "ear.acronym",
                    .warn,
                    at: turn.turn.id,
                    "nobody says what \(acronym) stands for: say it once, or put it into the show's lexicon",
                    evidence: turn.turn.text
                )
            }
        }
    }

    /// The first letters of words and of the parts of compounds.
    private static func initials(of words: [String], without small: Set<String>) -> String {
        String(
            words.flatMap { $0.split(separator: "-") }.filter { !small.contains(String($0)) }.compactMap(\.first)
        )
    }

    private static func hasCapitals(_ text: String) -> Bool {
        var last = false
        return text.utf8.contains { byte in
            let isCapital = (0x41...0x5A).contains(byte)
            defer { last = isCapital }
            return isCapital && last
        }
    }

    /// The words of two to six capitals, figures among them or not.
    private static func list(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.flatMap { word -> [Substring] in
            let parts = word.split(separator: "-")
            // `TR-1` and `DC-3` are names.
            return parts.contains { $0.allSatisfy(\.isNumber) } ? [] : parts
        }.map(String.init).filter { word in
            (2...6).contains(word.count) && word.filter(\.isLetter).count >= 2
                && word.allSatisfy { ($0.isASCII && $0.isUppercase) || $0.isNumber } && word.first?.isLetter == true
        }
    }

    private static func isRoman(_ word: String) -> Bool {
        word.wholeMatch(of: /X{0,3}(IX|IV|V?I{0,3})/) != nil
    }

    /// What everybody says by its letters, and what is heard as a name.
    private static let common = Set(
        """
        AD AI AIDS AM BBC BC BCE BMW BRD CBS CD CE CEO CERN CIA CNN CO CO2 CPU DC DDR DDT DIY DJ DNA DNS DVD EPA ESA EU \
        FAQ FBI FIFA FM GDP GMT GPS GPU HIV HTML IA IBM ID IKEA IMF IOC IP IQ IRA ISBN ISS IT KGB KI KPMG LA LED LGBT LP \
        MIT MP3 NASA NATO NBC NHS NSA OECD OK ONU OPEC OTAN PC PDF PHD PIN PIB PM POW PR RAF RAM RNA SAP SIM SMS SOS SUV \
        TNT TV UCLA UFO UK UN UNESCO UNICEF URL US USA USB USD USSR UV VHS VIP VPN VW WHO WIFI WTO WWF YMCA ZDF ARD EUA \
        EEUU EE UU ADN ARN TGV SNCF UE PCR MRI HD 3D 4K 5G G7 G20 MTV NBA NFL NHL BP GM GE HP AT TT ATT
        """.split(separator: " ").map(String.init)
    )
}
