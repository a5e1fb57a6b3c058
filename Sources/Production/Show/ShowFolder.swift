import Foundation
import Glibc

/// The folder of a show, `shows/<name>` beside the episodes' folders: what its episodes have in common, and its feed.
struct ShowFolder {
    /// The folder that holds the shows' folders.
    static let shelf = "shows"
    private static let name = "show.json"
    static let feed = "feed.xml"

    let slug: String
    private let files: FolderFiles

    var path: String { files.path }
    /// Where the feed is, below the folder of the episodes.
    static func feedPlace(of slug: String) -> String { "\(shelf)/\(slug)/\(feed)" }

    private init(_ slug: String, in episodes: URL) {
        self.slug = slug
        var path = episodes.standardizedFileURL.path(percentEncoded: false)
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        files = FolderFiles(path: "\(path)/\(Self.shelf)/\(slug)")
    }

    /// The names of the shows, in alphabetical order.
    static func slugs(in episodes: URL) -> [String] {
        let shelf = episodes.appending(path: Self.shelf).path(percentEncoded: false)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: shelf)) ?? []
        return names.filter { Slug.isValid($0) && ShowFolder($0, in: episodes).files.exists(Self.name) }.sorted()
    }

    /// Makes the folder of a new show; its name is made from the show's title.
    ///
    /// - Throws: ``ProductionError`` with `showInvalid` where there is one of that name, `folderNotWritable`.
    static func create(_ title: String, language: String, in episodes: URL) throws -> (ShowFolder, Show) {
        let slug = Slug.make(from: title)
        let folder = ShowFolder(slug, in: episodes)
        guard !folder.files.exists(Self.name) else {
            throw ProductionError(
                .showInvalid,
                "there is a show \(slug) already",
                kept: "it is unchanged",
                next: "change it with: show edit \(slug)"
            )
        }
        do {
            try FileManager.default.createDirectory(
                atPath: folder.files.path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw folder.notWritable((error as? CocoaError)?.reason ?? error.localizedDescription)
        }
        let show = Show(title: title, slug: slug, language: language)
        try folder.write(show)
        return (folder, show)
    }

    /// The folder of a show and what stands in it.
    ///
    /// - Throws: ``ProductionError`` with `unknownShow`, or `fileBroken`, which names the place.
    static func open(_ slug: String, in episodes: URL) throws -> (ShowFolder, Show) {
        let folder = ShowFolder(slug, in: episodes)
        guard Slug.isValid(slug), let data = try? folder.files.read(Self.name) else {
            throw ProductionError(
                .unknownShow,
                "there is no show `\(slug.prefix(80))`",
                next: "list them with: show list, or make one: show new TITLE"
            )
        }
        do {
            return (folder, try ShowRules.checked(ArtefactJSON.value(Show.self, from: data)))
        } catch let error as ProductionError {
            throw error
        } catch {
            throw ProductionError(
                .fileBroken,
                "\(folder.files.path)/\(Self.name) cannot be read: \(ArtefactJSON.fault(error, in: data))",
                kept: "the file is kept as it is",
                next: "correct it"
            )
        }
    }

    /// Replaces what the show is, whole or not at all.
    func write(_ show: Show) throws { try replace(Self.name, ArtefactJSON.data(show)) }

    /// Replaces the feed by one made while nobody else writes it.
    func writeFeed(_ make: () throws -> String) throws {
        do {
            try files.locked { try replace(Self.feed, Data(make().utf8)) }
        } catch let error as FolderFiles.Failure {
            throw notWritable(error.reason)
        }
    }

    private func replace(_ name: String, _ data: Data) throws {
        do {
            try files.create(".\(name).next", data)
            try files.rename(".\(name).next", to: name)
            try files.sync()
        } catch {
            throw notWritable(error.reason)
        }
    }

    private func notWritable(_ reason: String) -> ProductionError {
        ProductionError(
            .folderNotWritable,
            "\(files.path) cannot be written: \(reason)",
            kept: "what was there is unchanged",
            next: "check its permissions and the space on the disk"
        )
    }
}
