import Foundation
import TestSupport
import Testing

@testable import Shell

@Suite(.temporaryDirectory) struct `Manual page` {
    private static let groff = "/usr/bin/groff"
    private let page = ManualPage(version: "1.2", usage: "castline [-c LINE]\n'quoted' \\ back\n.dot").roff

    @Test func `tells of every command, option, setting and exit code`() {
        #expect(!page.unicodeScalars.contains { !$0.isASCII })
        for command in CommandTable.standard.commands {
            #expect(page.contains(".B \(command.name.replacing("-", with: "\\-"))"))
            for option in command.options { #expect(page.contains("\\-\\-\(option.name.replacing("-", with: "\\-"))")) }
        }
        for setting in Setting.all { if let name = setting.environment { #expect(page.contains(".B \(name)")) } }
        #expect(page.contains("\n\\&.dot\n"))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: groff)))
    func `is roff without a warning`() async throws {
        let folder = TemporaryDirectory.current
        let file = folder.appending(path: "castline.1")
        try page.write(to: file, atomically: true, encoding: .utf8)
        let run = try await ScratchHome.run(
            URL(filePath: Self.groff),
            ["-man", "-ww", "-z", "-Tutf8", file.path(percentEncoded: false)],
            in: folder
        )
        #expect(run.status == 0 && run.talk.isEmpty, "\(run.talk)")
    }
}
