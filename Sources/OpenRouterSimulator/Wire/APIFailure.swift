/// An error of the API: status, body and headers.
struct APIFailure: Error, Sendable {
    var status: Int
    var message: String
    var metadata: JSON?
    var headers: [(String, String)] = []
    /// Names the account, as errors do once the caller is known.
    var isAccountKnown = true
    /// `error.availability`, announced in August 2026 and seen in no recording.
    var availability: JSON?
    /// How the call was routed, where the caller asked for that.
    var router: JSON?

    var error: JSON {
        var error: [String: JSON] = ["message": .string(message), "code": .int(status)]
        error["metadata"] = metadata
        error["availability"] = availability
        return .object(error)
    }

    var body: JSON {
        var body: [String: JSON] = ["error": error]
        if isAccountKnown { body["user_id"] = "user_simulated" }
        body["openrouter_metadata"] = router
        return .object(body)
    }

    static func badRequest(_ message: String, type: String = "invalid_request") -> APIFailure {
        APIFailure(status: 400, message: message, metadata: ["error_type": .string(type)])
    }
}
