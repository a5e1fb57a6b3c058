/// Whether one word is the other with a slip of the pen.
///
/// Slips: two neighbouring letters swapped, a double letter written once or the other way round, from five letters on;
/// an unstressed vowel left out, or *a*, *e* and *i* taken for one another, from eight. The first letter always stands,
/// and so do the last two where a vowel changes: they tell *employer* from *employee*. Pairs that are two words of the
/// language are no slips; the list is what these rules find in a list of 50,000 English words (SCOWL, size 35), less
/// rare words and variants of spelling.
enum SpellingSlip {
    /// Whether `first` and `second`, both in lower case, differ by one slip.
    static func isSlip(_ first: String, _ second: String) -> Bool {
        let (one, two) = (Array(first.utf8), Array(second.utf8))
        let length = max(one.count, two.count)
        guard length >= 5, one.first == two.first, abs(one.count - two.count) <= 1, isWord(one), isWord(two),
            !wordPairs.contains("\(min(first, second))/\(max(first, second))")
        else { return false }
        if one.count == two.count {
            let places = one.indices.filter { one[$0] != two[$0] }
            if places.count == 2, places[1] == places[0] + 1 {
                return one[places[0]] == two[places[1]] && one[places[1]] == two[places[0]]
            }
            return length >= 8 && places.count == 1 && places[0] < length - 2
                && weakVowels.contains(one[places[0]]) && weakVowels.contains(two[places[0]])
        }
        let (longer, shorter) = one.count > two.count ? (one, two) : (two, one)
        for place in 1..<(length - 1) where longer[..<place] + longer[(place + 1)...] == shorter[...] {
            let isDouble = longer[place] == longer[place - 1] || longer[place] == longer[place + 1]
            return isDouble || (length >= 8 && place < length - 2 && vowels.contains(longer[place]))
        }
        return false
    }

    private static func isWord(_ letters: [UInt8]) -> Bool {
        letters.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }

    private static let vowels = Set("aeiou".utf8)
    private static let weakVowels = Set("aei".utf8)

    /// Different words that differ by what would be a slip, the lesser first.
    private static let wordPairs: Set<String> = Set(
        """
        angel/angle bellow/below board/broad brain/brian brunt/burnt cannon/canon carla/clara carton/cartoon \
        casual/causal commandeer/commander complaint/compliant complement/compliment \
        complementary/complimentary concert/concrete confidant/confident convection/conviction coral/corral crust/curst \
        cuter/cutter dairy/diary desert/dessert diner/dinner direr/drier discreet/discrete discus/discuss distract/district \
        entire/entry expandable/expendable expansive/expensive fiber/fibber filed/field fired/fried forth/froth \
        fraction/friction garter/grater gradation/graduation hoping/hopping later/latter litter/liter looser/loser \
        liter/litter macroscopic/microscopic marian/marina marital/martial memoir/memory muter/mutter \
        nosiest/noisiest noisiest/nosiest overate/overrate overshoot/overshot pacemaker/peacemaker perfect/prefect \
        petite/petty planed/planned premise/premises primer/primmer quiet/quite rated/ratted remainder/reminder retire/retry \
        rooster/roster rudder/ruder sacred/scared salon/saloon satin/stain satire/stair scared/sacred scraped/scrapped \
        sentence/sentience signer/singer silver/sliver sleeper/sleepier smoother/smother soldier/solider \
        spacious/specious spilt/split spiral/spirally stared/starred stationary/stationery super/supper \
        taped/tapped thorn/throne thorough/through tiled/tilled tired/tried trail/trial united/untied unite/untie \
        waiver/wavier wined/winned wired/weird
        """.split(separator: " ").map(String.init)
    )
}
