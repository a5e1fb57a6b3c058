public import Foundation
public import Testing

/// Gives the body a fresh folder and removes the folder, with all it holds, when the body ends.
///
/// - Parameter body: What to do; its argument is the folder.
/// - Returns: What the body returns.
/// - Throws: What the body throws; a `CocoaError` when the folder cannot be made.
public func withTemporaryDirectory<Output>(_ body: (URL) async throws -> Output) async throws -> Output {
    let directory = FileManager.default.temporaryDirectory
        .appending(path: "castline-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    return try await body(directory)
}

/// The folder that the trait `.temporaryDirectory` gave the running test.
public enum TemporaryDirectory {
    @TaskLocal static var assigned: URL?

    /// The running test's own folder; a test without the trait `.temporaryDirectory` stops here.
    public static var current: URL {
        guard let assigned else { preconditionFailure("the test lacks the trait .temporaryDirectory") }
        return assigned
    }
}

/// Runs each test, and each case of a parameterised one, with a folder of its own: ``TemporaryDirectory/current``.
public struct TemporaryDirectoryTrait: TestTrait, SuiteTrait, TestScoping {
    /// On a suite, the trait holds for each test in it.
    public let isRecursive = true

    /// Makes the folder, runs the test, removes the folder.
    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            try await TemporaryDirectory.$assigned.withValue(directory) { try await function() }
        }
    }
}

extension Trait where Self == TemporaryDirectoryTrait {
    /// Gives each test a folder of its own, removed afterwards: ``TemporaryDirectory/current``.
    public static var temporaryDirectory: Self { Self() }
}
