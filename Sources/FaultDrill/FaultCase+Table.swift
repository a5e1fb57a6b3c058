import Gateway
import OpenRouterSimulator

extension FaultCase {
    /// Every fault, and what must follow: the table of the design, a row for each thing that can come back.
    ///
    /// Where a stream differs from a plain answer it is mostly that text was shown by then.
    public static let table: [FaultCase] = [
        // Refused connection, reset, timeout before an answer. What was sent may have been billed.
        FaultCase(.refused, .unreachable, .down, .free),
        FaultCase(.resetBeforeHeaders, .lost, .onceMore, .inDoubt),
        FaultCase(.closeBeforeHeaders, .lost, .onceMore, .inDoubt),
        FaultCase(.hangBeforeHeaders, .timeout, .onceMore, .inDoubt),
        FaultCase(.hangAfterHeaders, .timeout, .onceMore, .inDoubt),
        FaultCase(.resetAfterHeaders, .lost, .onceMore, .inDoubt, streamed: (.truncated, .onceMore, .inDoubt)),

        // 408, 5xx and the edge's pages: the same model, then the next.
        FaultCase(.timeout408, .timeout, .again, .free),
        FaultCase(.server500, .serverError, .again, .free),
        FaultCase(.provider502, .serverError, .again, .free),
        FaultCase(.html502, .serverError, .again, .free),
        FaultCase(.empty502, .serverError, .again, .free),
        FaultCase(.unavailable503, .overloaded, .again, .free),
        FaultCase(.unavailableRetry503, .overloaded, .again, .free, retryAfter: 1),
        FaultCase(.unavailableRetry503, .overloaded, .next, .free, retryAfter: 60),
        FaultCase(.availability503, .overloaded, .again, .free, retryAfter: 1),
        // It will be there, and another model is there now.
        FaultCase(.loading503, .loading, .next, .free),
        FaultCase(.edge520, .serverError, .again, .free),
        FaultCase(.overloaded529, .overloaded, .again, .free),
        FaultCase(.redirect302, .invalid, .again, .free),
        // The edge gave up waiting: the provider may not have.
        FaultCase(.upstream504, .serverError, .onceMore, .inDoubt),
        FaultCase(.edge524, .serverError, .onceMore, .inDoubt),

        // Limits that pass: after Retry-After in any form if it is short, else another model.
        FaultCase(.sharedPool429, .rateLimited, .again, .free),
        FaultCase(.sharedPoolRetry429, .rateLimited, .next, .free),
        FaultCase(.sharedPoolRetry429, .rateLimited, .again, .free, retryAfter: 1),
        FaultCase(.retryDate429, .rateLimited, .again, .free, retryAfter: 1),
        FaultCase(.retryMetadata429, .rateLimited, .again, .free, retryAfter: 1),
        FaultCase(.retryMilliseconds429, .rateLimited, .again, .free, retryAfter: 1),
        FaultCase(.perMinute429, .rateLimited, .next, .free),
        FaultCase(.inBandRateLimit, .rateLimited, .again, .free),
        // The account's own: the same model, later.
        FaultCase(.admission429, .admission, .waits, .free, retryAfter: 1),
        FaultCase(.inFlight402, .inFlightBudget, .waits, .free, retryAfter: 1),
        // A gate with a known end: a paid model is not behind it.
        FaultCase(.freeDay429, .freeTier, .next, .free),

        // Credits, limits and keys: never retried.
        FaultCase(.credits402, .credits, .stops(.insufficientCredits), .free),
        FaultCase(.fewerTokens402, .credits, .stops(.insufficientCredits), .free),
        FaultCase(.promptTokens402, .credits, .stops(.insufficientCredits), .free),
        FaultCase(.overweight402, .credits, .stops(.insufficientCredits), .free),
        FaultCase(.keyLimit402, .keyLimit, .stops(.insufficientCredits), .free),
        FaultCase(.keyLimit403, .keyLimit, .stops(.insufficientCredits), .free),
        FaultCase(.missingKey401, .unauthorized, .stops(.unauthorized), .free),
        FaultCase(.unknownUser401, .unauthorized, .stops(.unauthorized), .free),
        FaultCase(.permission403, .forbidden, .stops(.forbidden), .free),

        // The request is at fault: never the same body; another model only where the reason is the model's.
        FaultCase(.badRequest400, .badRequest, .next, .free),
        FaultCase(.contextOverflow400, .contextLength, .next, .free),
        FaultCase(.validation400, .badRequest, .stops(.rejectedByService), .free),
        FaultCase(.precondition412, .badRequest, .stops(.rejectedByService), .free),
        FaultCase(.tooLarge413, .tooLarge, .stops(.rejectedByService), .free),
        FaultCase(.teapot418, .badRequest, .stops(.rejectedByService), .free),
        FaultCase(.unprocessable422, .badRequest, .stops(.rejectedByService), .free),
        FaultCase(.moderation403, .contentPolicy, .stops(.contentPolicy), .free),
        FaultCase(.guardrail403, .contentPolicy, .stops(.contentPolicy), .free),
        FaultCase(.noEndpoints404, .notFound, .next, .free),
        FaultCase(.dataPolicy404, .notFound, .next, .free),

        // A 200 that is a failure, before any text.
        FaultCase(.inBandError, .serverError, .again, .free),
        FaultCase(.errorText, .serverError, .again, .free),
        FaultCase(.errorFirst, .serverError, .again, .free),
        FaultCase(.errorWithoutChoices, .serverError, .again, .free),
        FaultCase(.errorMidway, .serverError, .again, .free, at: .start),
        FaultCase(.errorWithUsage, .badRequest, .next, .billed, at: .start),
        FaultCase(.emptyBody, .invalid, .onceMore, .inDoubt),
        FaultCase(.garbage, .invalid, .onceMore, .inDoubt),
        FaultCase(.garbageMidway, .invalid, .onceMore, .inDoubt, at: .start),
        FaultCase(.emptyChoices, .invalid, .again, .billed, streamed: (.answered, .answers, .billed)),
        FaultCase(.choicesNull, .invalid, .again, .billed, streamed: (.answered, .answers, .billed)),
        FaultCase(.truncated, .lost, .onceMore, .inDoubt, at: .start, streamed: (.truncated, .onceMore, .inDoubt)),
        FaultCase(.hangMidway, .timeout, .onceMore, .inDoubt, at: .start),

        // The same after text was shown.
        FaultCase(.choiceError, .serverError, .again, .free, streamed: (.serverError, .cut, .free)),
        FaultCase(.errorMidway, .serverError, .again, .free, streamed: (.serverError, .cut, .free)),
        FaultCase(.errorWithUsage, .badRequest, .next, .billed, streamed: (.badRequest, .cut, .billed)),
        FaultCase(.garbageMidway, .invalid, .onceMore, .inDoubt, streamed: (.invalid, .cut, .inDoubt)),
        FaultCase(.hangMidway, .timeout, .onceMore, .inDoubt, streamed: (.timeout, .cut, .inDoubt)),
        FaultCase(.hangMidway, .timeout, .onceMore, .inDoubt, at: .end, streamed: (.timeout, .cut, .inDoubt)),
        FaultCase(.resetMidway, .lost, .onceMore, .inDoubt, streamed: (.truncated, .cut, .inDoubt)),
        FaultCase(.resetMidway, .lost, .onceMore, .inDoubt, at: .end, streamed: (.truncated, .cut, .inDoubt)),
        FaultCase(.truncated, .lost, .onceMore, .inDoubt, streamed: (.truncated, .cut, .inDoubt)),
        FaultCase(.truncated, .lost, .onceMore, .inDoubt, at: .end, streamed: (.truncated, .cut, .inDoubt)),
        FaultCase(.halfClose, .lost, .onceMore, .inDoubt, streamed: (.truncated, .cut, .inDoubt)),
        // After the finish reason the text is whole; only its bill is missing.
        FaultCase(.resetMidway, .lost, .onceMore, .inDoubt, at: .finished, streamed: (.answered, .answers, .worstCase)),
        FaultCase(
            .hangMidway,
            .timeout,
            .onceMore,
            .inDoubt,
            at: .finished,
            streamed: (.answered, .answers, .worstCase)
        ),
        FaultCase(.missingDone, .answered, .answers, .billed, streamed: (.answered, .answers, .worstCase)),

        // No text, or not all of it: billed, and a failure all the same.
        FaultCase(.nullContent, .empty, .again, .billed),
        FaultCase(.blankContent, .empty, .again, .billed),
        FaultCase(.reasoningOnly, .empty, .again, .billed),
        FaultCase(.length, .truncated, .again, .billed, streamed: (.truncated, .cut, .billed)),
        FaultCase(.refusal, .contentPolicy, .next, .billed),
        FaultCase(.withheld, .contentPolicy, .next, .billed),
        FaultCase(.contentFilter, .contentPolicy, .next, .billed, streamed: (.contentPolicy, .cut, .billed)),

        // Slow or odd, and whole.
        FaultCase(.slowHeaders, .answered, .answers, .billed),
        FaultCase(.slowFirstToken, .answered, .answers, .billed),
        FaultCase(.slowDrip, .answered, .answers, .billed),
        FaultCase(.keepAlive, .answered, .answers, .billed),
        FaultCase(.fragmented, .answered, .answers, .billed),
        FaultCase(.carriageReturns, .answered, .answers, .billed),
        FaultCase(.missingFinish, .answered, .answers, .billed),
        FaultCase(.otherForm, .invalid, .onceMore, .inDoubt, streamed: (.answered, .answers, .billed)),
        FaultCase(.wrongModel, .answered, .answersByOther, .billed),
        FaultCase(.proseForJSON, .answered, .answers, .billed),
        FaultCase(.fencedJSON, .answered, .answers, .billed),
        FaultCase(.usageWithoutChoices, .answered, .answers, .billed),
        FaultCase(.usageWithoutReason, .answered, .answers, .billed),
        FaultCase(.duplicateUsage, .answered, .answers, .billed),
        FaultCase(.costAsText, .answered, .answers, .billed),
        // Tokens times the catalogue's prices come to the same.
        FaultCase(.noCost, .answered, .answers, .billed),
        FaultCase(.noUsage, .answered, .answers, .worstCase),
    ]
}
