extension FaultDrill {
    /// Runs every case of the table in every scenario asked for, plain and streamed, some at once.
    ///
    /// - Parameters:
    ///   - scenarios: How long faults last.
    ///   - atOnce: How many cases run side by side; most of their time is waiting.
    /// - Returns: The outcomes, in the order of the table.
    /// - Throws: What keeps a case from being run at all.
    public func runTable(
        _ scenarios: [FaultOutcome.Scenario] = FaultOutcome.Scenario.allCases,
        atOnce: Int = 12
    ) async throws -> [FaultOutcome] {
        let cases = FaultCase.table.flatMap { row in
            scenarios.flatMap { scenario in [false, true].map { (row, scenario, $0) } }
        }
        return try await withThrowingTaskGroup(of: (Int, FaultOutcome).self) { group in
            var outcomes = [FaultOutcome?](repeating: nil, count: cases.count)
            var next = 0
            func begin() {
                guard next < cases.count else { return }
                let index = next
                let (row, scenario, isStreamed) = cases[index]
                next += 1
                group.addTask { (index, try await run(row, scenario, isStreamed: isStreamed)) }
            }
            for _ in 0..<atOnce { begin() }
            while let (index, outcome) = try await group.next() {
                outcomes[index] = outcome
                begin()
            }
            return outcomes.compactMap(\.self)
        }
    }
}
