/// What a brief must hold before money is spent on it.
enum BriefRules {
    /// A member that is not as it must be, and what to change.
    struct Fault {
        var path: String
        var reason: String
        var next: String

        init(_ path: String, _ reason: String, _ next: String) {
            self.path = path
            self.reason = reason
            self.next = next
        }
    }

    /// The brief with blanks put right, or an error that names member, value and limit.
    static func checked(_ brief: Brief) throws(ProductionError) -> Brief {
        let brief = tidied(brief)
        guard let fault = faults(in: brief).first else { return brief }
        throw ProductionError(
            .briefInvalid,
            fault.reason,
            kept: "nothing was created and nothing spent",
            next: fault.next
        )
    }

    /// The brief with blanks put right.
    static func tidied(_ brief: Brief) -> Brief {
        var brief = brief
        brief.topic = Prompt.oneLine(brief.topic)
        brief.audience = Prompt.oneLine(brief.audience)
        brief.must = tidied(brief.must)
        brief.avoid = tidied(brief.avoid)
        brief.tone = brief.tone.map(Prompt.oneLine)?.trimmedOrNil
        brief.callToAction = brief.callToAction.map(Prompt.oneLine)?.trimmedOrNil
        for index in brief.cast.indices { brief.cast[index].name = Prompt.oneLine(brief.cast[index].name) }
        return brief
    }

    private static func tidied(_ points: [String]?) -> [String]? {
        let points = points?.map(Prompt.oneLine).filter { !$0.isEmpty } ?? []
        return points.isEmpty ? nil : points
    }

    /// All that is not as it must be, in the order of a brief's members.
    static func faults(in brief: Brief) -> [Fault] {
        var faults: [Fault] = []
        func require(_ isRight: Bool, _ path: String, _ reason: @autoclosure () -> String, _ next: String) {
            if !isRight { faults.append(Fault(path, reason(), next)) }
        }
        require(!brief.topic.isEmpty, "topic", "the topic is empty", "say what the episode is about")
        require(
            brief.topic.count <= 2_000,
            "topic",
            "the topic has \(brief.topic.count) characters, and 2000 is the limit",
            "give long texts with --source"
        )
        require(
            (1...120).contains(brief.minutes),
            "minutes",
            "an episode has 1 to 120 minutes (is \(brief.minutes))",
            "change --minutes"
        )
        require(
            (1...6).contains(brief.cast.count),
            "cast",
            "a cast has 1 to 6 speakers (is \(brief.cast.count))",
            "change --cast"
        )
        require(
            (1...500).contains(brief.audience.count),
            "audience",
            "the audience has 1 to 500 characters (is \(brief.audience.count))",
            "change --audience"
        )
        require(
            brief.language.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*/) != nil,
            "language",
            "`\(brief.language.prefix(40))` is no language tag",
            "write it like en or pt-BR"
        )
        for (member, points) in [("must", brief.must ?? []), ("avoid", brief.avoid ?? [])] {
            require(
                points.count <= 20,
                member,
                "\(member) has at most 20 points (is \(points.count))",
                "leave some out"
            )
            for (index, point) in points.enumerated() {
                require(
                    point.count <= 200,
                    "\(member)[\(index)]",
                    "a point of \(member) has at most 200 characters (is \(point.count))",
                    "say it in a few words"
                )
            }
        }
        for (index, point) in (brief.must ?? []).enumerated() {
            require(
                !(brief.avoid ?? []).contains { FoldedText($0) == FoldedText(point) },
                "must[\(index)]",
                "\(point.prefix(60)) is to be told and to be avoided",
                "take it out of one"
            )
        }
        require(
            brief.tone?.count ?? 0 <= 200,
            "tone",
            "a tone has at most 200 characters (is \(brief.tone?.count ?? 0))",
            "change --tone"
        )
        require(
            brief.callToAction?.count ?? 0 <= 200,
            "callToAction",
            "a call to action has at most 200 characters (is \(brief.callToAction?.count ?? 0))",
            "change --call-to-action"
        )
        if let days = brief.maxSourceAgeDays {
            require(
                (1...36_500).contains(days),
                "maxSourceAgeDays",
                "sources may be 1 to 36500 days old (is \(days))",
                "change --max-source-age"
            )
        }
        for (index, speaker) in brief.cast.enumerated() {
            let name = speaker.name
            let isName =
                (1...40).contains(name.count) && name.contains(where: \.isLetter)
                && !name.contains { ":<>[]\"".contains($0) }
            require(
                isName,
                "cast[\(index)].name",
                "\(name.prefix(60)) is no name for a speaker",
                "use 1 to 40 letters"
            )
            require(
                !brief.cast[..<index].contains { $0.name.lowercased() == name.lowercased() },
                "cast[\(index)].name",
                "two speakers are called \(name)",
                "give them different names"
            )
        }
        return faults
    }
}
