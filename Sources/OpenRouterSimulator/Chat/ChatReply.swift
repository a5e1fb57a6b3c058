/// Puts an answer on the wire as the service does, plain or as a stream, with a fault's changes.
struct ChatReply {
    let answer: Answer
    let charge: Charge
    let created: Int
    let fault: SimulatorFault.Kind?
    let firstToken: Duration
    let chunkGap: Duration
    /// Silence of a plain answer after which blanks keep the connection alive.
    let keepAlive: Duration

    var reply: Reply {
        var reply = Reply(steps: charge.isStreamed ? stream : plain)
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
            + "\"provider\":\(JSON.quoted(charge.model.provider))"
    }

    // MARK: Plain

    private var plain: [Reply.Step] {
        let body = Array(plainBody.utf8)
        var steps = [head("application/json")]
        switch fault {
        case .hangAfterHeaders: return steps + [.hang]
        case .resetAfterHeaders: return steps + [.reset]
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
        let half = body.prefix(body.count / 2)
        switch fault {
        case .hangMidway: return steps + [.bytes(Array(half), tokens: answer.tokens), .hang]
        case .resetMidway: return steps + [.bytes(Array(half), tokens: answer.tokens), .wait(.milliseconds(5)), .reset]
        case .truncated: return steps + [.bytes(Array(half), tokens: answer.tokens), .close]
        case .garbageMidway: return steps + [.settle, .bytes(Array(half) + Array("\u{0}<?>".utf8)), .end]
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
        let usage = fault == .noUsage ? "" : ",\"usage\":\(charge.usage.text)"
        let failed = [.choiceError, .errorMidway, .errorWithoutChoices].contains(fault)
        var choice = "{\"index\":0,\"logprobs\":null,\"finish_reason\":"
        if failed {
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
        let choices = fault == .emptyChoices ? "" : choice
        return "{\(identity),\"object\":\"chat.completion\",\"system_fingerprint\":null,\"service_tier\":null,"
            + "\"choices\":[\(choices)]\(failed ? "" : usage)}"
    }

    // MARK: Stream

    private var stream: [Reply.Step] {
        let comment = Reply.Step.bytes(Array(": OPENROUTER PROCESSING\n\n".utf8))
        var steps = [head("text/event-stream"), comment]
        switch fault {
        case .hangAfterHeaders: return steps + [.hang]
        case .resetAfterHeaders: return steps + [.reset]
        case .errorFirst, .errorWithoutChoices: return steps + [errorEvent, done, .end]
        case .keepAlive: for _ in 0..<6 { steps += [comment, .wait(.milliseconds(50))] }
        default: break
        }
        if firstToken > .zero { steps.append(.wait(firstToken)) }
        let pieces = answer.pieces
        let gap = fault == .slowDrip ? .milliseconds(50) : chunkGap
        var tokens = 0
        var position = 0
        for (index, piece) in pieces.enumerated() {
            if index == pieces.count / 2, let ending = breakOff { return steps + ending }
            if index == pieces.count / 2, fault == .garbageMidway { steps.append(event("{not json")) }
            position += piece.utf8.count
            let soFar = index == pieces.count - 1 ? answer.tokens : position / 4
            steps.append(chunk("\"content\":\(JSON.quoted(piece)),\"role\":\"assistant\"", tokens: soFar - tokens))
            tokens = soFar
            if gap > .zero { steps.append(.wait(gap)) }
        }
        if pieces.isEmpty {
            if let ending = breakOff { return steps + ending }
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
        steps.append(.settle)
        let usage = ",\"usage\":\(charge.usage.text)"
        switch fault {
        case .missingDone: return steps + [.end]
        case .noUsage: break
        case .usageWithoutChoices, .emptyChoices: steps.append(event("{\(chunkIdentity),\"choices\":[]\(usage)}"))
        case .usageWithoutReason, .missingFinish: steps.append(chunk(delta, after: usage))
        default: steps.append(chunk(delta, reason: answer.finishReason, after: usage))
        }
        return steps + [done, .end]
    }

    /// What happens in the middle of a stream that a fault breaks.
    private var breakOff: [Reply.Step]? {
        switch fault {
        case .hangMidway: [.hang]
        case .resetMidway: [.wait(.milliseconds(5)), .reset]
        case .truncated: [.settle, .end]
        case .errorMidway, .choiceError: [errorEvent, done, .end]
        default: nil
        }
    }

    private var errorEvent: Reply.Step {
        let code = fault == .errorWithoutChoices ? "\"server_error\"" : "502"
        let error = "\"error\":{\"code\":\(code),\"message\":\"Provider disconnected unexpectedly\"}"
        let delta = "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":\"error\"}"
        return event("{\(chunkIdentity),\(error),\"choices\":[\(fault == .errorWithoutChoices ? "" : delta)]}")
    }

    private var chunkIdentity: String { "\(identity),\"object\":\"chat.completion.chunk\"" }
    private var done: Reply.Step { event("[DONE]") }

    private func event(_ text: String, tokens: Int = 0) -> Reply.Step {
        .bytes(Array("data: \(text)\n\n".utf8), tokens: tokens)
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
