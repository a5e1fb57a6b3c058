import Foundation

/// Makes text of bytes: by their mark, by what the sender says, by what the page says, else UTF-8, else Windows-1252.
enum TextDecoding {
    /// The text; `nil` when the bytes are no text.
    static func text(of data: Data, charset: String?) -> String? {
        if data.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: data.dropFirst(3), as: UTF8.self) }
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
            return String(data: data, encoding: .utf16)
        }
        guard !data.contains(0) else { return nil }
        if let text = String(validating: data, as: UTF8.self) { return text }
        if let encoding = (charset ?? declaredCharset(in: data)).flatMap(encoding(named:)),
            let text = String(data: data, encoding: encoding)
        {
            return text
        }
        // Control characters tell binary data from text in an old encoding.
        let sample = data.prefix(65_536)
        let odd = sample.count { byte in byte < 9 || (14..<32).contains(byte) || byte == 127 }
        let foreign = sample.count { $0 >= 128 }
        if foreign * 100 > sample.count * 30 || odd * 100 > sample.count {
            return nil
        }
        return String(data: data, encoding: .windowsCP1252) ?? String(data: data, encoding: .isoLatin1)
    }

    private static func declaredCharset(in data: Data) -> String? {
        let head = String(decoding: data.prefix(2_048), as: UTF8.self).lowercased()
        return head.firstMatch(of: /charset\s*=\s*["']?([a-z0-9_\-]+)/).map { String($0.output.1) }
    }

    private static func encoding(named name: String) -> String.Encoding? {
        switch name.lowercased() {
        case "iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii": .windowsCP1252
        case "iso-8859-2", "latin2": .isoLatin2
        case "windows-1250": .windowsCP1250
        case "windows-1251": .windowsCP1251
        case "windows-1253": .windowsCP1253
        case "windows-1254", "iso-8859-9": .windowsCP1254
        case "utf-16": .utf16
        case "utf-16le": .utf16LittleEndian
        case "utf-16be": .utf16BigEndian
        case "shift_jis", "shift-jis", "sjis": .shiftJIS
        case "euc-jp": .japaneseEUC
        case "iso-2022-jp": .iso2022JP
        default: nil
        }
    }
}
