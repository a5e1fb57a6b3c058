/// Whether one word is the other with a slip of the pen.
///
/// Slips: two neighbouring letters swapped, a double letter written once or the other way round, from eight letters on;
/// an unstressed vowel left out, or *a*, *e* and *i* taken for one another, from ten. The first letter always stands, and
/// so do the last two where a vowel changes: they tell *employer* from *employee*. In shorter words such a change makes
/// another word too often: *patents*, *patients*; *filing*, *filling*; *exist*, *exits*.
///
/// Pairs that are two words of the language are no slips. The list is what these rules find among the 100,000 words of
/// SCOWL's size 60, as compared (nouns in the singular), less variants of spelling.
enum SpellingSlip {
    /// Whether `first` and `second`, both in lower case, differ by one slip.
    static func isSlip(_ first: String, _ second: String) -> Bool {
        let (one, two) = (Array(first.utf8), Array(second.utf8))
        let length = max(one.count, two.count)
        guard length >= shortest, one.first == two.first, abs(one.count - two.count) <= 1, isWord(one), isWord(two),
            !wordPairs.contains("\(min(first, second))/\(max(first, second))")
        else { return false }
        if one.count == two.count {
            let places = one.indices.filter { one[$0] != two[$0] }
            if places.count == 2, places[1] == places[0] + 1 {
                return one[places[0]] == two[places[1]] && one[places[1]] == two[places[0]]
            }
            return length >= shortestWithVowels && places.count == 1 && places[0] < length - 2
                && weakVowels.contains(one[places[0]]) && weakVowels.contains(two[places[0]])
        }
        let (longer, shorter) = one.count > two.count ? (one, two) : (two, one)
        for place in 1..<(length - 1) where longer[..<place] + longer[(place + 1)...] == shorter[...] {
            let isDouble = longer[place] == longer[place - 1] || longer[place] == longer[place + 1]
            return isDouble || (length >= shortestWithVowels && place < length - 2 && vowels.contains(longer[place]))
        }
        return false
    }

    /// Letters of the shortest word with a slip, and with one of a vowel.
    private static let (shortest, shortestWithVowels) = (8, 10)

    private static func isWord(_ letters: [UInt8]) -> Bool {
        letters.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }

    private static let vowels = Set("aeiou".utf8)
    private static let weakVowels = Set("aei".utf8)

    /// Different words that differ by what would be a slip, the lesser first.
    private static let wordPairs: Set<String> = Set(
        """
        acclamation/acclimation appraising/apprising aquaculture/aquiculture automation/automaton \
        beatification/beautification beatified/beautified beatifying/beautifying bellying/belying \
        bogieing/boogieing boniest/bonniest casually/causally chaffing/chafing chairwoman/charwoman \
        chairwomen/charwomen coiffing/coifing commandeer/commander commanding/commending compiled/complied \
        complaint/compliant complement/compliment complementary/complimentary complemented/complimented \
        complementing/complimenting concerted/concreted concerting/concreting convection/conviction \
        corespondent/correspondent countersank/countersink crossbred/crossbreed defecating/defecting \
        defecation/defection deprecate/depreciate deprecated/depreciated deprecating/depreciating \
        deprecation/depreciation discreet/discrete expandable/expendable expansively/expensively \
        factitious/fictitious fathering/feathering franchise/franchisee freighting/frighting garnished/garnisheed \
        godlier/goodlier godliest/goodliest gradation/graduation griping/gripping guaranteed/guarantied \
        gustiest/gutsiest habitation/habituation handcraft/handicraft headwaiter/headwater humaneness/humanness \
        impalement/implement indicating/indicting infarction/infraction inflecting/inflicting inflection/infliction \
        inhabiting/inhibiting inhumanely/inhumanly installing/instilling insulating/insulting interbred/interbreed \
        interne/internee license/licensee lightening/lightning macroscopic/microscopic mortgage/mortgagee \
        mousing/moussing overate/overrate overlaying/overlying overshoot/overshot pacemaker/peacemaker \
        paunchiest/punchiest perchlorate/perchlorite planing/planning predicated/predicted predicating/predicting \
        predication/prediction predicative/predictive privateer/privater raggedest/raggediest riffling/rifling \
        salivation/salvation scaring/scarring scooping/scoping scrabbling/scribbling scraped/scrapped \
        scraping/scrapping shaming/shamming shining/shinning silvered/slivered silvering/slivering \
        slathering/slithering sloping/slopping smoother/smother sniping/snipping soldering/soldiering \
        spaciously/speciously sparing/sparring spiting/spitting spooring/sporing squashiest/squishiest \
        staling/stalling stanchest/staunchest stanching/staunching staring/starring stationary/stationery \
        straggler/stragglier stretcher/stretchier striped/stripped striping/stripping thickest/thickset \
        tiniest/tinniest trailing/trialing troubleshoot/troubleshot twining/twinning underfed/underfeed \
        undershoot/undershot uninhabited/uninhibited warranted/warrantied
        """.split(separator: " ").map(String.init)
    )
}
