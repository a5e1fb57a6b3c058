import Foundation

/// The line on which each value of a JSON text begins, by its path: `segments[1].turns[0].speaker`.
struct JSONLines {
    private var lines: [String: Int] = ["": 1]
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1

    /// Deeper values have the line of the one that holds them; no file of an episode goes so deep.
    private static let depthLimit = 64

    /// The lines of a text; of one that is no JSON, those before the fault.
    init(_ data: Data) {
        bytes = Array(data)
        readValue("", depth: 0)
    }

    /// The line of a value, or of the nearest one that holds it.
    func line(of path: String) -> Int {
        var path = path[...]
        while !path.isEmpty {
            if let line = lines[String(path)] { return line }
            let end = path.lastIndex { $0 == "." || $0 == "[" } ?? path.startIndex
            path = path[..<end]
        }
        return 1
    }

    // MARK: Reading

    private mutating func readValue(_ path: String, depth: Int) {
        skipBlanks()
        if depth <= Self.depthLimit { lines[path] = line }
        switch current {
        case UInt8(ascii: "{"): readMembers(path, depth)
        case UInt8(ascii: "["): readElements(path, depth)
        case UInt8(ascii: "\""): _ = readString()
        default:
            while let byte = current, !",]} \t\r\n".utf8.contains(byte) { place += 1 }
        }
    }

    private mutating func readMembers(_ path: String, _ depth: Int) {
        place += 1
        while true {
            skipBlanks()
            guard depth <= Self.depthLimit, current == UInt8(ascii: "\"") else { return close() }
            let name = readString()
            skipBlanks()
            guard current == UInt8(ascii: ":") else { return close() }
            place += 1
            readValue(path.isEmpty ? name : "\(path).\(name)", depth: depth + 1)
            skipBlanks()
            guard current == UInt8(ascii: ",") else { return close() }
            place += 1
        }
    }

    private mutating func readElements(_ path: String, _ depth: Int) {
        place += 1
        var index = 0
        while true {
            skipBlanks()
            guard depth <= Self.depthLimit, let byte = current, byte != UInt8(ascii: "]") else { return close() }
            readValue("\(path)[\(index)]", depth: depth + 1)
            index += 1
            skipBlanks()
            guard current == UInt8(ascii: ",") else { return close() }
            place += 1
        }
    }

    /// Leaves an object or array; where it does not end here, the text is broken, and nothing more is read.
    private mutating func close() {
        if current == UInt8(ascii: "}") || current == UInt8(ascii: "]") { place += 1 } else { place = bytes.count }
    }

    private mutating func readString() -> String {
        place += 1
        let start = place
        while let byte = current, byte != UInt8(ascii: "\"") {
            place += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        let text = String(decoding: bytes[start..<min(place, bytes.count)], as: UTF8.self)
        place += 1
        return text
    }

    private mutating func skipBlanks() {
        while let byte = current, " \t\r\n".utf8.contains(byte) {
            if byte == UInt8(ascii: "\n") { line += 1 }
            place += 1
        }
    }

    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }
}
