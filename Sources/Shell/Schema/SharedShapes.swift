import Gateway
import OpenRouter
import Operations
import Production

// The shapes that several commands print.

extension JSONShape {
    /// What is said of a failure, below `error`; names that have no value are `null`.
    static let failure: JSONShape = .object([
        "code": .text, "message": .text, "kept": .nullable(.text), "next": .nullable(.text), "exitCode": .integer,
    ])

    /// A value or `null`.
    static func nullable(_ shape: JSONShape) -> JSONShape { .either([shape, .null]) }

    /// What `--help --json` prints.
    static let help: JSONShape = .object([
        "name": .text, "aliases": .list(.text), "group": .words(of: Command.Group.self), "summary": .text,
        "usage": .text, "arguments": .list(helpPart), "options": .list(helpPart),
        "examples": .list(.object(["line": .text, "explanation": .text])), "exitCodes": .list(.integer),
    ])

    private static let helpPart: JSONShape = .object(["name": .text, "value": .optional(.text), "summary": .text])

    // MARK: Episodes

    static let brief: JSONShape = .object([
        "topic": .text, "format": .words(of: Format.self),
        "cast": .list(speaker), "language": .text, "minutes": .integer, "audience": .text,
        "must": .optional(.list(.text)), "avoid": .optional(.list(.text)), "tone": .optional(.text),
        "callToAction": .optional(.text), "maxSourceAgeDays": .optional(.integer),
        "sources": .optional(.list(.text)), "explicit": .optional(.flag), "audio": .optional(.text),
        "show": .optional(
            .object([
                "slug": .text, "title": .text, "style": .text, "topics": .list(.text), "lexicon": .map(.text),
                "memory": .list(.object(["title": .text, "topics": .list(.text)])),
            ])
        ),
    ])

    private static let speaker: JSONShape = .object([
        "name": .text, "role": .text, "persona": .optional(.text), "voice": .optional(.text),
    ])

    // MARK: Shows

    static let show: JSONShape = .object([
        "slug": .text, "isInUse": .flag, "feed": .optional(.text), "episodes": .list(publication),
        "show": .object([
            "title": .text, "description": .text, "language": .text, "author": .text, "email": .optional(.text),
            "category": .text, "explicit": .flag, "address": .optional(.text), "image": .optional(.text), "guid": .text,
            "hosts": .list(.object(["name": .text, "persona": .text, "voice": .optional(.text)])), "style": .text,
            "topics": .list(.text), "lexicon": .map(.text), "format": .optional(.words(of: Format.self)),
            "minutes": .optional(.integer), "audience": .optional(.text),
        ]),
    ])

    private static let publication: JSONShape = .object([
        "guid": .text, "published": .date, "number": .optional(.integer), "show": .optional(.text), "slug": .text,
        "language": .text, "cast": .list(speaker), "durationSeconds": .integer,
        "text": .object([
            "title": .text, "description": .text, "hook": .text, "topics": .list(.text), "licence": .optional(.text),
            "callToAction": .optional(.text),
        ]),
        "corrections": .list(.object(["date": .date, "statement": .text, "turn": .optional(.text)])),
        "audio": .optional(
            .object([
                "engine": .text, "sizeBytes": .integer, "durationMilliseconds": .integer, "loudness": .number,
                "truePeak": .number,
                "clips": .list(.object(["turn": .text, "key": .text, "milliseconds": .integer])),
            ])
        ),
        "explicit": .optional(.flag), "isHeldBack": .optional(.flag),
        "soundbites": .optional(
            .list(.object(["startMilliseconds": .integer, "durationMilliseconds": .integer, "title": .text]))
        ),
    ])

    static let verdict: JSONShape = .words(["passed", "rejected", "unjudged"])

    static let episode: JSONShape = .object([
        "slug": .text, "title": .text, "folder": .text, "brief": brief,
        "state": .words(of: EpisodeState.self), "phases": .map(.words(["done", "missing", "stale"])), "stale": stale,
        "approvals": .map(.object(["author": .words(of: Approval.Author.self), "at": .date])),
        "waitsFor": .optional(.words(of: Approval.Subject.self)), "next": .optional(.text), "isPublished": .flag,
        "revision": .optional(.integer), "spent": .money, "verdict": .optional(verdict),
        "files": .list(
            .object([
                "name": .text, "sizeBytes": .integer, "integrity": .text, "isEdited": .flag, "isPublic": .flag,
            ])
        ),
        "degradations": .list(.text),
    ])

    static let stale: JSONShape = .list(.object(["phase": .words(of: Phase.self), "reason": .text]))

    static let revision: JSONShape = .object([
        "number": .integer, "at": .date, "action": .text, "files": .list(.text), "previous": .optional(.integer),
    ])

    static let finding: JSONShape = .object([
        "check": .text, "severity": .words(["block", "warn"]), "place": .optional(.text), "message": .text,
        "evidence": .optional(.text),
    ])

    static let phases: JSONShape = .object([
        "episode": .text, "folder": .text,
        "phases": .list(
            .object([
                "phase": .words(of: Phase.self), "episode": .text, "files": .list(.text), "calls": .integer,
                "cost": .money, "seconds": .number, "degradations": .list(.text), "warnings": .list(.text),
                "verdict": .optional(verdict),
            ])
        ), "cost": .money, "verdict": .optional(verdict), "isDegraded": .flag, "exitCode": .integer,
        "next": .optional(.text),
        "report": .optional(qualityReport),
    ])

    static let qualityReport: JSONShape = .object([
        "verdict": verdict, "checks": .list(.text),
        "findings": .list(
            .object([
                "check": .text, "severity": .words(of: QualityReport.Severity.self), "place": .optional(.text),
                "message": .text, "evidence": .optional(.text),
            ])
        ),
        "scores": .list(.object(["criterion": .text, "value": .integer, "reason": .text])), "judge": .optional(.text),
        "claims": .optional(
            .list(
                .object([
                    "id": .text, "turn": .text, "text": .text, "status": .words(of: QualityReport.Claim.Status.self),
                    "notes": .list(.text),
                ])
            )
        ),
        "citations": .optional(
            .object([
                "claims": .integer, "verified": .integer, "citations": .integer, "bearing": .integer,
                "recall": .number, "precision": .number,
            ])
        ),
        "mainClaim": .optional(.object(["claim": .text, "sources": .list(.text)])),
    ])

    // MARK: Models

    static let pricing: JSONShape = .object([
        "prompt": .optional(.money), "completion": .optional(.money), "request": .optional(.money),
        "webSearch": .optional(.money),
    ])

    static let model: JSONShape = .object([
        "id": .text, "canonicalSlug": .optional(.text), "name": .text, "summary": .text,
        "contextLength": .optional(.integer), "maxCompletionTokens": .optional(.integer),
        "inputModalities": .list(.text), "outputModalities": .list(.text), "pricing": pricing,
        "supportedParameters": .list(.text), "expirationDate": .optional(.text), "created": .integer,
    ])

    // MARK: Calls

    static let call: JSONShape = .object([
        "id": .text, "at": .date, "server": .text,
        "purpose": .object(["phase": .text, "unit": .text, "episode": .optional(.text)]), "modelAsked": .text,
        "modelServed": .optional(.text), "provider": .optional(.text), "level": .optional(.tagged),
        "promptTokens": .integer, "completionTokens": .integer, "cost": .money, "costSource": .optional(.text),
        "inDoubt": .money, "latencySeconds": .number, "firstTextSeconds": .optional(.number), "attempts": .integer,
        "outcome": .words(of: CallRecord.Outcome.self), "error": .optional(.text), "generationID": .optional(.text),
        "isFromCache": .flag,
    ])

    static let callTrace: JSONShape = .object([
        "record": call, "trace": .object(["id": .text, "events": .list(.object(["at": .number, "step": .tagged]))]),
    ])

    static let answer: JSONShape = .object([
        "id": .text, "model": .text, "provider": .optional(.text), "outcome": .words(of: CallRecord.Outcome.self),
        "promptTokens": .integer, "completionTokens": .integer, "cost": .money, "seconds": .number,
    ])

    // MARK: The simulator

    static let fault: JSONShape = .object([
        "id": .text, "kind": .text, "description": .text, "model": .optional(.text), "path": .optional(.text),
        "share": .number, "from": .integer, "to": .optional(.integer), "phase": .text, "seconds": .optional(.number),
        "calls": .integer,
    ])

    static let latency: JSONShape = .object(["firstToken": .optional(.text), "chunkGap": .optional(.text)])

    // MARK: Money

    static let share: JSONShape = .object(["name": .text, "calls": .integer, "spent": .money])

    static let hold: JSONShape = .object([
        "id": .text, "call": .text, "attempt": .integer, "model": .text, "phase": .optional(.text), "amount": .money,
        "scopes": .list(.text), "account": .text, "at": .date, "state": .text, "generationID": .optional(.text),
    ])

    static let check: JSONShape = .object([
        "name": .text, "status": .words(["ok", "degraded", "failed"]), "evidence": .text,
        "latencySeconds": .number, "at": .date,
    ])

    // MARK: Keys

    static let key: JSONShape = .object([
        "name": .text, "role": .words(of: KeyRing.Role.self), "digest": .text, "label": .text, "origin": .text,
        "health": .words(of: KeyStatus.Health.self), "limit": .optional(.money), "reset": .optional(.text),
        "used": .optional(.money), "expires": .optional(.date), "ageDays": .optional(.number),
        "calls": .integer,
    ])

    static let rotation: JSONShape = .object([
        "id": .text, "reason": .words(of: KeyRotation.Reason.self), "state": .words(of: KeyRotation.State.self),
        "isManual": .flag, "old": .text, "new": .optional(.text), "limit": .optional(.money),
        "reset": .optional(.text), "limitForNow": .optional(.money), "limitRestoredAt": .optional(.date),
        "graceSeconds": .number, "at": .date, "ageSeconds": .number, "calls": .integer, "callsElsewhere": .integer,
        "processesElsewhere": .integer, "next": .optional(.text), "nextAt": .optional(.date),
        "problem": .optional(.text), "explanation": .text,
    ])

    // MARK: Jobs

    static let job: JSONShape = .object([
        "number": .integer, "line": .text, "state": .words(["running", "done", "failed", "cancelled"]),
        "exitCode": .optional(.integer), "startedAt": .date, "seconds": .number,
    ])
}
