import Foundation
import Testing

@testable import Shell

@Suite struct `Language page` {
    private static let page = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Shell/Shell.docc/Language.md")

    private static func blocks(_ kind: String) throws -> [String] {
        let text = try String(contentsOf: page, encoding: .utf8)
        return text.components(separatedBy: "\n```\(kind)\n").dropFirst().map {
            $0.components(separatedBy: "\n```")[0]
        }
    }

    @Test func `its samples are texts of commands`() throws {
        let samples = try Self.blocks("castline")
        #expect(samples.count >= 5)
        for sample in samples {
            let source = SourceText(sample, name: "sample")
            var checker = Checker(table: .standard)
            let problem = checker.problem(in: try CommandParser.parse(source))
            #expect(problem == nil, "\(sample)")
        }
    }

    @Test func `its grammar is the one that the parser says it reads`() throws {
        let parser = Self.page.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Language/CommandParser.swift")
        let rules = try String(contentsOf: parser, encoding: .utf8)
            .split(separator: "\n").filter { $0.hasPrefix("///     ") }.map { $0.dropFirst(8) }
        let grammar = try #require(try Self.blocks("").first { $0.hasPrefix("script") })
        #expect(grammar.split(separator: "\n") == rules)
    }
}
