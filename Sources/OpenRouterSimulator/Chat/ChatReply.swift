/// Puts an answer on the wire as the service does, plain or as a stream, with a fault's changes.
struct ChatReply {
    let answer: Answer
    let charge: Charge
    let created: Int
    let fault: SimulatorFault.Kind?
    /// Where a fault strikes that breaks the answer off.
    let phase: SimulatorFault.Phase
    /// The `openrouter_metadata` member, where the caller asks for it.
    let router: JSON?
    let firstToken: Duration
    let chunkGap: Duration
    /// Silence of a plain answer after which blanks keep the connection alive.
    let keepAlive: Duration

    var reply: Reply {
        var reply = Reply(steps: charge.isStreamed != (fault == .otherForm) ? stream : plain)
        if fault == .slowHeaders { reply.steps.insert(.wait(.milliseconds(300)), at: 0) }
        if fault == .fragmented { reply.steps = Self.fragments(of: reply.steps) }
        reply.charge = charge
        return reply
    }

    private func head(_ type: String) -> Reply.Step {
        .head(
            status: 200,
            headers: [("content-type", type), ("x-generation-id", charge.generationID), ("cache-control", "no-cache")]
        )
    }

    private var identity: String {
        "\"id\":\"\(charge.generationID)\",\"created\":\(created),\"model\":\(JSON.quoted(charge.servedModel)),"
            + "\"provider\":\(JSON.quoted(charge.provider))"
    }

    private var usage: String {
        let usage: JSON =
            switch fault {
            case .noCost: charge.usage.without("cost")
            case .costAsText: charge.usage.with("cost", .string(charge.usage["cost"]?.text ?? "0"))
            default: charge.usage
            }
        return ",\"usage\":\(usage.text)"
    }

    private var metadata: String { router.map { ",\"openrouter_metadata\":\($0.text)" } ?? "" }

    /// The same bytes, seven at a time.
    private static func fragments(of steps: [Reply.Step]) -> [Reply.Step] {
        steps.flatMap { step -> [Reply.Step] in
            guard case .bytes(let bytes, let tokens) = step else { return [step] }
            return stride(from: 0, to: bytes.count, by: 7).flatMap { start -> [Reply.Step] in
                let end = min(start + 7, bytes.count)
                return [.bytes(Array(bytes[start..<end]), tokens: end == bytes.count ? tokens : 0), .wait(.zero)]
            }
        }
    }

    // MARK: Plain

    private var plain: [Reply.Step] {
        let body = Array(plainBody.utf8)
        var steps = [head("application/json")]
        switch fault {
        case .hangAfterHeaders: return steps + [.hang]
        case .resetAfterHeaders: return steps + [.reset]
        case .errorFirst:
            let error =
                "{\"id\":\"\(charge.generationID)\",\"error\":{\"code\":502,\"message\":\"Provider disconnected\"}}"
            return steps + [.bytes(Array(error.utf8)), .end]
        case .slowFirstToken: steps.append(.wait(.milliseconds(300)))
        case .carriageReturns: steps.append(.bytes(Array("\r\n\r\n".utf8)))
        case .keepAlive:
            for _ in 0..<6 { steps += [.bytes(Array("\n         \n".utf8)), .wait(.milliseconds(50))] }
        default: break
        }
        var silence = firstToken + (chunkGap > .zero ? chunkGap * answer.pieces.count : .zero)
        while silence > keepAlive {
            steps += [.wait(keepAlive), .bytes(Array("\n         \n".utf8))]
            silence -= keepAlive
        }
        if silence > .zero { steps.append(.wait(silence)) }
        let sent =
            switch phase {
            case .start: 0
            case .midway: body.count / 2
            case .end: body.count - 1
            case .finished: body.count
            }
        let part = body.prefix(sent)
        let broken = part.isEmpty ? [] : [Reply.Step.bytes(Array(part), tokens: answer.tokens)]
        switch fault {
        case .hangMidway: return steps + broken + [.hang]
        case .resetMidway: return steps + broken + [.wait(.milliseconds(5)), .reset]
        case .truncated: return steps + broken + [.close]
        case .halfClose: return steps + broken + [.closeOutput]
        case .garbageMidway: return steps + [.settle, .bytes(Array(part) + Array("\u{0}<?>".utf8)), .end]
        case .slowDrip:
            steps.append(.settle)
            for start in stride(from: 0, to: body.count, by: max(1, body.count / 20)) {
                let piece = Array(body[start..<min(body.count, start + max(1, body.count / 20))])
                steps += [.bytes(piece), .wait(.milliseconds(50))]
            }
            return steps + [.end]
        case .choiceError, .errorMidway, .errorWithoutChoices: return steps + [.bytes(body), .end]
        default:
            if steps.count == 1 {
                // The common case names its length, so that head and body leave in one write.
                let length = ("content-length", String(body.count))
                let id = ("x-generation-id", charge.generationID)
                steps = [.head(status: 200, headers: [("content-type", "application/json"), length, id])]
            }
            return steps + [.settle, .bytes(body), .end]
        }
    }

    private var plainBody: String {
        let failed = [.choiceError, .errorMidway, .errorWithoutChoices, .errorWithUsage].contains(fault)
        let usage = fault == .noUsage || failed && fault != .errorWithUsage ? "" : usage
        var choice = "{\"index\":0,\"logprobs\":null,\"finish_reason\":"
        if fault == .errorWithUsage {
            choice += "null,\"error\":{\"code\":400,\"message\":\"Token limit reached\"},"
        } else if failed {
            choice += "\"error\",\"native_finish_reason\":\"error\",\"error\":{\"code\":502,"
            choice += "\"message\":\"Provider disconnected\",\"metadata\":{\"provider_name\":\"Chutes\"}},"
        } else {
            choice += "\"\(answer.finishReason)\",\"native_finish_reason\":\"\(answer.nativeFinishReason)\","
        }
        var message: [String: JSON] = [
            "role": "assistant", "content": answer.content.map(JSON.string) ?? .null,
            "refusal": answer.refusal.map(JSON.string) ?? .null,
            "reasoning": answer.reasoning.map(JSON.string) ?? .null,
        ]
        if !answer.annotations.isEmpty { message["annotations"] = .array(answer.annotations) }
        choice += "\"message\":\(JSON.object(message).text)}"
        let choices =
            switch fault {
            case .emptyChoices: "[]"
            case .choicesNull: "null"
            default: "[\(choice)]"
            }
        return "{\(identity),\"object\":\"chat.completion\",\"system_fingerprint\":null,\"service_tier\":null,"
            + "\"choices\":\(choices)\(usage)\(metadata)}"
    }

    // MARK: Stream

    private var stream: [Reply.Step] {
        let comment = Reply.Step.bytes(Array(": OPENROUTER PROCESSING\(line)\(line)".utf8))
        var steps = [head("text/event-stream"), comment]
        switch fault {
        case .hangAfterHeaders: return steps + [.hang]
        case .resetAfterHeaders: return steps + [.reset]
        case .errorFirst, .errorWithoutChoices: return steps + [errorEvent, done, .end]
        case .slowFirstToken: steps.append(.wait(.milliseconds(300)))
        case .keepAlive: for _ in 0..<6 { steps += [comment, .wait(.milliseconds(50))] }
        default: break
        }
        if firstToken > .zero { steps.append(.wait(firstToken)) }
        let pieces = answer.pieces
        let gap = fault == .slowDrip ? .milliseconds(50) : chunkGap
        let breach: Int? =
            switch phase {
            case .start: 0
            case .midway: pieces.count / 2
            case .end: pieces.count
            case .finished: nil
            }
        var tokens = 0
        var position = 0
        for (index, piece) in pieces.enumerated() {
            if index == breach, let ending = breakOff { return steps + ending }
            if index == breach, fault == .garbageMidway { steps.append(event("{not json")) }
            position += piece.utf8.count
            let soFar = index == pieces.count - 1 ? answer.tokens : position / 4
            steps.append(chunk("\"content\":\(JSON.quoted(piece)),\"role\":\"assistant\"", tokens: soFar - tokens))
            tokens = soFar
            if gap > .zero { steps.append(.wait(gap)) }
        }
        if breach == pieces.count {
            if let ending = breakOff { return steps + ending }
            if fault == .garbageMidway { steps.append(event("{not json")) }
        }
        if pieces.isEmpty {
            let text = answer.reasoning.map { ",\"reasoning\":\(JSON.quoted($0))" } ?? ""
            let refusal = answer.refusal.map { ",\"refusal\":\(JSON.quoted($0))" } ?? ""
            steps.append(chunk("\"content\":null,\"role\":\"assistant\"\(text)\(refusal)", tokens: answer.tokens))
        }
        return steps + ending
    }

    /// The last events: citations, finish reason, usage in one of its three shapes, terminator (reference §6).
    private var ending: [Reply.Step] {
        var steps: [Reply.Step] = []
        if !answer.annotations.isEmpty {
            let annotations = JSON.array(answer.annotations).text
            steps.append(chunk("\"content\":\"\",\"role\":\"assistant\",\"annotations\":\(annotations)"))
        }
        let delta = "\"content\":\"\",\"role\":\"assistant\""
        if fault != .missingFinish { steps.append(chunk(delta, reason: answer.finishReason)) }
        if phase == .finished, let breakOff { return steps + breakOff }
        steps.append(.settle)
        let last = usage + metadata
        switch fault {
        case .missingDone: return steps + [.end]
        case .noUsage: break
        case .usageWithoutChoices, .emptyChoices: steps.append(event("{\(chunkIdentity),\"choices\":[]\(last)}"))
        case .choicesNull: steps.append(event("{\(chunkIdentity),\"choices\":null\(last)}"))
        case .usageWithoutReason, .missingFinish: steps.append(chunk(delta, after: last))
        case .duplicateUsage:
            for _ in 0..<2 { steps.append(chunk(delta, reason: answer.finishReason, after: last)) }
        default: steps.append(chunk(delta, reason: answer.finishReason, after: last))
        }
        return steps + [done, .end]
    }

    /// What happens in a stream that a fault breaks.
    private var breakOff: [Reply.Step]? {
        switch fault {
        case .hangMidway: [.hang]
        case .resetMidway: [.wait(.milliseconds(5)), .reset]
        case .truncated: [.settle, .end]
        case .halfClose: [.closeOutput]
        case .errorMidway, .choiceError: [errorEvent, done, .end]
        case .errorWithUsage: [.settle, errorEvent, done, .end]
        default: nil
        }
    }

    private var errorEvent: Reply.Step {
        if fault == .errorWithUsage {
            let error = "\"error\":{\"code\":400,\"message\":\"Token limit reached\"}"
            let delta = "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}"
            return event("{\(chunkIdentity),\(error),\"choices\":[\(delta)]\(usage)}")
        }
        let code = fault == .errorWithoutChoices ? "\"server_error\"" : "502"
        let error = "\"error\":{\"code\":\(code),\"message\":\"Provider disconnected unexpectedly\"}"
        let delta = "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":\"error\"}"
        return event("{\(chunkIdentity),\(error),\"choices\":[\(fault == .errorWithoutChoices ? "" : delta)]}")
    }

    private var chunkIdentity: String { "\(identity),\"object\":\"chat.completion.chunk\"" }
    private var done: Reply.Step { event("[DONE]") }
    private var line: String { fault == .carriageReturns ? "\r\n" : "\n" }

    private func event(_ text: String, tokens: Int = 0) -> Reply.Step {
        .bytes(Array("data: \(text)\(line)\(line)".utf8), tokens: tokens)
    }

    private func chunk(_ delta: String, tokens: Int = 0, reason: String? = nil, after: String = "") -> Reply.Step {
        let finish = reason.map { "\"\($0)\"" } ?? "null"
        let native = reason == nil ? "null" : "\"\(answer.nativeFinishReason)\""
        return event(
            "{\(chunkIdentity),\"choices\":[{\"index\":0,\"delta\":{\(delta)},\"finish_reason\":\(finish),"
                + "\"native_finish_reason\":\(native)}]\(after)}",
            tokens: tokens
        )
    }
}
