import Fuzzing
import Testing

/// A small run of what `castline-bench fuzz` does at length.
@Suite(.timeLimit(.minutes(5))) struct `Fuzzing` {
    @Test(arguments: FuzzTarget.all.map(\.name))
    func `readers of untrusted input come to an end, whatever they are given`(name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let generator = target.generator(1)
        let clock = ContinuousClock()
        for number in 0..<400 {
            let input = generator.input(UInt64(number))
            let elapsed = clock.measure { target.read(input) }
            #expect(elapsed < .seconds(2), "input \(number) of \(name) took \(elapsed)")
        }
    }

    @Test func `an input depends on seed and number alone`() throws {
        let target = try #require(FuzzTarget.all.first)
        let inputs = (0..<50).map { target.generator(7).input($0) }
        #expect(inputs == (0..<50).map { target.generator(7).input($0) })
        #expect(inputs != (0..<50).map { target.generator(8).input($0) })
        #expect(Set(inputs).count > 45)
        #expect(inputs.allSatisfy { $0.count <= InputGenerator.longest })
    }
}
