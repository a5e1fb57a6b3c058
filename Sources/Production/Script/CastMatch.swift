/// Finds whom a model means by the name it wrote.
enum CastMatch {
    /// The member of the cast that a name stands for.
    ///
    /// The name itself, whatever its case; else the only member that shares a word with it (`Dr. Nora Lind`, `NORA
    /// (host)`); else the only member that a short form of at least three letters begins. `nil` where that fits none or
    /// several: nobody is guessed.
    static func name(_ written: String, in cast: [String]) -> String? {
        let wanted = tokens(of: written)
        guard !wanted.isEmpty else { return cast.count == 1 ? cast.first : nil }
        let exact = cast.filter { tokens(of: $0) == wanted }
        if exact.count == 1 { return exact.first }
        let sharing = cast.filter { member in !Set(tokens(of: member)).isDisjoint(with: wanted) }
        if sharing.count == 1 { return sharing.first }
        if sharing.count > 1 {
            // `Nora Lind` with `Nora Lind` and `Nora Berg` in the cast: the one that shares most, if it is one.
            let shares = sharing.map { Set(tokens(of: $0)).intersection(wanted).count }
            guard let most = shares.max(), shares.count(where: { $0 == most }) == 1,
                let index = shares.firstIndex(of: most)
            else { return nil }
            return sharing[index]
        }
        guard let short = wanted.first, wanted.count == 1, short.count >= 3 else { return nil }
        let beginning = cast.filter { member in tokens(of: member).contains { $0.hasPrefix(short) } }
        return beginning.count == 1 ? beginning.first : nil
    }

    private static func tokens(of name: String) -> [String] {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
