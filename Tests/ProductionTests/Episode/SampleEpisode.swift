import Foundation

@testable import Production

/// A clean episode of five minutes for tests to spoil: two hosts, three segments, about 700 words.
struct SampleEpisode {
    var brief = Brief(
        topic: "The history of the transistor",
        cast: [Speaker(name: "Nora", role: "host"), Speaker(name: "Felix", role: "host")],
        minutes: 5
    )
    var outline = Outline(
        title: "The switch that changed everything",
        promise: "How the transistor grew from a broken amplifier into the switch inside every computer.",
        segments: [
            .init(
                id: "seg1",
                title: "A tube too hot",
                goal: "Why a replacement was needed",
                beats: [],
                notes: ["n1"],
                words: 240
            ),
            .init(
                id: "seg2",
                title: "Two gold points",
                goal: "The discovery",
                beats: ["A plastic wedge with two gold contacts", "What Brattain measured"],
                notes: ["n2", "n3"],
                words: 240
            ),
            .init(id: "seg3", title: "From radio to chip", goal: "What followed", beats: [], notes: ["n4"], words: 240),
        ]
    )
    var research = Research(
        questions: ["Why was the transistor needed?"],
        sources: [
            Source(
                id: "s1",
                kind: .text,
                title: "A short history of the transistor",
                location: "transistor.txt",
                accessed: Date(timeIntervalSince1970: 1_700_000_000),
                digest: String(repeating: "0", count: 64),
                text: """
                    The telephone network relied on vacuum tubes, which burned out
                    and ran hot. In December 1947 John Bardeen and Walter Brattain pressed two gold contacts
                    onto a crystal of germanium. Bell Labs announced the device in New York in June 1948.
                    """
            ),
            Source(
                id: "s2",
                kind: .web,
                title: "Radios for the pocket",
                location: "https://radio.example/regency",
                accessed: Date(timeIntervalSince1970: 1_700_000_000),
                digest: String(repeating: "1", count: 64),
                text: """
                    The first transistor radio went on sale in 1954 for 49.95 dollars. It all began in December 1947,
                    when two gold contacts on a germanium crystal made the first transistor.
                    """
            ),
        ],
        notes: [
            Note(id: "n1", source: "s1", quote: "vacuum tubes, which burned out and ran hot", gist: "Tubes failed."),
            Note(
                id: "n2",
                source: "s1",
                quote: "pressed two gold contacts onto a crystal of germanium",
                gist: "The device."
            ),
            Note(
                id: "n3",
                source: "s1",
                quote: "announced the device in New York in June 1948",
                gist: "The announcement."
            ),
            Note(id: "n4", source: "s2", quote: "went on sale in 1954 for 49.95 dollars", gist: "The first radio."),
            Note(
                id: "n5",
                source: "s2",
                quote: "two gold contacts on a germanium crystal made the first transistor",
                gist: "In December 1947 the first transistor was made."
            ),
        ]
    )
    var script = SampleEpisode.script()

    var findings: [QualityReport.Finding] {
        QualityChecks.run(script, brief: brief, outline: outline, research: research).findings
    }

    private static func script() -> Script {
        var number = 0
        func segment(_ id: String, _ title: String, _ synopsis: String, _ lines: [(String, [String])]) -> Script.Segment
        {
            Script.Segment(
                id: id,
                title: title,
                synopsis: synopsis,
                turns: lines.map { text, notes in
                    number += 1
                    return Script.Turn(
                        id: "t\(number)",
                        speaker: number % 2 == 1 ? "Nora" : "Felix",
                        text: text,
                        notes: notes
                    )
                }
            )
        }
        return Script(
            title: "The switch that changed everything",
            segments: [
                segment(
                    "seg1",
                    "A tube too hot",
                    "Why the telephone needed something better.",
                    [
                        (
                            """
                            Somewhere near you right now, billions of tiny switches are flipping without a sound. Each one \
                            is a transistor, and its story starts with a broken amplifier. A note before we start: this \
                            episode was made with artificial intelligence, and our voices are synthetic.
                            """, []
                        ),
                        (
                            """
                            Today we follow that switch from a messy laboratory bench to the inside of every computer. Along \
                            the way it grew smaller, cheaper and far more common than anyone had dared to guess.
                            """, []
                        ),
                        (
                            """
                            Let me begin with the problem. Long distance calls fade as they travel along a wire, so the \
                            telephone company had to boost them again and again. What did engineers use for that job?
                            """, []
                        ),
                        (
                            """
                            Vacuum tubes, thousands of them, sitting in huts beside the line. They glowed like lamps and \
                            they failed like lamps. One history says they burned out and ran hot, which is a polite way of \
                            describing a maintenance nightmare.
                            """, ["n1"]
                        ),
                        (
                            """
                            So picture a technician driving through the night because one glass bulb has died. Multiply \
                            that by an entire continent. Was anybody looking for a way out before the war ended?
                            """, []
                        ),
                        (
                            """
                            Plenty of people were. Several researchers suspected that a solid crystal might do the work of \
                            glass and vacuum. Early attempts refused to cooperate, and nobody could explain exactly why.
                            """, []
                        ),
                    ]
                ),
                segment(
                    "seg2",
                    "Two gold points",
                    "A crystal, two contacts, and a cold December.",
                    [
                        (
                            """
                            That brings us to our second stop, the winter when the crystal finally answered. Set the scene \
                            for me, Felix. Who stood in the room, and what lay on the table?
                            """, []
                        ),
                        (
                            """
                            John Bardeen, the quiet theorist, and Walter Brattain, who could build nearly anything. In \
                            December 1947 they made the first transistor: they pressed two gold contacts onto a crystal of germanium. A plastic wedge and a \
                            bent spring held everything together.
                            """, ["n2"]
                        ),
                        (
                            """
                            It sounds like something from a kitchen drawer. Yet a faint signal went in on one side, and a \
                            louder copy came out on the other. Speech went through it, and colleagues heard the gain.
                            """, ["n2"]
                        ),
                        (
                            """
                            Notice how physical this was. A hair too much pressure would ruin the effect, while a hair too \
                            little lost contact altogether. Patience, not theory alone, carried them through those weeks. Their notebook shows crossed out sketches, coffee stains, and one careful signature from a \
                            witness.
                            """, []
                        ),
                        (
                            """
                            When did the public learn about it? I imagine headlines, photographers, perhaps a parade through \
                            lower Manhattan. Surely somebody in the audience understood what that little cylinder could do, and rushed \
                            home to write about it.
                            """, []
                        ),
                        (
                            """
                            Hardly. Bell Labs announced the device in New York in June 1948, and most newspapers shrugged. A \
                            few lines appeared among notices about radio programmes. The future arrived, and it was filed \
                            under entertainment. Licences were cheap, so small firms could try their luck. Some of them sat far away from the great \
                            laboratories.
                            """, ["n3"]
                        ),
                    ]
                ),
                segment(
                    "seg3",
                    "From radio to chip",
                    "How a laboratory curiosity reached every pocket.",
                    [
                        (
                            """
                            Our last stretch of road leads from that small notice to your pocket. What was the first product \
                            that ordinary families could actually buy?
                            """, []
                        ),
                        (
                            """
                            A portable radio. It went on sale in 1954 for about fifty dollars, a serious sum then. Teenagers \
                            carried music out of the living room, and parents lost control of the dial.
                            """, ["n4"]
                        ),
                        (
                            """
                            I love that detail, because it shows how a component changes habits. Nobody asked for a \
                            semiconductor. People wanted songs at the beach, without a cord and without a warm cabinet. Engineers gave them freedom of movement, and fashion did the marketing for free.
                            """, []
                        ),
                        (
                            """
                            After radios came hearing aids, then rockets, then calculators. Manufacturers moved from \
                            germanium toward silicon, which tolerates heat better. Eventually they printed many parts on a \
                            single piece, and the chip was born.
                            """, []
                        ),
                        (
                            """
                            What remains uncertain is where the shrinking ends. Atoms set a floor, power bills set a \
                            ceiling, and designers now stack layers instead of merely squeezing them. Do you expect another \
                            surprise from some cluttered bench?
                            """, []
                        ),
                        (
                            """
                            I would never bet against a patient pair with a crystal and a spring. To sum up: tubes were \
                            fragile, gold points proved an idea, and cheap radios paid for the rest.
                            """, []
                        ),
                        (
                            """
                            If you enjoyed this walk through a century of small things, tell a friend who still owns an old \
                            receiver. Thanks for listening, and until next time, keep an ear on the quiet inventions.
                            """, []
                        ),
                    ]
                ),
            ]
        )
    }
}
