extension Script.Turn {
    private enum Key: String, CodingKey { case id, speaker, text, style, notes, isLocked }

    /// Reads a turn; one that does not say so is not locked.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            id: try container.decode(String.self, forKey: .id),
            speaker: try container.decode(String.self, forKey: .speaker),
            text: try container.decode(String.self, forKey: .text),
            style: try container.decodeIfPresent(String.self, forKey: .style),
            notes: try container.decode([String].self, forKey: .notes),
            isLocked: try container.decodeIfPresent(Bool.self, forKey: .isLocked) ?? false
        )
    }

    /// Writes a turn; only a locked one says so.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(speaker, forKey: .speaker)
        try container.encode(text, forKey: .text)
        try container.encodeIfPresent(style, forKey: .style)
        try container.encode(notes, forKey: .notes)
        if isLocked { try container.encode(true, forKey: .isLocked) }
    }
}
