import AsyncHTTPClient
import Glibc
import NIOCore

extension OpenRouterError {
    /// What an exchange that did not come to its end stands for.
    ///
    /// - Parameters:
    ///   - error: What the HTTP client reported, or the limit that ran out.
    ///   - wasSent: Whether the request's head was written; if not, nothing can have been billed.
    /// - Returns: `nil` for a cancelled call, which is no failure of the service.
    static func transport(_ error: any Error, wasSent: Bool) -> OpenRouterError? {
        switch error {
        case is CancellationError: return nil
        case let exceeded as Patience.Exceeded:
            switch exceeded.limit {
            case .connect: return OpenRouterError(.connectionFailed, "no connection was made in time")
            case .firstByte: return OpenRouterError(.firstByteTimeout, "no answer began in time")
            case .idle: return OpenRouterError(.idleTimeout, "the answer stood still")
            case .total: return OpenRouterError(.totalTimeout, "the call took too long")
            }
        case let tooLong as Exchange.TooLong:
            return OpenRouterError(.invalidResponse, "the answer is longer than \(tooLong.longestBytes) bytes")
        default:
            let reason = reason(error)
            return wasSent
                ? OpenRouterError(.connectionLost, "the connection was lost: \(reason)")
                : OpenRouterError(.connectionFailed, "no connection was made: \(reason)")
        }
    }

    /// What broke, in a few words.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: error.shortDescription
        case let error as IOError where error.errnoCode == ECONNREFUSED: "connection refused"
        case let error as IOError where error.errnoCode == ECONNRESET: "connection reset"
        default: "\(error)".contains("UnknownHost") ? "the host's name is not known" : "\(error)".redacted
        }
    }
}
