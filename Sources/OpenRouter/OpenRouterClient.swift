public import AsyncHTTPClient

/// A client of the OpenRouter HTTP API, and of any server that speaks its chat form.
///
/// One call is one HTTP exchange: nothing is retried, redirected or cached here. The key comes with each call, so that
/// rotation reaches the next one. Every call throws ``OpenRouterError``, or `CancellationError` when its task is
/// cancelled, which closes the connection.
public struct OpenRouterClient: Sendable {
    /// Where the API is and how long to wait for it.
    public struct Configuration: Sendable {
        /// Base URL without a trailing slash, such as `https://openrouter.ai/api/v1`.
        public var baseURL: String
        public var timeouts = Timeouts()
        /// Sent as `X-OpenRouter-Title`.
        public var applicationTitle = "Castline"

        public init(baseURL: String) {
            self.baseURL = baseURL
        }
    }

    /// The waits of one exchange, each on its own.
    public struct Timeouts: Hashable, Sendable {
        /// Until the connection stands, TLS included.
        public var connect: Duration = .seconds(10)
        /// From the request to the first byte of an answer.
        public var firstByte: Duration = .seconds(60)
        /// Between two pieces of an answer; whitespace and comments count as pieces.
        public var idle: Duration = .seconds(45)
        /// From the request to the end of the answer.
        public var total: Duration = .seconds(300)

        public init() {}
    }

    /// Where the API is and how long to wait for it.
    public let configuration: Configuration
    let http: HTTPClient

    /// A client over a shared HTTP client, which the caller shuts down.
    public init(_ configuration: Configuration, http: HTTPClient) {
        self.configuration = configuration
        self.http = http
    }
}
