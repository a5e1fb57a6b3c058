/// A page that a simulated search finds: about 150 words that say something of the topic without claiming facts.
struct InventedPage {
    let topic: String
    let seed: UInt64
    let part: Int

    /// Frames of the four pages: no two pages say the same thing.
    private static let frames = [
        [
            "[Any|Every|A good] [account|telling|summary] of the subject [begins|opens|starts] with the {a} of a {b}.",
            "The {a} [came|arrived|grew] [slowly|by small steps|after long work], and the {b} [followed|was built on it|made it useful].",
            "[People|Visitors] who [studied|followed] the {a} [kept|left] [long|detailed] letters about the {b}.",
            "A {a} without a {b} [would|could] [hardly|never] have [lasted|worked|spread].",
            "[Small|Local|Patient] [groups|teams|circles] [carried|shared] the {a} [when|while] [others|critics] [doubted|ignored] the {b}.",
            "[In|During] the [early|first] [period|phase], [nobody|no office] [planned|expected] the {a} at all.",
            "[Rivals|Colleagues] [copied|improved] the {b} [within|after] a [season|few winters].",
            "[Money|Funding] for the {a} [ran out|dried up] [twice|more than once], [yet|but] the {b} [went on|survived].",
            "[Records|Ledgers] of the {b} [mention|name] [assistants|helpers] [whom|that] [later|official] speeches [left out|forgot].",
            "[Luck|Chance] [helped|played a part] when the {a} [first|finally] [met|reached] the {b}.",
            "[Much|Plenty] of the [credit|praise] [went|passed] to one {b}, [although|while] the {a} [belonged|fell] to many.",
            "[Old|Worn] tools from the {a} [now|still] [stand|lie] in [glass|wooden] cases.",
        ],
        [
            "[Many|Several] [writers|observers] [describe|portray] the {a} as a [bridge|door] [between|among] [old|unlike] habits.",
            "[Travellers|Traders] [brought|carried] the {a} [along|home], and the {b} [took|found] [root|its place] [far|well] away.",
            "[Each|Every] [region|town] [gave|lent] its own [colour|accent] to the {b}.",
            "[Songs|Stories] [remember|praise] the {a} [better|longer] than [documents|officials] do.",
            "[What|Whatever] [one|a] generation [called|considered] a {b}, the [next|following] [called|considered] a {a}.",
            "[Grandparents|Elders] [showed|taught] the {b} [by|through] [doing|example], [never|not] from [a book|paper].",
            "[Winter|Summer] [was|became] the [time|moment] for the {a}, [because|since] [fields|roads] [lay|stood] [idle|empty].",
            "[Merchants|Clerks] [priced|counted] the {a} [by|with] [hand|eye], [seldom|hardly ever] [twice|quite] the same way.",
            "[Festivals|Fairs] [kept|held] the {b} [alive|in view] through [hard|lean] years.",
            "[Some|A few] [villages|harbours] [dropped|abandoned] the {a} and [regretted|missed] it [soon|later].",
            "[Maps|Sketches] [drawn|made] [for|around] the {b} [look|seem] [odd|clumsy] [today|now].",
            "[Families|Neighbours] [argued|quarrelled] [over|about] the {a} [at|around] [dinner|the table].",
        ],
        [
            "A {a} [sounds|looks] [simple|harmless] [until|before] [anyone|somebody] [tries|attempts] to [write|set] it down.",
            "[Teachers|Lecturers] [separate|distinguish] the {a} from the {b} [with|by] a [drawing|short exercise].",
            "[Numbers|Figures] [help|matter] [less|little] where the {b} [shifts|wobbles] [under|during] the {a}.",
            "[One|A common] [mistake|shortcut] is to [treat|read] the {a} as the [whole|final] {b}.",
            "[Textbooks|Manuals] [repeat|print] the {a} [without|and omit] the {b} that [limits|qualifies] it.",
            "[Beginners|Students] can [test|check] the {b} [at home|in class] with [string|paper] and patience.",
            "[Two|Opposite] [schools|camps] [agree|settle] on the {a} but [not|never] on its {b}.",
            "[Behind|Under] the {a} [stands|lies] a [silent|hidden] {b} that [few|not many] [state|admit] openly.",
            "[Precise|Exact] [language|wording] [protects|guards] the {b} [from|against] [wishful|lazy] [thinking|reading].",
            "[Good|Honest] [diagrams|charts] of the {a} [leave|keep] [blank|white] space for [doubt|error].",
            "[Once|After] the {a} [is|gets] [fixed|agreed], the {b} [follows|falls out] [almost|nearly] by itself.",
            "[Edge|Border] cases [break|strain] the {a} [sooner|faster] than [any|a] clever {b}.",
        ],
        [
            "[Today|These days] the {a} is [taught|shown] [beside|next to] the {b} in [evening|weekend] courses.",
            "[Cities|Ports] [changed|moved] their {a} to [suit|fit] a [growing|new] {b}.",
            "[Jobs|Trades] [vanished|faded] as the {a} [spread|advanced], [while|and] [others|fresh ones] [appeared|opened].",
            "[Lawmakers|Councils] [answered|met] the {b} [late|slowly], and the {a} [outran|outgrew] them.",
            "[Quiet|Modest] [households|workplaces] [felt|noticed] the {b} [first|before anybody else].",
            "[Critics|Sceptics] [object|reply] that the {b} [hides|promises] [more|costlier things] than the {a} [returns|delivers].",
            "[Nothing|Little] about the {a} [was|looked] [certain|settled] [ten|twenty] years [earlier|before].",
            "[Young|New] [voices|hands] [want|demand] a {b} that [repairs|outlasts] the {a}.",
            "[Waste|Noise] [from|around] the {a} [became|turned into] a [serious|lasting] {b}.",
            "[Optimists|Dreamers] [see|find] in the {b} a [second|gentler] {a}.",
            "[Insurers|Planners] [watch|track] the {a} [more|rather] closely than [headlines|newspapers] [suggest|do].",
            "[Whether|How far] the {a} [shapes|guides] the [coming|next] {b} [remains|stays] [open|undecided].",
        ],
    ]

    private static let subjects = [
        ["discovery", "experiment", "prototype", "workshop", "laboratory", "notebook", "patent", "demonstration"],
        ["tradition", "settlement", "journey", "market", "season", "memory", "custom", "archive"],
        ["definition", "measurement", "assumption", "comparison", "diagram", "theory", "exception", "glossary"],
        ["consequence", "landscape", "industry", "policy", "generation", "training", "inheritance", "forecast"],
    ]

    private var opening: String {
        switch part % 4 {
        case 0: "Remarks about \(topic) fill this simulated page."
        case 1: "Simulated recollections of \(topic) are gathered below."
        case 2: "To newcomers, \(topic) raises plain questions, answered here by a simulator."
        default: "Beyond \(topic) lies the present day, as this simulated review shows."
        }
    }

    var text: String {
        var generator = SplitMix(seed)
        let words = InventedPage.subjects[part % InventedPage.subjects.count].shuffled(using: &generator)
        var sentences = [opening]
        var count = Words.count(sentences[0])
        var position = 0
        for frame in InventedPage.frames[part % InventedPage.frames.count].shuffled(using: &generator) where count < 150
        {
            var text = frame.replacing("{a}", with: words[position % words.count])
                .replacing("{b}", with: words[(position + 1) % words.count])
            position += 2
            while let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") {
                let choices = text[text.index(after: open)..<close].split(separator: "|")
                text.replaceSubrange(open...close, with: choices.randomElement(using: &generator) ?? "")
            }
            sentences.append(text)
            count += Words.count(text)
        }
        return sentences.joined(separator: " ")
    }
}
