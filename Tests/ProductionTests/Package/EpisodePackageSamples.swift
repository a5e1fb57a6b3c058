@testable import Production

/// Episodes whose words are markup in one format or another.
enum EpisodePackageSamples {
    /// Names, titles and words that are markup in one format or another.
    static let hostile: [[String]] = [
        ["Nora", "Plain", "Nothing here is special."],
        ["Nora & <Co>", "a --> b", "Then a --> b, <v Felix> & more; 3 < 4 > 2."],
        [
            "#Nora", "# Leading",
            "#1 was @home, =even, !so. *Really* _very_ good_ [[not a note]] /* nor */ a \\ comment.",
        ],
        ["Nora ^", "[[x]]", "(An aside) comes first, and (then another)"],
        ["O'Neill (voice)", "= = =", "~ A song, they say [1] and ]] and [[ ."],
        ["נורה", "ההיסטוריה של הטרנזיסטור", "הטרנזיסטור הומצא בשנת 1947, והעולם השתנה. תודה רבה!"],
        [
            "诺拉", "晶体管的历史从一九四七年的冬天开始然后一直延续到今天而且永远不会真正结束的故事还有很多很多很多",
            "晶体管改变了世界。它很小，但是它无处不在，从收音机到手机，从医院到火箭，没有它就没有今天的生活！谢谢收听。",
        ],
        [
            "Zoë 👩‍🔬", "Émile\u{2028}two",
            "Line one.\nLine two.\r\n\r\nLine\tthree with \u{0} control. " + String(repeating: "x", count: 200),
        ],
    ]

    static func spoilt(_ words: [String]) -> SampleEpisode {
        var sample = SampleEpisode()
        sample.script.title = words[1]
        sample.brief.cast[0].name = words[0]
        for segment in sample.script.segments.indices {
            sample.script.segments[segment].title = words[1]
            sample.script.segments[segment].synopsis = words[2]
            for turn in sample.script.segments[segment].turns.indices
            where sample.script.segments[segment].turns[turn].speaker == "Nora" {
                sample.script.segments[segment].turns[turn].speaker = words[0]
                sample.script.segments[segment].turns[turn].text = words[2]
                sample.script.segments[segment].turns[turn].style = "softly"
            }
        }
        return sample
    }
}
