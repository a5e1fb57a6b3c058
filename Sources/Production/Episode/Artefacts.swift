public import Foundation

/// Where facts come from: a page or file, read once and kept.
public struct Source: Hashable, Sendable, Codable {
    /// What a source was when it was read.
    public enum Kind: String, Hashable, Sendable, Codable { case text, markdown, html, pdf, web }

    /// `s1`, `s2` … in order of the ledger.
    public var id: String
    /// What it was when it was read.
    public var kind: Kind
    /// What it calls itself, or the name of its file.
    public var title: String
    /// Where it was found: a path as given, or a URL.
    public var location: String
    /// The day it says it was published on, at 00:00 UTC; `nil` where it does not tell.
    public var published: Date?
    /// When it was read.
    public var accessed: Date
    /// SHA-256 of the text, lowercase hex.
    public var digest: String
    /// The text as read, which quotes are checked against.
    public var text: String
    /// How near it is to what it tells of; `nil` where an older program read it.
    public var grade: Grade?

    /// A source as it was read.
    public init(
        id: String,
        kind: Kind,
        title: String,
        location: String,
        accessed: Date,
        digest: String,
        text: String,
        grade: Grade? = nil,
        published: Date? = nil
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.location = location
        self.accessed = accessed
        self.digest = digest
        self.text = text
        self.grade = grade
        self.published = published
    }

    /// How many days it was old when it was read; `nil` where it does not tell.
    public var ageDays: Int? { published.map { max(0, Int(accessed.timeIntervalSince($0) / 86_400)) } }
}

/// One fact and the passage it rests on.
public struct Note: Hashable, Sendable, Codable {
    /// `n1`, `n2` … in order.
    public var id: String
    /// The source's id.
    public var source: String
    /// Words that stand in the source as they are here, blanks apart.
    public var quote: String
    /// The fact in our own words.
    public var gist: String
    /// The line of the source's text on which the quote begins, from 1; `nil` where it was not looked up.
    public var line: Int?
    /// Whether the source only says what somebody thinks of it; `nil` where it does not.
    public var isOpinion: Bool?

    /// A fact with its passage.
    public init(id: String, source: String, quote: String, gist: String) {
        self.id = id
        self.source = source
        self.quote = quote
        self.gist = gist
    }
}

/// What research found: `notes.json`, beside `sources.json`.
public struct Research: Hashable, Sendable, Codable {
    /// What was asked.
    public var questions: [String]
    /// Whose question each of them is, in the same order; `nil` where that is not known.
    public var perspectives: [String]?
    /// Where answers were found.
    public var sources: [Source]
    /// The answers.
    public var notes: [Note]
    /// Where sources say different things.
    public var conflicts: [Conflict] = []

    /// Two notes that cannot both be right.
    public struct Conflict: Hashable, Sendable, Codable {
        /// Their ids.
        public var notes: [String]
        /// What each says.
        public var difference: String

        /// Two notes and their difference.
        public init(notes: [String], difference: String) {
            self.notes = notes
            self.difference = difference
        }
    }

    /// What research found.
    public init(questions: [String], sources: [Source], notes: [Note]) {
        self.questions = questions
        self.sources = sources
        self.notes = notes
    }
}

/// The plan of a script: segments with their word budgets.
public struct Outline: Hashable, Sendable, Codable {
    /// A part of the episode.
    public struct Segment: Hashable, Sendable, Codable {
        /// `seg1`, `seg2` … in order.
        public var id: String
        /// What the chapter is called.
        public var title: String
        /// What the listener shall have got from it.
        public var goal: String
        /// What is said, step by step.
        public var beats: [String]
        /// Ids of the notes this segment rests on.
        public var notes: [String]
        /// How many words it shall have.
        public var words: Int

        /// A planned segment.
        public init(id: String, title: String, goal: String, beats: [String], notes: [String], words: Int) {
            self.id = id
            self.title = title
            self.goal = goal
            self.beats = beats
            self.notes = notes
            self.words = words
        }
    }

    /// The episode's title.
    public var title: String
    /// One sentence: what the listener will know at the end.
    public var promise: String
    /// The parts, in order.
    public var segments: [Segment]

    /// A plan.
    public init(title: String, promise: String, segments: [Segment]) {
        self.title = title
        self.promise = promise
        self.segments = segments
    }
}

/// What is said, by whom, on what ground.
public struct Script: Hashable, Sendable, Codable {
    /// What one speaker says before another does.
    public struct Turn: Hashable, Sendable, Codable {
        /// `t1`, `t2` … stable across rewrites.
        public var id: String
        /// A name of the cast.
        public var speaker: String
        /// The words, as they are spoken.
        public var text: String
        /// How it is said, where that matters.
        public var style: String?
        /// Ids of the notes that support it.
        public var notes: [String]
        /// Whether it stays as it is, whatever is written anew around it; only a person changes it then.
        public var isLocked: Bool

        /// A turn.
        public init(
            id: String,
            speaker: String,
            text: String,
            style: String? = nil,
            notes: [String] = [],
            isLocked: Bool = false
        ) {
            self.id = id
            self.speaker = speaker
            self.text = text
            self.style = style
            self.notes = notes
            self.isLocked = isLocked
        }
    }

    /// A part of the script: a chapter.
    public struct Segment: Hashable, Sendable, Codable {
        /// The id of the outline's segment.
        public var id: String
        /// What the chapter is called.
        public var title: String
        /// One line of what happens in it.
        public var synopsis: String
        /// What is said, in order.
        public var turns: [Turn]
        /// How the segment was made, when not by the model asked for: `fallback: …`, `budget: …`.
        public var degradation: String?

        /// A written segment.
        public init(id: String, title: String, synopsis: String, turns: [Turn], degradation: String? = nil) {
            self.id = id
            self.title = title
            self.synopsis = synopsis
            self.turns = turns
            self.degradation = degradation
        }

        /// Whether no model wrote it: its notes stand there as they are.
        var isTemplate: Bool { degradation?.hasPrefix("template") ?? false }
    }

    /// The episode's title.
    public var title: String
    /// The parts, in order.
    public var segments: [Segment]

    /// A script.
    public init(title: String, segments: [Segment]) {
        self.title = title
        self.segments = segments
    }

    /// All turns, in order.
    public var turns: [Turn] { segments.flatMap(\.turns) }
    /// The first segment that no model wrote.
    var unwritten: Segment? { segments.first(where: \.isTemplate) }
}

/// What the checks and the judge found: `qa.json`.
public struct QualityReport: Hashable, Sendable, Codable {
    /// Whether a finding stops an episode from being published.
    public enum Severity: String, Hashable, Sendable, Codable, CaseIterable { case block, warn }

    /// Something that is not as it should be.
    public struct Finding: Hashable, Sendable, Codable {
        /// The check, such as `length.episode`.
        public var check: String
        /// Whether it stops publication.
        public var severity: Severity
        /// A turn's or segment's id; `nil` for the whole episode.
        public var place: String?
        /// What is wrong, with the figure and the limit.
        public var message: String
        /// The words in question.
        public var evidence: String?

        /// A finding.
        public init(check: String, severity: Severity, place: String? = nil, message: String, evidence: String? = nil) {
            self.check = check
            self.severity = severity
            self.place = place
            self.message = message
            self.evidence = evidence
        }
    }

    /// What a judge thinks of one criterion.
    public struct Score: Hashable, Sendable, Codable {
        /// What is judged, such as `coherence`.
        public var criterion: String
        /// 1…5.
        public var value: Int
        /// Why.
        public var reason: String

        /// A score.
        public init(criterion: String, value: Int, reason: String) {
            self.criterion = criterion
            self.value = value
            self.reason = reason
        }
    }

    /// `rejected` by a check that blocks; `unjudged` when no judge could be reached; a judge never lifts a rejection.
    public enum Verdict: String, Hashable, Sendable, Codable { case passed, rejected, unjudged }

    /// A sentence that somebody could look up.
    public struct Claim: Hashable, Sendable, Codable {
        /// How it stands with its ground.
        public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
            /// What can be looked up stands in the notes that the turn cites.
            case verified
            /// It stands elsewhere in the notes or sources, or nobody can tell by rule.
            case unverified
            /// Something in it stands nowhere, or otherwise.
            case unsupported
        }

        /// The turn's id and the number of the sentence in it: `t4.2`.
        public var id: String
        /// The turn's id.
        public var turn: String
        /// The sentence.
        public var text: String
        /// How it stands with its ground.
        public var status: Status
        /// The ids of the cited notes that bear it; their quotes stand in `notes.json`.
        public var notes: [String]

        /// A claim.
        public init(id: String, turn: String, text: String, status: Status, notes: [String]) {
            self.id = id
            self.turn = turn
            self.text = text
            self.status = status
            self.notes = notes
        }
    }

    /// How well citations bear what is said.
    ///
    /// Source: T. Gao et al., "Enabling Large Language Models to Generate Text with Citations" (ALCE), 2023; with rules in
    /// the place of its model.
    public struct Citations: Hashable, Sendable, Codable {
        /// Sentences that somebody could look up.
        public var claims: Int
        /// Those that the notes cited with them bear.
        public var verified: Int
        /// Notes cited, a turn and a note each.
        public var citations: Int
        /// Those that bear something of their turn.
        public var bearing: Int
        /// The share of claims that is borne, 0…1.
        public var recall: Double
        /// The share of citations that bear something, 0…1.
        public var precision: Double

        /// Counts; without any of a kind its share is 1.
        public init(claims: Int, verified: Int, citations: Int, bearing: Int) {
            self.claims = claims
            self.verified = verified
            self.citations = citations
            self.bearing = bearing
            recall = claims == 0 ? 1 : Double(verified) / Double(claims)
            precision = citations == 0 ? 1 : Double(bearing) / Double(citations)
        }
    }

    /// What the episode says above all: the claim nearest to its promise.
    public struct MainClaim: Hashable, Sendable, Codable {
        /// The claim's id.
        public var claim: String
        /// The sources that bear it out independently of one another, by their ids.
        public var sources: [String]

        /// A claim and who bears it out.
        public init(claim: String, sources: [String]) {
            self.claim = claim
            self.sources = sources
        }
    }

    /// What follows from findings and scores.
    public var verdict: Verdict
    /// Every check that ran, found something or not.
    public var checks: [String]
    /// What was found wrong.
    public var findings: [Finding]
    /// The judge's scores, empty when unjudged.
    public var scores: [Score]
    /// The model that judged.
    public var judge: String?
    /// What the script states, and on what ground.
    public var claims: [Claim]?
    /// How well its citations bear it.
    public var citations: Citations?
    /// What it says above all, and who bears that out.
    public var mainClaim: MainClaim?

    /// A report.
    public init(
        verdict: Verdict,
        checks: [String],
        findings: [Finding],
        scores: [Score] = [],
        judge: String? = nil,
        claims: [Claim]? = nil,
        citations: Citations? = nil,
        mainClaim: MainClaim? = nil
    ) {
        self.verdict = verdict
        self.checks = checks
        self.findings = findings
        self.scores = scores
        self.judge = judge
        self.claims = claims
        self.citations = citations
        self.mainClaim = mainClaim
    }
}
