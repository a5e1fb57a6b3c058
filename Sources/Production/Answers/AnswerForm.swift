import OpenRouter

/// What an answer must look like, and how it is read when it does not quite.
struct AnswerForm<Value: Sendable>: Sendable {
    /// The name of the schema, as the service sees it.
    let name: String
    let schema: JSONValue
    /// The shape in words, for models and servers that know no schemas.
    let example: String
    /// Reads the value from what was found in the answer.
    let read: @Sendable (AnswerFields) throws(AnswerFault) -> Value
    /// Reads the value from an answer without JSON; `nil` where that cannot be.
    let readPlain: @Sendable (String) -> Value?

    /// Reads an answer as JSON, of whatever quality.
    func value(in text: String) throws(AnswerFault) -> Value {
        let values = LenientJSON.values(in: text)
        guard !values.isEmpty else { throw AnswerFault("there is no JSON in the answer") }
        guard !isExample(values) else { throw AnswerFault("the example was copied instead of followed") }
        return try read(AnswerFields(values))
    }

    /// Whether an answer says nothing but what the example does, as small models' answers may.
    func isExample(_ text: String) -> Bool { isExample(LenientJSON.values(in: text)) }

    private func isExample(_ values: [JSONValue]) -> Bool {
        func sentences(_ values: [JSONValue]) -> Set<String> {
            Set(values.flatMap(\.strings).filter { $0.words.count >= 3 })
        }
        let said = sentences(values)
        return !said.isEmpty && said.isSubset(of: sentences(LenientJSON.values(in: example)))
    }

    var responseFormat: ResponseFormat { .jsonSchema(name: name, schema: schema, strict: true) }
}

/// Why an answer cannot be used; the model is shown the sentence.
struct AnswerFault: Error, Hashable {
    let message: String

    init(_ message: String) { self.message = message }
}

/// The values of an answer, read member by member, forgiving in what does not matter.
struct AnswerFields: Sendable {
    let values: [JSONValue]

    init(_ values: [JSONValue]) { self.values = values }

    /// The objects of a list that was asked for as `{"member": […]}`.
    ///
    /// Also found: the bare list, a single element without its list, one object a line, and the list one level deeper.
    func list(_ member: String, elementHas known: [String]) -> [JSONValue] {
        for value in values {
            if case .array(let elements)? = value.member(member) { return elements }
            if let element = value.member(member), case .object = element { return [element] }
        }
        for value in values {
            guard case .object(let members) = value else { continue }
            for inner in members.values {
                if case .array(let elements)? = inner.member(member) { return elements }
            }
        }
        for value in values {
            if case .array(let elements) = value, !elements.isEmpty { return elements }
        }
        let loose = values.filter { value in known.contains { value.member($0) != nil } }
        if !loose.isEmpty { return loose }
        // A list under another name will do when it is the only one and its elements have what is needed.
        for value in values {
            guard case .object(let members) = value else { continue }
            let lists = members.values.compactMap { inner -> [JSONValue]? in
                guard case .array(let elements) = inner, let first = elements.first else { return nil }
                let fits = known.contains { first.member($0) != nil } || first.string != nil
                return fits ? elements : nil
            }
            if lists.count == 1, let only = lists.first { return only }
        }
        return []
    }

    /// The first object that has the member, or the first object at all.
    func object(with member: String) -> JSONValue? {
        values.first { $0.member(member) != nil }
            ?? values.first {
                if case .object = $0 { true } else { false }
            }
    }
}

extension JSONValue {
    /// A member by its name, whatever its case.
    func member(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name] ?? members.first { $0.key.lowercased() == name.lowercased() }?.value
    }

    /// Text without blanks around it: of a string, a number, or a list of strings joined; `nil` when empty or no text.
    var text: String? {
        switch self {
        case .string(let value): value.trimmedOrNil
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .array(let elements): elements.compactMap(\.text).joined(separator: " ").trimmedOrNil
        case .object(let members): (members["text"] ?? members["content"])?.text
        case .null, .bool: nil
        }
    }

    /// Every string in it, members' names apart.
    var strings: [String] {
        switch self {
        case .string(let value): [value]
        case .array(let elements): elements.flatMap(\.strings)
        case .object(let members): members.values.flatMap(\.strings)
        case .null, .bool, .integer, .number: []
        }
    }

    /// A whole number, also from a string such as `4/5` or `300 words`.
    var wholeNumber: Int? {
        switch self {
        case .integer(let value): Int(exactly: value)
        case .number(let value): Int(exactly: value.rounded())
        case .string(let value): Int(value.drop { !$0.isNumber }.prefix { $0.isNumber })
        default: nil
        }
    }

    /// The strings of a list, or of one string with commas.
    var texts: [String] {
        switch self {
        case .array(let elements): elements.compactMap(\.text)
        case .string(let value): value.split(separator: ",").compactMap { String($0).trimmedOrNil }
        default: []
        }
    }
}

extension String {
    /// The string without blanks around it; `nil` when nothing is left.
    var trimmedOrNil: String? {
        let trimmed = String(trimming { $0.isWhitespace })
        return trimmed.isEmpty ? nil : trimmed
    }
}

extension StringProtocol {
    /// What is left between the first and the last character that does not match.
    func trimming(_ matches: (Character) -> Bool) -> SubSequence {
        guard let first = firstIndex(where: { !matches($0) }), let last = lastIndex(where: { !matches($0) }) else {
            return self[endIndex...]
        }
        return self[first...last]
    }

    /// The parts between blanks.
    var words: [SubSequence] { split { $0.isWhitespace } }
}
