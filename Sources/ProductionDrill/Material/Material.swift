/// What good scripts are put together from: facts with their ground, and the talk around them, in one language.
struct Material: Sendable {
    /// A fact as the source has it, and as it is spoken.
    struct Fact: Sendable {
        /// The sentence of the source.
        var source: String
        /// A part of it, word for word.
        var quote: String
        /// The note's own words.
        var gist: String
        /// What is said.
        var spoken: String
        /// What is asked before.
        var question: String
        /// What is said after, without a fact.
        var remark: String

        init(
            _ source: String,
            quote: String,
            gist: String,
            spoken: String,
            question: String,
            remark: String
        ) {
            self.source = source
            self.quote = quote
            self.gist = gist
            self.spoken = spoken
            self.question = question
            self.remark = remark
        }
    }

    var language: String
    var topic: String
    var title: String
    var promise: String
    var opening: String
    var disclosure: String
    var closing: String
    var chapters: [String]
    var facts: [Fact]
    /// Names that the facts hold, one of each pair to be taken for the other; empty where writing does not tell names.
    var names: [(right: String, wrong: String)]
    /// A name that stands nowhere, and one of the facts' that it can be put for.
    var stranger: (right: String, wrong: String)?
    /// What only a living person can say.
    var biography: String
    /// Turns in another language.
    var foreign: String

    static let all: [Material] = [english, german, spanish, french, arabic, japanese]
}
