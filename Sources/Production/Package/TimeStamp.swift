/// Times as the formats of a package write them.
enum TimeStamp {
    /// `01:02:03.456`, with the mark between seconds and milliseconds that the format wants.
    static func precise(_ milliseconds: Int, mark: Character = ".") -> String {
        let fraction = String(1_000 + milliseconds % 1_000).dropFirst()
        return "\(clock(milliseconds / 1_000, withHours: true))\(mark)\(fraction)"
    }

    /// `62.5`, in seconds, without 0 at the end.
    static func seconds(_ milliseconds: Int) -> String {
        let fraction = String(1_000 + milliseconds % 1_000).dropFirst().reversed().drop { $0 == "0" }
        return "\(milliseconds / 1_000)\(fraction.isEmpty ? "" : ".\(String(fraction.reversed()))")"
    }

    /// `02:03`, or `01:02:03`.
    static func clock(_ seconds: Int, withHours: Bool) -> String {
        let parts = [withHours ? seconds / 3_600 : nil, withHours ? seconds / 60 % 60 : seconds / 60, seconds % 60]
        return parts.compactMap(\.self).map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
