/// An error of the API: status, body and headers.
struct APIFailure: Error, Sendable {
    var status: Int
    var message: String
    var metadata: JSON?
    var headers: [(String, String)] = []
    /// Names the account, as errors do once the caller is known.
    var isAccountKnown = true

    var error: JSON {
        var error: [String: JSON] = ["message": .string(message), "code": .int(status)]
        error["metadata"] = metadata
        return .object(error)
    }

    var body: JSON {
        isAccountKnown ? ["error": error, "user_id": "user_simulated"] : ["error": error]
    }

    static func badRequest(_ message: String, type: String = "invalid_request") -> APIFailure {
        APIFailure(status: 400, message: message, metadata: ["error_type": .string(type)])
    }
}
