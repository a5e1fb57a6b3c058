/// The colours of skin that follow an emoji, as libedit has them.
///
/// By itself each is two columns wide, and so libedit draws it; behind an emoji many terminals join it to that. In
/// libedit's line variation selectors stand for them, which are not drawn: the last ones, which nothing is registered for.
///
/// Sources: UTS #51, §2.4 (emoji modifiers); UTS #37 (the registry of ideographic variations).
enum SkinTone {
    private static let first: UInt32 = 0x1F3FB
    private static let firstHidden: UInt32 = 0xE01EB
    private static let count: UInt32 = 5

    /// A character as it stands in libedit's line.
    static func hidden(_ scalar: Unicode.Scalar) -> Int32 {
        let value = scalar.value
        let isTone = (first..<first + count).contains(value)
        return Int32(bitPattern: isTone ? value - first + firstHidden : value)
    }

    /// What a character of libedit's line stands for.
    static func unhidden(_ character: Int32) -> Unicode.Scalar {
        let value = UInt32(bitPattern: character)
        let isHidden = (firstHidden..<firstHidden + count).contains(value)
        return Unicode.Scalar(isHidden ? value - firstHidden + first : value) ?? "\u{FFFD}"
    }
}
