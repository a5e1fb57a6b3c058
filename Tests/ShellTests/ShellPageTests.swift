import Foundation
import Testing

/// The page that says feature by feature where the shell is tested.
@Suite struct `Shell page` {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The sources of the tests, by the name of their file.
    private static func tests() throws -> [String: String] {
        let files = FileManager.default.enumerator(
            at: root.appending(path: "Tests"),
            includingPropertiesForKeys: nil
        )
        var sources: [String: String] = [:]
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            sources[file.deletingPathExtension().lastPathComponent] = try String(contentsOf: file, encoding: .utf8)
        }
        return sources
    }

    @Test func `every test that it names is there`() throws {
        let tests = try Self.tests()
        let page = try String(contentsOf: Self.root.appending(path: "Sources/Shell/README.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
        #expect(rows.count > 50)
        for row in rows {
            let cell = row.replacing("\\|", with: "").split(separator: "|").last ?? ""
            let names = cell.matches(of: /`([^`]+)`/).map { String($0.1) }
            var source: String?
            #expect(tests[names.first ?? ""] != nil, "\(row)")
            for name in names {
                if let found = tests[name] {
                    source = found
                } else {
                    #expect(source?.contains("`\(name)`") ?? false, "\(name)")
                }
            }
        }
    }
}
