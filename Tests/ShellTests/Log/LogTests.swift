import Logging
import Testing

@testable import Shell

@Suite struct `Log of what goes on inside` {
    @Test(
        arguments: [
            (.off, []), (.debug, ["call settled"]), (.trace, ["call settled", "step of a call"]),
        ] as [(LogLevel, [String])]
    )
    func `tells what its level asks for, whenever that was chosen`(level: LogLevel, told: [String]) {
        let output = CapturedOutput()
        let log = Log(.off, output: output.output)
        let logger = log.logger("castline.test")
        logger.debug("too early")
        log.level = level
        logger.debug("call settled")
        logger.trace("step of a call")
        log.level = .off
        logger.debug("too late")
        let names = ["call settled": "debug", "step of a call": "trace"]
        #expect(output.talk == told.map { "\(names[$0] ?? ""): \($0)\n" }.joined())
        #expect(output.data.isEmpty)
    }

    @Test func `facts stand behind the message, in order, without keys and without what steers a terminal`() {
        let output = CapturedOutput()
        let log = Log(.debug, output: output.output)
        let key = "sk-or-v1-" + String(repeating: "0123456789abcdef", count: 4)
        log.logger("castline.test").debug(
            "call settled",
            metadata: ["request.id": "r-1", "error": "two words", "key": "\(key)", "text": "\u{1B}[2J"]
        )
        #expect(output.talk.hasPrefix("debug: call settled error=\"two words\" key="))
        #expect(output.talk.contains(" request.id=r-1 "))
        #expect(!output.talk.contains(key) && !output.talk.contains("\u{1B}"))
    }
}
