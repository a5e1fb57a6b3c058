/// JSON Schema of what a command prints with `--json`: its report, or the error.
///
/// Source: JSON Schema, draft 2020-12, core and validation.
struct JSONSchema: Encodable, Sendable {
    private let command: String
    private let shape: JSONShape
    private let isStrict: Bool

    /// The schema of a command.
    ///
    /// - Parameters:
    ///   - command: The command.
    ///   - isStrict: Whether names that the shape does not have are wrong. The tests ask for that; who reads what the
    ///     program prints should not, since a later version may add names.
    init(of command: Command, isStrict: Bool = false) {
        self.command = command.name
        shape = command.output
        self.isStrict = isStrict
    }

    private enum Key: String, CodingKey {
        case schema = "$schema"
        case id = "$id"
        case title, anyOf
    }

    /// Writes the schema.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode("https://json-schema.org/draft/2020-12/schema", forKey: .schema)
        try container.encode("urn:castline:schema:\(JSONText.version):\(command)", forKey: .id)
        try container.encode("castline \(command) --json", forKey: .title)
        let head: JSONShape.Fields = ["castline": .version, "command": .words([command])]
        let error: JSONShape = .object(["castline": .version, "command": .optional(.text), "error": .failure])
        let help = JSONShape.help.adding(["castline": .version, "command": .words(["help"])])
        let reports = shape.alternatives.map { $0.adding(head) }
        try container.encode(
            (reports + [help, error]).map { Encoded(shape: $0, isStrict: isStrict) },
            forKey: .anyOf
        )
    }

    /// A shape as JSON Schema writes it.
    struct Encoded: Encodable {
        var shape: JSONShape
        var isStrict: Bool

        private enum Key: String, CodingKey {
            case type, items, properties, required, additionalProperties, anyOf, pattern, format, const, minProperties
            case maxProperties
            case words = "enum"
        }

        private struct Name: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue _: Int) { nil }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            func nested(_ shape: JSONShape) -> Encoded { Encoded(shape: shape, isStrict: isStrict) }
            switch shape {
            case .text: try container.encode("string", forKey: .type)
            case .integer: try container.encode("integer", forKey: .type)
            case .number: try container.encode("number", forKey: .type)
            case .flag: try container.encode("boolean", forKey: .type)
            case .money:
                try container.encode("string", forKey: .type)
                try container.encode(#"^-?[0-9]+\.[0-9]{2,12}$"#, forKey: .pattern)
            case .date:
                try container.encode("string", forKey: .type)
                try container.encode("date-time", forKey: .format)
                try container.encode(#"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{3}Z$"#, forKey: .pattern)
            case .words(let words): try container.encode(words, forKey: .words)
            case .version: try container.encode(JSONText.version, forKey: .const)
            case .list(let item):
                try container.encode("array", forKey: .type)
                try container.encode(nested(item), forKey: .items)
            case .map(let value):
                try container.encode("object", forKey: .type)
                try container.encode(nested(value), forKey: .additionalProperties)
            case .tagged:
                try container.encode("object", forKey: .type)
                try container.encode(1, forKey: .minProperties)
                try container.encode(1, forKey: .maxProperties)
            case .object(let fields):
                try container.encode("object", forKey: .type)
                var properties = container.nestedContainer(keyedBy: Name.self, forKey: .properties)
                for field in fields.all {
                    try properties.encode(nested(field.shape.required), forKey: Name(stringValue: field.name))
                }
                try container.encode(fields.all.filter { !$0.shape.isOptional }.map(\.name), forKey: .required)
                if isStrict { try container.encode(false, forKey: .additionalProperties) }
            case .optional(let shape): try nested(shape).encode(to: encoder)
            case .either(let shapes): try container.encode(shapes.map(nested), forKey: .anyOf)
            case .null: try container.encode("null", forKey: .type)
            case .any: break
            }
        }
    }
}

extension JSONShape {
    /// Whether a name of this shape may be left out.
    fileprivate var isOptional: Bool { if case .optional = self { true } else { false } }

    /// The shape where the name is not left out.
    fileprivate var required: JSONShape { if case .optional(let shape) = self { shape } else { self } }

    /// The shapes that a value may have.
    fileprivate var alternatives: [JSONShape] { if case .either(let shapes) = self { shapes } else { [self] } }
}
