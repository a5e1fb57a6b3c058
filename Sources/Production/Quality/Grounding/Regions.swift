import Foundation
import Synchronization

/// Countries and continents, which may be spoken of without a source.
enum Regions {
    private static let everywhere: Set<String> = [
        "britain", "great britain", "england", "scotland", "wales", "holland", "usa", "uk", "u.s",
    ]

    private static let known = Mutex<[String: Set<String>]>([:])

    /// The names of CLDR in a language, in small letters.
    static func names(in language: String) -> Set<String> {
        known.withLock { known in
            if let names = known[language] { return names }
            let locale = Locale(identifier: language)
            let codes = Locale.Region.isoRegions.map(\.identifier)
            let names = everywhere.union(codes.compactMap { locale.localizedString(forRegionCode: $0)?.lowercased() })
            known[language] = names
            return names
        }
    }
}
