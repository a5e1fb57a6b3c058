import LedgerSchedules
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct `Ledger under random schedules` {
    /// Enough that everything happens; `scripts/bench money` runs a hundred thousand.
    @Test func `no cap is passed, and the ledger equals the bills, whoever dies and whenever`() async throws {
        let tally = try await LedgerSchedule.run(1..<101, in: TemporaryDirectory.current)
        #expect(tally.schedules == 100)
        #expect(tally.admitted > 1_000)
        #expect(tally.refused > 500)
        #expect(tally.crashes > 20)
        #expect(tally.inDoubt > 100)
        #expect(tally.boundaries > 20)
    }
}
