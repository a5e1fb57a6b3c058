import Crypto
import Foundation
import Glibc
import OpenRouter

/// Reads the files, folders and pages that an episode is made from.
///
/// Text, Markdown, HTML and PDF. Links are not followed. A page is fetched only where its address is given. What is wrong with a source is a
/// ``ProductionError`` that names it; nothing is skipped in silence except files of a folder that are no text.
struct SourceReader {
    let limits: SourceLimits
    let now: @Sendable () -> Date
    let clock: any Clock<Duration> & Sendable

    /// A source that is read, without its place in the ledger.
    struct Document {
        var kind: Source.Kind
        var title: String
        var location: String
        var text: String
        /// The page it was taken from, which may tell its date.
        var page: String?
    }

    /// Reads all sources, in order, each text once.
    ///
    /// - Parameter locations: Paths of files or folders, and addresses that begin with `http://` or `https://`.
    /// - Returns: The sources, with ids `s1`, `s2` ….
    /// - Throws: ``ProductionError``, which names the source; `CancellationError`.
    @concurrent
    func sources(at locations: [String]) async throws -> [Source] {
        var documents: [Document] = []
        for location in locations {
            try Task.checkCancellation()
            documents += try await read(location)
        }
        return Self.ledger(of: documents, at: now())
    }

    /// Gives documents their ids, dates and digests; equal texts are one source.
    static func ledger(of documents: [Document], at date: Date) -> [Source] {
        var sources: [Source] = []
        for document in documents {
            let digest = SHA256.hash(data: Data(document.text.utf8)).map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }.joined()
            guard !sources.contains(where: { $0.digest == digest }) else { continue }
            sources.append(
                Source(
                    id: "s\(sources.count + 1)",
                    kind: document.kind,
                    title: document.title,
                    location: document.location,
                    accessed: date,
                    digest: digest,
                    text: document.text,
                    grade: SourceGrade.of(title: document.title, location: document.location, text: document.text),
                    published: SourceDate(today: date).day(
                        page: document.page,
                        text: document.text,
                        location: document.location
                    )
                )
            )
        }
        return sources
    }

    private func read(_ location: String) async throws -> [Document] {
        let lowered = location.lowercased()
        if lowered.hasPrefix("http://") || lowered.hasPrefix("https://") {
            let page = try await WebPage(limits: limits, clock: clock).fetch(location)
            return [try document(page.data, location: location, mediaType: page.mediaType, charset: page.charset)]
        }
        if let scheme = lowered.firstMatch(of: /^[a-z][a-z0-9+.-]*:\/\//) {
            throw ProductionError(
                .sourceUnreadable,
                "the source \(location) has the scheme \(scheme.output), and only files, http and https are read",
                next: "save it to a file and give the path"
            )
        }
        guard let isFolder = Self.isFolder(location) else {
            throw ProductionError(.sourceMissing, "there is no source at \(location)", next: "check the path")
        }
        return isFolder ? try await folder(location) : [try await file(location)]
    }

    private func folder(_ path: String) async throws -> [Document] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw ProductionError(.sourceUnreadable, "the folder \(path) cannot be read", next: "check its permissions")
        }
        var documents: [Document] = []
        for name in names where !name.hasPrefix(".") {
            guard documents.count < limits.filesPerFolder else { break }
            let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            // A link would lead out of the folder; whoever wants what it points to can name that.
            guard Self.isFolder(file) == false, !Self.isLink(file) else { continue }
            do {
                documents.append(try await self.file(file))
            } catch let error as ProductionError where error.code != .toolMissing {
                continue
            }
        }
        guard !documents.isEmpty else {
            throw ProductionError(
                .sourceEmpty,
                "the folder \(path) holds no file that can be read",
                next: "put text, Markdown, HTML or PDF files into it"
            )
        }
        return documents
    }

    private func file(_ path: String) async throws -> Document {
        guard !Self.isLink(path) else {
            throw ProductionError(
                .sourceUnreadable,
                "\(path) is a symbolic link, which is not followed",
                next:
                    "give the file itself: \(URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false))"
            )
        }
        // The file that is opened is the one that is measured and read, whatever has its name a moment later.
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw ProductionError(.sourceUnreadable, "the source \(path) cannot be read", next: "check its permissions")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw ProductionError(.sourceUnreadable, "\(path) is no regular file", next: "give a file of text or a PDF")
        }
        let size = Int(facts.st_size)
        guard size <= limits.fileBytes else {
            throw ProductionError(
                .sourceTooLarge,
                "the source \(path) has \(Self.megabytes(size)) MB, and \(Self.megabytes(limits.fileBytes)) MB is the limit",
                next: "give the part that matters"
            )
        }
        guard let data = try? handle.read(upToCount: limits.fileBytes) ?? Data() else {
            throw ProductionError(.sourceUnreadable, "the source \(path) cannot be read", next: "check its permissions")
        }
        if data.starts(with: Data("%PDF-".utf8)) {
            let text = try await PDFText(timeLimit: limits.timeLimit, limitBytes: limits.fileBytes, clock: clock).text(
                of: data,
                from: path
            )
            return try Self.checked(Document(kind: .pdf, title: Self.name(of: path), location: path, text: text))
        }
        return try document(data, location: path, mediaType: nil, charset: nil)
    }

    /// Makes text of what was read.
    private func document(_ data: Data, location: String, mediaType: String?, charset: String?) throws -> Document {
        guard !data.isEmpty else { throw Self.empty(location) }
        guard let raw = TextDecoding.text(of: data, charset: charset) else {
            throw ProductionError(
                .sourceBinary,
                "the source \(location) is no text but binary data",
                next: "give text, Markdown, HTML or PDF"
            )
        }
        let suffix = location.split(separator: ".").last?.lowercased() ?? ""
        let start = raw.prefix(1_000).lowercased()
        let isHTML =
            mediaType == "text/html" || mediaType == "application/xhtml+xml"
            || ["html", "htm", "xhtml"].contains(suffix)
            || start.contains("<!doctype html") || start.contains("<html")
        let isWeb = mediaType != nil
        if isHTML {
            let page = HTMLText(raw)
            let title = page.title.trimmedOrNil ?? Self.name(of: location)
            return try Self.checked(
                Document(kind: isWeb ? .web : .html, title: title, location: location, text: page.text, page: raw)
            )
        }
        let text = raw.replacing("\r\n", with: "\n")
        let isMarkdown = ["md", "markdown"].contains(suffix)
        let heading =
            isMarkdown ? text.split(separator: "\n").first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) } : nil
        return try Self.checked(
            Document(
                kind: isWeb ? .web : isMarkdown ? .markdown : .text,
                title: heading?.trimmedOrNil ?? Self.name(of: location),
                location: location,
                text: text
            )
        )
    }

    private static func checked(_ document: Document) throws -> Document {
        guard let text = document.text.trimmedOrNil else { throw empty(document.location) }
        var document = document
        // A key in a source would go to the model and into the published folder.
        document.text = text.withoutKeys
        document.title = document.title.withoutKeys
        return document
    }

    private static func empty(_ location: String) -> ProductionError {
        ProductionError(.sourceEmpty, "the source \(location) holds no text", next: "give a source with text in it")
    }

    private static func name(of location: String) -> String {
        let last = location.split(separator: "/").last.map(String.init) ?? location
        let stem = last.split(separator: ".").dropLast().joined(separator: ".")
        return stem.trimmedOrNil ?? last
    }

    /// Whether a path leads to a folder; `nil` where it leads nowhere.
    private static func isFolder(_ path: String) -> Bool? {
        let url = URL(filePath: path).resolvingSymlinksInPath()
        return (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory
    }

    private static func isLink(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeSymbolicLink
    }

    private static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}
