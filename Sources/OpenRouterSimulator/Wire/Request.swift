import Foundation

/// A request as it came over the wire.
struct Request: Sendable {
    var method: String
    var path: String
    var query: [String: String]
    var authorization: String?
    /// Whether answers shall tell how they were routed.
    var wantsRouterMetadata: Bool
    var body: [UInt8]

    init(
        method: String,
        target: String,
        authorization: String?,
        wantsRouterMetadata: Bool = false,
        body: [UInt8]
    ) {
        self.method = method
        self.authorization = authorization
        self.wantsRouterMetadata = wantsRouterMetadata
        self.body = body
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else {
            path = target
            query = [:]
            return
        }
        path = String(target[..<mark])
        let items = URLComponents(string: target)?.queryItems ?? []
        query = Dictionary(items.map { ($0.name, $0.value ?? "") }) { _, last in last }
    }

    /// The secret of a well-formed `Authorization` header.
    var bearer: String? {
        guard let authorization, authorization.lowercased().hasPrefix("bearer ") else { return nil }
        let secret = authorization.dropFirst(7).drop { $0 == " " }
        return secret.isEmpty ? nil : String(secret)
    }
}
