/// The shape of a value that `--json` prints.
///
/// A table entry states it beside the command; `schema COMMAND` prints it as JSON Schema, and the tests validate what the
/// commands really print.
indirect enum JSONShape: Sendable {
    /// A string.
    case text
    /// A whole number.
    case integer
    /// Any number.
    case number
    /// `true` or `false`.
    case flag
    /// Dollars as a decimal string, such as `"0.0306"`: exact, unlike a number.
    case money
    /// A time of day as ISO 8601 with milliseconds, in UTC.
    case date
    /// One of these strings.
    case words([String])
    /// Any number of values of one shape.
    case list(JSONShape)
    /// An object whose names are open and whose values have one shape.
    case map(JSONShape)
    /// An object of these names.
    case object(Fields)
    /// An object of a single name that says which kind of value it holds.
    case tagged
    /// A value that may be left out of its object.
    case optional(JSONShape)
    /// A value of one of these shapes.
    case either([JSONShape])
    /// `null`.
    case null
    /// Any value.
    case any
    /// The version of the format.
    case version

    /// The raw values of an enumeration.
    static func words<Words: CaseIterable & RawRepresentable<String>>(of _: Words.Type) -> JSONShape {
        .words(Words.allCases.map(\.rawValue))
    }

    /// The names of an object with their shapes, in the order they are written.
    struct Fields: ExpressibleByDictionaryLiteral, Sendable {
        var all: [(name: String, shape: JSONShape)]

        init(dictionaryLiteral elements: (String, JSONShape)...) {
            all = elements.map { (name: $0.0, shape: $0.1) }
        }

        init(_ all: [(name: String, shape: JSONShape)]) {
            self.all = all
        }
    }

    /// This object with more names; other shapes stay as they are.
    func adding(_ fields: Fields) -> JSONShape {
        guard case .object(let own) = self else { return self }
        return .object(Fields(own.all + fields.all))
    }
}
