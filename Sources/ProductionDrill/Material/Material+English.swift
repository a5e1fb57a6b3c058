extension Material {
    static let english = Material(
        language: "en",
        topic: "The history of lighthouses",
        title: "Fire on the rock",
        promise: "How towers of fire became silent machines that guide ships along the coast.",
        opening:
            "Imagine a black coast, a rising wind, and one small point of light. Today we follow that light from towers of fire to silent machines that still guide ships along the coast.",
        disclosure:
            "Before we go on: this episode was made with artificial intelligence, and our voices are synthetic.",
        closing:
            "So that was our walk along the coast: fire first, then glass, then silence. Thank you for listening, and until next time, keep a lamp in the window.",
        chapters: ["The first towers", "Glass and iron", "The quiet coast"],
        facts: [
            .init(
                "The Pharos of Alexandria was finished around 280 BC and stood more than 100 metres high.",
                quote: "stood more than 100 metres high",
                gist: "The Pharos of Alexandria of about 280 BC was over 100 metres tall.",
                spoken:
                    "The most famous of them stood at Alexandria. The Pharos was ready around 280 BC, and it rose more than 100 metres above the harbour.",
                question: "Where does the story of these towers begin?",
                remark: "Think of the wood they must have carried up there, night after night."
            ),
            .init(
                "John Smeaton completed his stone tower on the Eddystone Rocks in 1759; it used dovetailed granite blocks.",
                quote: "John Smeaton completed his stone tower on the Eddystone Rocks in 1759",
                gist: "John Smeaton's tower of dovetailed granite at Eddystone dates from 1759.",
                spoken:
                    "For a long while nothing lasted on open rock. Then came John Smeaton. He finished his Eddystone tower in 1759, with granite blocks cut to hook into one another.",
                question: "And who first managed to build one in the middle of the sea?",
                remark: "It is carpentry in stone, really, a puzzle that the waves only press together."
            ),
            .init(
                "Smeaton wrote that the tower should be shaped like “the trunk of a spreading oak” so that it would not overturn.",
                quote: "the trunk of a spreading oak",
                gist: "Smeaton took the oak as the model for his tower.",
                spoken:
                    "His model was a tree. He wanted something like “the trunk of a spreading oak”, broad at the foot and slender above.",
                question: "Where did he get that shape from?",
                remark: "Once you have seen the curve, you notice it on every coast."
            ),
            .init(
                "Augustin Fresnel's lens was first lit at the Cordouan lighthouse in July 1823.",
                quote: "first lit at the Cordouan lighthouse in July 1823",
                gist: "The first Fresnel lens shone at Cordouan in July 1823.",
                spoken:
                    "The great leap was glass. Augustin Fresnel put his lens into the tower at Cordouan, and in July 1823 it was lit for the first time.",
                question: "Fire alone does not reach far, so what changed that?",
                remark: "It looks like a beehive made of prisms, and it throws nearly every ray out to sea."
            ),
            .init(
                "With an open fire, about 3 percent of the light reached the horizon; the new lens sent 83 percent of it there.",
                quote: "the new lens sent 83 percent of it there",
                gist: "An open fire sent 3 percent of its light to the horizon, the lens 83 percent.",
                spoken:
                    "The figures are startling. Of an open fire only about 3 percent of the light went out to the horizon. With the lens it was 83 percent.",
                question: "How much better was it, in plain numbers?",
                remark: "No bigger flame was needed, just better manners for the light."
            ),
            .init(
                "Ida Lewis, keeper at Lime Rock in Newport, is credited with saving 18 lives.",
                quote: "is credited with saving 18 lives",
                gist: "Ida Lewis of Lime Rock, Newport, saved 18 people.",
                spoken:
                    "My favourite name in this story is Ida Lewis. She kept the light at Lime Rock near Newport, and eighteen people owed her their lives.",
                question: "Somebody had to look after all that glass. Who were they?",
                remark: "She rowed out herself, in weather that kept most boats ashore."
            ),
            .init(
                "The Statue of Liberty served as a lighthouse for 16 years, from 1886 to 1902.",
                quote: "served as a lighthouse for 16 years, from 1886 to 1902",
                gist: "From 1886 to 1902 the Statue of Liberty was a lighthouse.",
                spoken:
                    "Here is one for the quiz night. The Statue of Liberty was a lighthouse too, for sixteen years, from 1886 until 1902.",
                question: "Is there a lighthouse that everybody knows without knowing it?",
                remark: "The torch was simply too weak for the job."
            ),
            .init(
                "Gustaf Dalén of Sweden received the Nobel Prize in 1912 for a valve that switched gas lamps by sunlight; it cut gas consumption by 90 percent.",
                quote: "it cut gas consumption by 90 percent",
                gist: "Dalén's sun valve earned the Nobel Prize of 1912 and saved 90 percent of the gas.",
                spoken:
                    "Then the keepers became fewer. Gustaf Dalén invented a valve that felt the sun, and the lamps switched themselves. It saved 90 percent of the gas, and in 1912 it brought him the Nobel Prize.",
                question: "When did the lamps begin to look after themselves?",
                remark: "A machine that goes to bed at dawn is a charming thought."
            ),
            .init(
                "The last staffed lighthouse in the United Kingdom, North Foreland, was automated in November 1998.",
                quote: "North Foreland, was automated in November 1998",
                gist: "North Foreland was the last British lighthouse with keepers, until November 1998.",
                spoken:
                    "In Britain the end came at North Foreland. In November 1998 the last keepers there went home, and a computer took over.",
                question: "And when did the last people leave?",
                remark: "The light did not blink when they closed the door."
            ),
        ],
        names: [("John Smeaton", "Augustin Fresnel"), ("Ida Lewis", "Gustaf Dalén"), ("Cordouan", "Newport")],
        stranger: ("Augustin Fresnel", "Thomas Edison"),
        biography: "When I was a child, my father took me to see it.",
        foreign:
            "Das ist eine ganz andere Geschichte, und sie wird auch nicht kürzer, wenn man sie auf Deutsch erzählt, aber wir haben ja noch etwas Zeit für die Einzelheiten."
    )
}
