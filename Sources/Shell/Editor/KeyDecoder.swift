/// Turns the bytes of a terminal into characters and whole key sequences.
///
/// libedit reads single characters, and an escape sequence it does not know leaves its tail in the line. So sequences
/// are read whole here: a known key comes out in one spelling (Home is sent in five by terminals), the rest is dropped.
/// Text between the marks of a bracketed paste comes out as one value. Malformed UTF-8 is dropped.
///
/// Sources: ECMA-48 §5.4 (control sequences); xterm, "Control Sequences" (keys, bracketed paste mode, OSC 11).
struct KeyDecoder {
    /// What came out of the bytes.
    enum Event: Equatable {
        /// A character, or a control character typed as such.
        case scalar(Unicode.Scalar)
        /// A key that terminals send as an escape sequence, in the spelling that commands are bound to.
        case key(Key)
        /// The text of a paste, with line ends as `\n` and without other control characters but tabs.
        case paste([Unicode.Scalar])
        /// The terminal's answer to the question where its cursor stands.
        case report(Report)
        /// Its answer to the question what colour its background has.
        case background(isLight: Bool)
    }

    /// Where the cursor stands, counted from 0.
    struct Report: Equatable {
        var row: Int
        var column: Int
    }

    /// The keys that have a sequence, each with the spelling it is bound by.
    enum Key: String, CaseIterable {
        case up = "\u{1B}[A"
        case down = "\u{1B}[B"
        case right = "\u{1B}[C"
        case left = "\u{1B}[D"
        case home = "\u{1B}[H"
        case end = "\u{1B}[F"
        case delete = "\u{1B}[3~"
        case pageUp = "\u{1B}[5~"
        case pageDown = "\u{1B}[6~"
        case wordRight = "\u{1B}[1;5C"
        case wordLeft = "\u{1B}[1;5D"
        case deleteWord = "\u{1B}[3;5~"
        case backTab = "\u{1B}[Z"
        case newline = "\u{1B}\r"

        /// The key as one character, of those no terminal sends: with the keys of vi an escape is a key by itself, and
        /// must not begin others.
        var code: Unicode.Scalar {
            let place = Self.allCases.firstIndex(of: self) ?? 0
            return Unicode.Scalar(UInt8(0x80 + place))
        }

        /// The spelling of ``code`` in a binding.
        var codeSpelling: String { "\\" + String(code.value, radix: 8) }
    }

    /// The character that stands for a paste with the keys of vi.
    static let pasteCode: Unicode.Scalar = "\u{9F}"

    /// Characters as they may stand in a line: no control characters but line ends and tabs.
    static func printable(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
        scalars.filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }
    }

    private enum State {
        case ground
        case escape
        case csi
        case ss3
        /// An operating system command or another string, up to BEL or ST.
        case string(endsAtBackslash: Bool)
        case paste
    }

    private var state = State.ground
    private var parameters: [UInt8] = []
    private var pasted: [UInt8] = []
    private var utf8 = UTF8Assembler()
    /// Whether the terminal was asked for something that it answers with a string.
    var awaitsString = false
    /// Whether the rest of a paste has not come for a while.
    private var isStalled = false
    private static let pasteEnd = Array("\u{1B}[201~".utf8)
    private static let longestSequence = 64

    /// How long what was begun is waited for, in milliseconds, before ``giveUp()``; `nil` where nothing was begun.
    ///
    /// Esc alone is a key, and Alt-] looks like the start of a string, which no terminal sends unasked; other sequences
    /// may come in pieces over a slow line.
    var patience: Int32? {
        switch state {
        case .ground: nil
        case .escape: 50
        case .string: awaitsString ? 500 : 50
        case .csi, .ss3: 500
        case .paste: isStalled ? nil : 500
        }
    }

    /// How many bytes come at least before there can be a key that ends the line: the end of a paste and that key, and
    /// otherwise the next byte may be it.
    var leastToCome: Int {
        guard case .paste = state else { return 1 }
        let begun = (1..<Self.pasteEnd.count).last { pasted.suffix($0).elementsEqual(Self.pasteEnd.prefix($0)) }
        return Self.pasteEnd.count - (begun ?? 0)
    }

    /// Takes the next bytes.
    ///
    /// A Ctrl-C that comes alone into a stalled paste ends it: its end may have been lost, and nobody could type any more.
    /// Within a paste it is part of the text, which must not end it and run its rest.
    ///
    /// - Returns: What they complete, in order.
    mutating func feed(_ bytes: some Collection<UInt8>) -> [Event] {
        if isStalled, bytes.elementsEqual([0x03]) { self = KeyDecoder() }
        isStalled = false
        var events: [Event] = []
        for byte in bytes { take(byte, &events) }
        return events
    }

    /// Waits no longer for the rest of what was begun.
    ///
    /// - Returns: Esc, where it came alone; of other sequences nothing stays, and a paste goes on whenever its rest comes.
    mutating func giveUp() -> [Event] {
        switch state {
        case .ground: return []
        case .escape:
            state = .ground
            return [.scalar("\u{1B}")]
        case .csi, .ss3, .string:
            state = .ground
            return []
        case .paste:
            isStalled = true
            return []
        }
    }

    private mutating func take(_ byte: UInt8, _ events: inout [Event]) {
        if isCutOff(by: byte) { state = .ground }
        switch state {
        case .ground:
            if byte == 0x1B {
                utf8 = UTF8Assembler()
                state = .escape
            } else if let scalar = utf8.append(byte), !(0x80..<0xA0).contains(scalar.value) {
                events.append(.scalar(scalar))
            }
        case .escape:
            takeAfterEscape(byte, &events)
        case .csi:
            takeInSequence(byte, &events)
        case .ss3:
            state = .ground
            if byte == UInt8(ascii: "M") {
                events.append(.scalar("\r"))
            } else if let key = Self.arrow(byte, modifier: nil) {
                events.append(.key(key))
            }
        case .string(let endsAtBackslash):
            if byte == 0x07 || (endsAtBackslash && byte == UInt8(ascii: "\\")) {
                state = .ground
                if let isLight = Self.isLight(String(decoding: parameters, as: UTF8.self)) {
                    awaitsString = false
                    events.append(.background(isLight: isLight))
                }
            } else {
                state = .string(endsAtBackslash: byte == 0x1B)
                if byte != 0x1B, parameters.count <= Self.longestSequence { parameters.append(byte) }
            }
        case .paste:
            pasted.append(byte)
            guard byte == UInt8(ascii: "~"), pasted.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) else {
                return
            }
            state = .ground
            events.append(.paste(Self.text(pasted.dropLast(Self.pasteEnd.count))))
            pasted = []
        }
    }

    /// Whether a control character ends a sequence unfinished: it is a key, such as Ctrl-C, and must not be lost in there.
    private func isCutOff(by byte: UInt8) -> Bool {
        guard byte < 0x20, byte != 0x1B else { return false }
        return switch state {
        case .ground, .escape, .paste: false
        case .csi, .ss3: true
        // ECMA-48 §5.6 allows the format effectors within strings; BEL ends those of xterm.
        case .string: !(0x07...0x0D).contains(byte)
        }
    }

    private mutating func takeAfterEscape(_ byte: UInt8, _ events: inout [Event]) {
        switch byte {
        case UInt8(ascii: "["):
            parameters = []
            state = .csi
        case UInt8(ascii: "O"):
            state = .ss3
        case UInt8(ascii: "]"), UInt8(ascii: "P"):
            parameters = []
            state = .string(endsAtBackslash: false)
        case 0x1B:
            events.append(.scalar("\u{1B}"))
        case 0x0D, 0x0A:
            state = .ground
            events.append(.key(.newline))
        default:
            state = .ground
            guard let scalar = utf8.append(byte) else { return }
            events.append(.scalar("\u{1B}"))
            events.append(.scalar(scalar))
        }
    }

    private mutating func takeInSequence(_ byte: UInt8, _ events: inout [Event]) {
        switch byte {
        case 0x20...0x3F:
            parameters.append(byte)
            if parameters.count > Self.longestSequence { state = .ground }
        case 0x40...0x7E:
            state = .ground
            let text = String(decoding: parameters, as: UTF8.self)
            if byte == UInt8(ascii: "~"), text == "200" {
                state = .paste
            } else if byte == UInt8(ascii: "R"), let report = Self.report(text) {
                events.append(.report(report))
            } else if let key = Self.key(parameters: text, final: byte) {
                events.append(.key(key))
            }
        case 0x1B:
            state = .escape
        default:
            state = .ground
        }
    }

    private static func report(_ parameters: String) -> Report? {
        let fields = parameters.split(separator: ";").compactMap { Int($0) }
        guard fields.count == 2, fields.allSatisfy({ $0 > 0 }) else { return nil }
        return Report(row: fields[0] - 1, column: fields[1] - 1)
    }

    /// Whether the colour that a terminal answers with is nearer to white than to black, as `11;rgb:ffff/ffff/ffff` is.
    private static func isLight(_ answer: String) -> Bool? {
        guard answer.hasPrefix("11;rgb:") else { return nil }
        let parts = answer.dropFirst("11;rgb:".count).split(separator: "/").compactMap { digits in
            UInt32(digits, radix: 16).map { Double($0) / Double((1 << (4 * digits.count)) - 1) }
        }
        guard parts.count == 3 else { return nil }
        // Rec. ITU-R BT.601: how bright colours look.
        return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] > 0.5
    }

    private static func key(parameters: String, final: UInt8) -> Key? {
        let fields = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        let modifier = fields.count > 1 ? fields[1] : nil
        switch final {
        case UInt8(ascii: "~"):
            switch fields.first ?? nil {
            case 1, 7: return .home
            case 4, 8: return .end
            case 3: return modifier == 5 || modifier == 3 ? .deleteWord : .delete
            case 5: return .pageUp
            case 6: return .pageDown
            case 27 where fields.count == 3 && fields[2] == 13: return .newline
            default: return nil
            }
        case UInt8(ascii: "u"): return fields.first == 13 && modifier != nil ? .newline : nil
        case UInt8(ascii: "Z"): return .backTab
        default: return arrow(final, modifier: modifier ?? (fields.first ?? nil))
        }
    }

    private static func arrow(_ final: UInt8, modifier: Int?) -> Key? {
        let byWord = modifier == 5 || modifier == 3
        return switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): byWord ? .wordRight : .right
        case UInt8(ascii: "D"): byWord ? .wordLeft : .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        default: nil
        }
    }

    /// The text of a paste as it may stand in a line.
    private static func text(_ bytes: some Sequence<UInt8>) -> [Unicode.Scalar] {
        var assembler = UTF8Assembler()
        var scalars: [Unicode.Scalar] = []
        var followsReturn = false
        for byte in bytes {
            guard let scalar = assembler.append(byte) else { continue }
            defer { followsReturn = scalar == "\r" }
            switch scalar {
            case "\r": scalars.append("\n")
            case "\n": if !followsReturn { scalars.append("\n") }
            case "\t": scalars.append("\t")
            default: if scalar.properties.generalCategory != .control { scalars.append(scalar) }
            }
        }
        return scalars
    }
}
