import Foundation
import Gateway
import OpenRouter
import Operations

/// `rotate-key`: replaces the key in use by a new one while calls run.
enum RotateKeyCommand {
    static let rotateKey = Command(
        name: "rotate-key",
        group: .operate,
        summary: "replace the key in use by a new one, while calls run",
        details:
            "With a management key it makes a key with what the old one left of its limit, verifies it, lets new calls take it, waits "
            + "for the calls with the old one, switches that off, and deletes it after the grace. Without one it guides "
            + "you through the same at the service. A rotation that was broken off goes on.",
        options: [
            .init(
                name: "now",
                kind: nil,
                summary: "wait for nothing but the calls with the old key, and for a --grace"
            ),
            .init(
                name: "grace",
                kind: .duration,
                summary: "how long the old key stays switched off before it is deleted"
            ),
            .init(name: "dry-run", kind: nil, summary: "only say what would be done"),
            .init(name: "from", kind: .file, summary: "without a management key: a file with the new key, mode 0600"),
        ],
        examples: [
            .init("rotate-key --dry-run", "which key would be replaced, with which limits"),
            .init("rotate-key --grace 2d", "a new key now; the old one is deleted in two days"),
            .init("rotate-key --now", "the same without waiting for anything"),
        ],
        statuses: [.failure, .authentication, .upstream, .interrupted],
        output: .rotation
    ) { invocation, context in
        let grace = invocation.text("grace").flatMap(ValueKind.duration)
        if invocation.has("dry-run") {
            let keeper = try await context.shell.keys()
            if let begun = try await begun(keeper, isHurried: invocation.has("now")).last {
                let standing = try await keeper.rotator.standing(of: begun)
                return CommandReport(RotationView(standing)) { _ in
                    "\(standing.explanation)\n`rotate-key` would go on with it, and replace no other key (nothing was done)."
                }
            }
            let plan = try await keeper.rotator.plan(
                reason: .requested,
                grace: grace,
                isHurried: invocation.has("now")
            )
            return CommandReport(RotationView(try await keeper.rotator.standing(of: plan))) { steps(of: plan, $0) }
        }
        return try await rotate(
            reason: .requested,
            grace: grace,
            isHurried: invocation.has("now"),
            invocation.text("from"),
            context
        )
    }

    /// Rotates the key, or goes on with a rotation that was broken off.
    static func rotate(
        reason: KeyRotation.Reason,
        grace: Duration?,
        isHurried: Bool,
        _ file: String?,
        _ context: CommandContext
    ) async throws -> CommandReport {
        let keeper = try await context.shell.keys()
        let session = try await context.session()
        let guide = guide(file, context)
        let rotation = try await context.withProgress(session) {
            let begun = try await begun(keeper, isHurried: isHurried)
            if isHurried || !begun.isEmpty {
                let resumed = try await keeper.rotator.resume(
                    guide: guide,
                    isHurried: isHurried,
                    wait: .seconds(30)
                )
                let last = resumed.last { rotation in begun.contains { $0.id == rotation.id } }
                if reason == .requested, let last { return last }
            }
            let plan = try await keeper.rotator.plan(reason: reason, grace: grace, isHurried: isHurried)
            return try await keeper.rotator.begin(plan, guide: guide, wait: .seconds(30))
        }
        guard rotation.state != .rolledBack else {
            throw Failure(
                code: "rolledBack",
                Failure.sentence(rotation.explanation),
                kept: "The key is the one from before, and works.",
                next: "`rotate-key` tries again; `health` tests the key.",
                status: .authentication
            )
        }
        let standing = try await keeper.rotator.standing(of: rotation)
        return CommandReport(RotationView(standing), last: rotation.new) { _ in standing.explanation }
    }

    /// The rotations that are gone on with before a key is replaced by another; empty where one can begin.
    private static func begun(_ keeper: KeyKeeper, isHurried: Bool) async throws -> [KeyRotation] {
        let begun = try await keeper.rotator.unfinished().filter { $0.state != .restoring }
        // One that only waits for its grace is no reason against another.
        return isHurried || begun.contains { !$0.isWaiting } ? begun : []
    }

    private static func guide(_ file: String?, _ context: CommandContext) -> KeyRotator.Guide? {
        guard file != nil || context.shell.askSecret != nil else { return nil }
        let talk = context.output.talk
        return KeyRotator.Guide(
            newKey: { rotation in
                if file == nil { try talk.print(instructions(for: rotation)) }
                return try await KeyCommands.secret(file, .inference, context)
            },
            oldKeyIsDeleted: { rotation in
                try talk.print(
                    "The new key is in use, and no call uses the old one any more.\n"
                        + "Delete the key \(rotation.old) now: https://openrouter.ai/settings/keys"
                )
                guard let confirm = context.shell.confirm, try await confirm("Is it deleted?") else {
                    throw KeyError(
                        .needsPerson,
                        "the old key \(rotation.old) is still there; the new one is in use",
                        next: "Delete it at the service; `rotate-key` then ends the rotation."
                    )
                }
            }
        )
    }

    private static func instructions(for rotation: KeyRotation) -> String {
        let restoring = rotation.allowance?.until.map { end in
            "\n3. Give it the limit \(Figures.money(rotation.terms.limit ?? .zero)) again after \(end.formatted(.iso8601))."
        }
        return "There is no management key, so that you make the new key yourself:\n"
            + "1. Make a key at https://openrouter.ai/settings/keys, called \(rotation.id), with \(limit(of: rotation)).\n"
            + "2. Paste it here; it is verified before any call uses it, and the old one keeps working until then."
            + (restoring ?? "")
    }

    private static func limit(of rotation: KeyRotation) -> String {
        guard let limit = rotation.firstTerms.limit else { return "no limit" }
        let reset = rotation.terms.limitReset.map { ", reset \($0)" } ?? ""
        let left = rotation.allowance == nil ? "" : " (what key \(rotation.old) has left)"
        return "the limit \(Figures.money(limit))\(reset)\(left)"
    }

    private static func wait(_ seconds: Double) -> String {
        seconds < 7_200 ? Figures.seconds(seconds) : "\(Figures.decimal(seconds / 3_600, places: 0)) hours"
    }

    private static func steps(of plan: KeyRotation, _ style: TextStyle) -> String {
        let limit = limit(of: plan)
        let whole = plan.allowance?.until.map { end in
            "\n  restoring give it the limit \(Figures.money(plan.terms.limit ?? .zero)) after \(end.formatted(.iso8601))"
        }
        let who = plan.isManual ? "you make" : "make"
        return [
            "key \(plan.old) would be replaced (nothing was done):",
            "  planned   \(who) a key with \(limit)",
            "  created   verify it: GET /key and one call that costs nothing",
            "  verified  let new calls take it",
            "  active    observe it for \(Figures.seconds(plan.observationSeconds)); refused, it is taken back",
            "  draining  wait for the calls with the old key, and switch that off",
            "  disabled  delete the old key \(plan.graceSeconds > 0 ? "after \(wait(plan.graceSeconds))" : "at once")"
                + (whole ?? ""),
        ].joined(separator: "\n")
    }
}
