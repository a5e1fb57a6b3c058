import Foundation

/// Makes characters that look alike or mean the same into one.
///
/// Compatibility forms lose their dress (ﬁ, 𝐢, ⓘ, ｉ), letters their accents and their case; signs that take no room go away;
/// look-alikes of other scripts become Latin letters where a word mixes scripts.
///
/// Sources: Unicode Standard Annex 15 (NFKD); Unicode Technical Standard 39, confusables, of which the Cyrillic and Greek
/// letters that look like Latin ones are kept here.
struct CharacterFolding: Sendable {
    /// The one table; it is made at the first use, in some milliseconds.
    static let standard = CharacterFolding()

    /// What becomes of each scalar below ``denseCount``: another one, or 0 where it goes away.
    private let dense: [UInt32]
    /// The same for others, and for scalars that become several.
    private let sparse: [UInt32: [UInt32]]
    static let denseCount: UInt32 = 0x2600
    private static let several: UInt32 = 0xFFFF_FFFF

    private init() {
        var dense = (0..<Self.denseCount).map { $0 }
        var sparse: [UInt32: [UInt32]] = [:]
        for value in 0..<Self.denseCount {
            let folded = Self.computed(value)
            switch folded.count {
            case 0: dense[Int(value)] = 0
            case 1: dense[Int(value)] = folded[0]
            default:
                dense[Int(value)] = Self.several
                sparse[value] = folded
            }
        }
        // Presentation forms, full and half width, mathematical letters, enclosed letters.
        for range: ClosedRange<UInt32> in [0xFB00...0xFDFF, 0xFE70...0xFFEF, 0x1D400...0x1D7FF, 0x1F100...0x1F1FF] {
            for value in range {
                let folded = Self.computed(value)
                if folded != [value] { sparse[value] = folded }
            }
        }
        self.dense = dense
        self.sparse = sparse
    }

    private static func computed(_ value: UInt32) -> [UInt32] {
        guard let scalar = Unicode.Scalar(value), !isInvisible(value) else { return [] }
        if value < 0x80 { return [UInt32(String(scalar).lowercased().unicodeScalars.first?.value ?? value)] }
        if let letter = special[value] { return letter }
        return String(scalar).decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
            .flatMap { special[$0.value] ?? [$0.value] }
            .filter { !isMark($0) }
    }

    /// Letters that Unicode does not take apart.
    private static let special: [UInt32: [UInt32]] = [
        0xDF: [0x73, 0x73], 0x1E9E: [0x73, 0x73], 0xF8: [0x6F], 0xD8: [0x6F], 0xE6: [0x61, 0x65], 0xC6: [0x61, 0x65],
        0x153: [0x6F, 0x65], 0x152: [0x6F, 0x65], 0x142: [0x6C], 0x141: [0x6C], 0x111: [0x64], 0x110: [0x64],
        0x131: [0x69], 0xFE: [0x74, 0x68], 0xF0: [0x64], 0x2019: [0x27], 0x2018: [0x27], 0x2BC: [0x27],
        // Small capitals and other letters that are drawn like plain ones.
        0x1D00: [0x61], 0x299: [0x62], 0x1D04: [0x63], 0x1D05: [0x64], 0x1D07: [0x65], 0xA730: [0x66], 0x262: [0x67],
        0x29C: [0x68], 0x26A: [0x69], 0x1D0A: [0x6A], 0x1D0B: [0x6B], 0x29F: [0x6C], 0x1D0D: [0x6D], 0x274: [0x6E],
        0x1D0F: [0x6F], 0x1D18: [0x70], 0x280: [0x72], 0x1D1B: [0x74], 0x1D1C: [0x75], 0x1D20: [0x76], 0x1D21: [0x77],
        0x28F: [0x79], 0x1D22: [0x7A],
    ]

    /// Accents of Latin, Greek and Cyrillic, and the vowel signs that Arabic and Hebrew may leave out.
    ///
    /// Signs of other scripts are letters of their own and stay.
    private static func isMark(_ value: UInt32) -> Bool {
        (0x300...0x36F).contains(value) || (0x64B...0x655).contains(value) || value == 0x640
            || (0x591...0x5C7).contains(value) || (0x20D0...0x20F0).contains(value)
    }

    /// Signs that take no room: joiners, marks of direction, soft hyphens, variation selectors, tags.
    static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E,
            0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    /// Calls a body with what becomes of a scalar; not at all where it goes away.
    @inline(__always)
    func fold(_ value: UInt32, _ body: (UInt32) -> Void) {
        if value < Self.denseCount {
            let folded = dense[Int(value)]
            if folded == 0 { return }
            if folded != Self.several { return body(folded) }
        } else if value < 0xFB00 {
            return body(value)
        } else if Self.isInvisible(value) {
            return
        }
        guard let folded = sparse[value] else { return body(value) }
        for value in folded { body(value) }
    }

    /// A word of the rules as texts are read.
    func folded(_ word: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in word.unicodeScalars {
            fold(scalar.value) { value in
                if value != 0x27 { Self.append(value, to: &bytes) }
            }
        }
        return bytes
    }

    /// The Latin letter that a Cyrillic or Greek one looks like.
    static func lookalike(_ value: UInt32) -> UInt32? { lookalikes[value] }

    private static let lookalikes: [UInt32: UInt32] = {
        let pairs: [(String, String)] = [
            ("аеорсухіјѕһԁԛԝӏтмкнвгпигь", "aeopcyxijshdqwltmkhbrnnrb"),
            ("αεοριτυκνχηιωγβμςσ", "aeopitukvxniwybucs"),
        ]
        var result: [UInt32: UInt32] = [:]
        for (others, letters) in pairs {
            for (other, letter) in zip(others.unicodeScalars, letters.unicodeScalars) where result[other.value] == nil {
                result[other.value] = letter.value
            }
        }
        return result
    }()

    static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        switch value {
        case 0..<0x80: bytes.append(UInt8(value))
        case 0x80..<0x800:
            bytes.append(UInt8(0xC0 | value >> 6))
            bytes.append(UInt8(0x80 | value & 0x3F))
        case 0x800..<0x10000:
            bytes.append(UInt8(0xE0 | value >> 12))
            bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | value & 0x3F))
        default:
            bytes.append(UInt8(0xF0 | value >> 18 & 0x07))
            bytes.append(UInt8(0x80 | value >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | value & 0x3F))
        }
    }
}
