import Foundation
import Testing

@testable import Shell

@Suite struct `Notices above the prompt` {
    private let notices = Notices()
    private let date = Date(timeIntervalSince1970: 1_780_000_000)

    private func take(_ number: Int, _ milliseconds: Int, holds: Bool = false) -> Notices.Decision {
        notices.take("notice \(number)", at: date, .milliseconds(milliseconds), holds: holds)
    }

    @Test func `of more than ten a second the rest is counted, and nothing is lost`() {
        #expect((0..<10).map { take($0, $0) } == Array(repeating: .tell, count: 10))
        #expect(take(10, 900) == .countFirst)
        #expect((11..<40).map { take($0, 950) } == Array(repeating: .count, count: 29))
        #expect(notices.untold() == 30)
        #expect(take(40, 2_000) == .tell)
        #expect(notices.untold() == 0)
        #expect(notices.all.map(\.text) == (0...40).map { "notice \($0)" })
    }

    @Test func `ten in one second and ten in the next are all told`() {
        for second in 0..<5 {
            for number in 0..<10 { #expect(take(number, 1_000 * second + 50 * number) == .tell) }
        }
    }

    @Test func `what is held waits for the prompt, the latest ten in words`() {
        for number in 0..<25 { #expect(take(number, number, holds: true) == .hold) }
        let held = notices.takeHeld()
        #expect(held.texts == (15..<25).map { "notice \($0)" })
        #expect(held.more == 15)
        #expect(notices.takeHeld().texts.isEmpty)
    }

    @Test func `a thousand are kept`() {
        for number in 0..<1_005 { _ = take(number, number) }
        #expect(notices.all.count == 1_000)
        #expect(notices.all.first?.text == "notice 5")
    }
}
