extension String {
    /// The text with every occurrence of another replaced, whatever follows it.
    ///
    /// Swift compares whole characters, and `<` with a combining sign or a joiner behind it is another character than `<`;
    /// who reads markup sees the sign all the same. So what keeps strangers' texts in their place is looked for byte by
    /// byte, which in UTF-8 finds whole scalars only.
    ///
    /// - Parameters:
    ///   - sought: What is looked for, not empty.
    ///   - replacement: What stands there instead.
    /// - Returns: The text without it.
    func replacingScalars(_ sought: String, with replacement: String) -> String {
        let bytes = Array(utf8)
        let pattern = Array(sought.utf8)
        guard let first = pattern.first, bytes.count >= pattern.count else { return self }
        var result: [UInt8] = []
        var copied = 0
        var place = 0
        while place <= bytes.count - pattern.count {
            if bytes[place] == first, bytes[place..<(place + pattern.count)].elementsEqual(pattern) {
                result += bytes[copied..<place]
                result += replacement.utf8
                place += pattern.count
                copied = place
            } else {
                place += 1
            }
        }
        guard copied > 0 else { return self }
        return String(decoding: result + bytes[copied...], as: UTF8.self)
    }
}
