import OpenRouter

extension Catalogue.Snapshot {
    /// The ids nearest to one that is unknown, nearest first.
    ///
    /// Where no whole id is near, the parts after the slash are compared: people forget the author before the model.
    func nearest(to id: String, count: Int = 3) -> [String] {
        let whole = Spelling.nearest(to: id, among: models.lazy.map(\.id), limit: count)
        guard whole.isEmpty else { return whole }
        let slugs = Dictionary(models.map { (Self.slug(of: $0.id), $0.id) }) { first, _ in first }
        return Spelling.nearest(to: Self.slug(of: id), among: slugs.keys.sorted(), limit: count).compactMap {
            slugs[$0]
        }
    }

    private static func slug(of id: String) -> String { id.split(separator: "/").last.map(String.init) ?? id }
}
