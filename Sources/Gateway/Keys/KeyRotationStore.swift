public import Foundation

/// What is kept of keys: their rotations, and which processes use which key.
///
/// Secrets are kept elsewhere. Keys are named by the first 16 digits of their hash. Every function that changes something
/// returns when the change is durable.
public protocol KeyRotationStore: Sendable {
    /// Lets one at a time work on the rotations of an account; who has the lease renews it.
    ///
    /// A lease ends with its time, and with the process of its holder.
    ///
    /// - Returns: Whether the lease is the holder's.
    func claimRotations(of account: String, by holder: String, until end: Date, at date: Date) async throws -> Bool

    /// Gives the lease up, where it is the holder's.
    func releaseRotations(of account: String, by holder: String) async throws

    /// Keeps a rotation as it is, and its state in the rotation's history.
    ///
    /// - Returns: Whether it was kept: not where somebody else has the lease by now.
    func keep(_ rotation: KeyRotation, by holder: String) async throws -> Bool

    /// The rotations of an account, oldest first.
    func rotations(of account: String) async throws -> [KeyRotation]

    /// Notes that this process makes calls with these keys, each with how many calls run with it now, and with no others;
    /// the loss of power may undo it.
    func noteUse(ofKeys calls: [String: Int], account: String, at date: Date) async throws

    /// What other processes that run do with a key.
    func otherUse(ofKey digest: String, account: String) async throws -> KeyUse

    /// When a key was first used here.
    func firstUse(ofKey digest: String, account: String) async throws -> Date?
}
