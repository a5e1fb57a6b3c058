public import Foundation
import Glibc

/// What a terminal would show of the bytes it was sent, as somebody else's emulator has it: pyte, in a process of its own.
///
/// `scripts/setup --test` installs it. pyte leaves a wide character in the last column, where terminals move it to the
/// next row, and half of one where the other half was overwritten; that is put right here.
public final class ReferenceScreen {
    /// What is on the screen.
    public struct Picture: Equatable, Decodable {
        /// The rows, without blanks at their ends.
        public var rows: [String]
        /// Where the cursor is, counted from 0; after a full row it waits behind the last column.
        public var column: Int
        /// Likewise.
        public var row: Int
        /// How often the bell rang.
        public var bells: Int
        /// What it has to say to the program since the last picture, such as where its cursor is.
        public var answers: String

        /// The rows down to the last one that is not empty.
        public var text: String {
            var rows = rows
            while rows.last == "" { rows.removeLast() }
            return rows.joined(separator: "\n")
        }
    }

    /// The emulator could not be asked.
    public struct Failure: Error { let message: String }

    /// The interpreter that `scripts/setup --test` makes.
    public static let python = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/validators/bin/python")

    /// What to do where it is missing.
    public static let hint = "install the reference emulator with: scripts/setup --test"

    /// Whether it is there.
    public static let isInstalled: Bool = {
        let libraries = python.deletingLastPathComponent().deletingLastPathComponent().appending(path: "lib")
        let found = FileManager.default.enumerator(at: libraries, includingPropertiesForKeys: nil)
        return found?.contains { ($0 as? URL)?.lastPathComponent == "pyte" } ?? false
    }()

    private static let program = #"""
        import base64, json, sys
        import pyte
        from wcwidth import wcwidth

        class Screen(pyte.Screen):
            bells = 0
            answers = ""
            joins = False
            joint = None
            def is_joined(self, character):
                x, y = self.cursor.x - 1, self.cursor.y
                if x > 0 and self.buffer[y][x].data == "":
                    x -= 1
                was_joint, self.joint = self.joint == (x, y), (x, y) if character == "\u200d" else None
                if character == "\ufe0f" and x == self.cursor.x - 1:
                    super().draw(" ")
                return x >= 0 and (was_joint or self.joint or character in "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
            def clear_halves(self, width):
                x, y = self.cursor.x, self.cursor.y
                if x == self.columns:
                    x, y = 0, y + 1
                row = self.buffer[y]
                if x > 0 and row[x].data == "":
                    row[x - 1] = row[x - 1]._replace(data=" ")
                if row[x + width].data == "":
                    row[x + width] = row[x + width]._replace(data=" ")
            def draw(self, data):
                for character in data:
                    if self.joins and self.is_joined(character):
                        continue
                    if wcwidth(character) == 2 and self.cursor.x == self.columns - 1:
                        self.carriage_return()
                        self.linefeed()
                    if wcwidth(character) > 0:
                        self.clear_halves(wcwidth(character))
                    super().draw(character)
            def bell(self, *args):
                self.bells += 1
            def write_process_input(self, data):
                self.answers += data

        def show(screen):
            picture = {"rows": [row.rstrip() for row in screen.display], "column": screen.cursor.x,
                       "row": screen.cursor.y, "bells": screen.bells, "answers": screen.answers}
            screen.answers = ""
            print(json.dumps(picture), flush=True)

        screen = Screen(int(sys.argv[1]), int(sys.argv[2]))
        screen.joins = sys.argv[3] == "joins"
        stream = pyte.ByteStream(screen)
        for line in sys.stdin:
            word, *rest = line.split()
            if word == "feed":
                stream.feed(base64.b64decode(rest[0]))
            elif word == "resize":
                screen.resize(int(rest[1]), int(rest[0]))
            elif word == "fresh":
                fresh = Screen(int(rest[0]), int(rest[1]))
                pyte.ByteStream(fresh).feed(base64.b64decode(rest[2]))
                show(fresh)
            else:
                show(screen)
        """#

    private let pid: pid_t
    private let input: FileHandle
    private let output: FileHandle
    private var unread = Data()

    /// An empty screen.
    ///
    /// With `joinsEmoji` it makes one emoji of several that are joined, as some terminals do, and others do not.
    public init(columns: Int, rows: Int, joinsEmoji: Bool = false) throws {
        var questions: [Int32] = [-1, -1]
        var answers: [Int32] = [-1, -1]
        guard unsafe pipe(&questions) == 0, unsafe pipe(&answers) == 0 else {
            throw Failure(message: "no pipe: error \(errno)")
        }
        for descriptor in questions + answers { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        input = FileHandle(fileDescriptor: questions[1], closeOnDealloc: true)
        output = FileHandle(fileDescriptor: answers[0], closeOnDealloc: true)
        defer { for descriptor in [questions[0], answers[1]] { close(descriptor) } }

        // Foundation's `Process` reads behind the end of a buffer where as many files are open as in a run of all tests.
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, questions[0], STDIN_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, answers[1], STDOUT_FILENO)
        let path = Self.python.path(percentEncoded: false)
        let arguments = [path, "-c", Self.program, "\(columns)", "\(rows)", joinsEmoji ? "joins" : ""]
        let environment = ["PYTHONUTF8=1", "PATH=/usr/bin:/bin"]
        var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
        defer {
            for index in unsafe words.indices { unsafe free(words[index]) }
            for index in unsafe variables.indices { unsafe free(variables[index]) }
        }
        var child: pid_t = 0
        let code = unsafe posix_spawn(&child, path, &actions, nil, &words, &variables)
        guard code == 0 else { throw Failure(message: "the reference emulator does not start: error \(code)") }
        pid = child
    }

    deinit {
        try? input.close()
        while waitpid(pid, nil, 0) < 0, errno == EINTR {}
    }

    /// Sends bytes to it, as a program would.
    public func feed(_ bytes: some Collection<UInt8>) throws {
        guard !bytes.isEmpty else { return }
        try send("feed \(Data(bytes).base64EncodedString())")
    }

    /// Gives it another size; unlike most terminals it does not break its rows anew.
    public func resize(columns: Int, rows: Int) throws { try send("resize \(columns) \(rows)") }

    /// What another one, of any size and empty before, shows of some bytes.
    public func fresh(_ bytes: some Collection<UInt8>, columns: Int, rows: Int) throws -> Picture {
        try send("fresh \(columns) \(rows) \(Data(bytes).base64EncodedString())")
        return try answer()
    }

    /// What it shows now.
    public func picture() throws -> Picture {
        try send("show")
        return try answer()
    }

    private func answer() throws -> Picture {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                let line = unread[..<end]
                defer { unread = Data(unread[(end + 1)...]) }
                return try JSONDecoder().decode(Picture.self, from: line)
            }
            let more = output.availableData
            guard !more.isEmpty else { throw Failure(message: "the reference emulator has ended") }
            unread += more
        }
    }

    private func send(_ line: String) throws {
        try input.write(contentsOf: Data("\(line)\n".utf8))
    }
}
