import Foundation
import OpenRouter

/// Figures as people read them: short, and never more exact than is of use.
enum Figures {
    /// `$1.50`, `$0.0042`, `$0`; amounts below a hundredth of a cent keep two digits.
    static func money(_ amount: USD) -> String {
        let dollars = Double(amount.picodollars) / 1e12
        let magnitude = abs(dollars)
        guard magnitude > 0 else { return "$0" }
        let places = magnitude >= 1 ? 2 : min(12, max(4, Int(-log10(magnitude).rounded(.down)) + 2))
        var text = decimal(magnitude, places: places)
        while text.hasSuffix("0"), text.split(separator: ".").last?.count ?? 0 > 2 {
            text.removeLast()
        }
        return (dollars < 0 ? "-$" : "$") + text
    }

    /// A price for a million tokens; `–` where it is unknown.
    static func perMillion(_ price: USD?) -> String {
        guard let price else { return "–" }
        let dollars = Double(price.picodollars) / 1e6
        if dollars == 0 { return "free" }
        return "$" + decimal(dollars, places: dollars >= 0.1 ? 2 : 3)
    }

    /// A path as one would type it: relative where it lies in the working folder.
    static func place(_ path: String, in folder: String = FileManager.default.currentDirectoryPath) -> String {
        path.hasPrefix("\(folder)/") ? String(path.dropFirst(folder.count + 1)) : path
    }

    /// `128k`, `1.05M`, `–`.
    static func tokens(_ count: Int?) -> String {
        guard let count else { return "–" }
        switch count {
        case 1_000_000...: return trimmed(decimal(Double(count) / 1e6, places: 2)) + "M"
        case 1_000...: return trimmed(decimal(Double(count) / 1e3, places: count < 10_000 ? 1 : 0)) + "k"
        default: return String(count)
        }
    }

    /// `0.8 s`, `42 s`, `3 min 5 s`.
    static func seconds(_ value: Double) -> String {
        if value < 9.95 { return "\(decimal(value, places: 1)) s" }
        let whole = Int(min(value, 1e9).rounded())
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }

    /// `now`, `5 min ago`, `3 h ago`, `12 d ago`.
    static func age(_ seconds: Double) -> String {
        switch seconds {
        case ..<60: "now"
        case ..<3600: "\(Int(seconds / 60)) min ago"
        case ..<86_400: "\(Int(seconds / 3600)) h ago"
        default: "\(Int(min(seconds / 86_400, 1e6))) d ago"
        }
    }

    /// `1 call`, `2 calls`: for words that take an *s*.
    static func count(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }

    /// `12 kB`.
    static func bytes(_ count: Int) -> String {
        switch count {
        case 1_000_000...: "\(decimal(Double(count) / 1e6, places: 1)) MB"
        case 1_000...: "\(decimal(Double(count) / 1e3, places: 1)) kB"
        default: "\(count) B"
        }
    }

    /// A number with so many places, rounded.
    static func decimal(_ value: Double, places: Int) -> String {
        let scale = pow(10, Double(places))
        let scaled = (value * scale).rounded()
        guard scaled.isFinite, abs(scaled) < 1e18 else { return "\(value)" }
        let whole = Int(scaled)
        let digits = String(whole.magnitude)
        guard places > 0 else { return (whole < 0 ? "-" : "") + digits }
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return (whole < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
    }
}
