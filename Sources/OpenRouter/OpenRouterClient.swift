public import AsyncHTTPClient
public import FoundationEssentials
import NIOCore
import NIOHTTP1

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
        /// The waits of one exchange.
        public var timeouts = Timeouts()
        /// The most bytes of any answer; by default 64 MiB: the catalogue has one, twenty minutes of sound have sixty.
        public var longestAnswerBytes = 64 << 20
        /// Sent as `X-OpenRouter-Title`.
        public var applicationTitle = "Castline"
        /// Sent as `HTTP-Referer`: the application's page, without which the service attributes nothing.
        public var applicationURL: String?
        /// Whether answers shall tell how they were routed (`X-OpenRouter-Metadata`).
        public var asksForRouterMetadata = false

        /// A configuration with the defaults for everything but the place.
        public init(baseURL: String) {
            self.baseURL = baseURL
        }
    }

    /// The waits of one exchange, each on its own.
    public struct Timeouts: Hashable, Sendable {
        /// Until the connection stands, TLS included, and the request is on its way.
        public var connect: Duration = .seconds(10)
        /// From the request to the first byte of an answer.
        public var firstByte: Duration = .seconds(60)
        /// Between two pieces of an answer; whitespace and comments count as pieces.
        public var idle: Duration = .seconds(45)
        /// From the request to the end of the answer.
        public var total: Duration = .seconds(300)

        /// The defaults.
        public init() {}
    }

    /// Where the API is and how long to wait for it.
    public let configuration: Configuration
    let http: HTTPClient
    private let loops: Loops
    private let requests: Requests
    let now: @Sendable () -> Date

    /// A client over a shared HTTP client, which the caller shuts down.
    ///
    /// - Parameters:
    ///   - configuration: Where the API is and how long to wait for it.
    ///   - http: The connections; ``httpConfiguration(connectionsPerHost:)`` says what suits this client.
    ///   - now: The time of day, for servers that say until when to wait.
    public init(
        _ configuration: Configuration,
        http: HTTPClient,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.configuration = configuration
        self.http = http
        loops = Loops(http.eventLoopGroup)
        requests = Requests(configuration)
        self.now = now
    }

    /// The configuration of an HTTP client that suits this one.
    ///
    /// A refused connection fails at once, as retries are decided elsewhere; a redirect is an error; how many calls
    /// run at once is limited elsewhere too.
    ///
    /// - Parameter connectionsPerHost: The most connections to one server; at least 1.
    /// - Returns: A configuration for `HTTPClient(configuration:)`.
    public static func httpConfiguration(connectionsPerHost: Int = 4096) -> HTTPClient.Configuration {
        precondition(connectionsPerHost >= 1, "connectionsPerHost must be at least 1 (is \(connectionsPerHost))")
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connectionsPerHost
        configuration.connectionPool.retryConnectionEstablishment = false
        // Longer than any wait asked for here: the limits of each call decide.
        configuration.timeout.connect = .minutes(10)
        configuration.http1_1ConnectionDebugInitializer = WholeRequests.add(to:)
        // The trace of a call is the gateway's. Asking a tracer that nobody has set up costs as much as sending the head.
        configuration.tracing.tracer = nil
        return configuration
    }
}

extension OpenRouterClient {

    /// Makes one exchange and returns the body of its success.
    func fetch(_ path: String, key: Secret?) async throws -> ByteBuffer {
        let exchange = try begin(.GET, path, key: key, body: nil, collectsWhole: true)
        return try await answer(of: exchange).body
    }

    /// Makes one exchange and returns the `data` member of its success.
    func fetchData(_ path: String, key: Secret?) async throws -> JSONNode {
        let body = try await fetch(path, key: key)
        guard let data = (try? JSONParser.parse(body))?["data"] else {
            throw OpenRouterError(.invalidResponse, "the answer to \(path.prefix { $0 != "?" }) holds no data".redacted)
        }
        return data
    }

    /// Waits for a whole answer, which is a success.
    func answer(of exchange: Exchange) async throws -> (head: HTTPResponseHead, body: ByteBuffer) {
        let (head, body): (HTTPResponseHead, ByteBuffer)
        do { (head, body) = try await exchange.whole() } catch {
            guard var failure = OpenRouterError.transport(error, wasSent: exchange.wasSent) else {
                throw CancellationError()
            }
            failure.generationID = exchange.generationID
            throw failure
        }
        guard 200..<300 ~= head.status.code else { throw OpenRouterError(head: head, body: body, now: now()) }
        return (head, body)
    }

    /// Sends a request.
    func begin(
        _ method: HTTPMethod,
        _ path: String,
        key: Secret?,
        body: ByteBuffer?,
        collectsWhole: Bool,
        limit: Duration? = nil
    ) throws -> Exchange {
        let request = try requests.make(method, path, key: key, body: body)
        var timeouts = configuration.timeouts
        if let limit { timeouts.total = min(timeouts.total, limit) }
        return Exchange.begin(
            request,
            on: http,
            loops: loops,
            timeouts: timeouts,
            collectsWhole: collectsWhole,
            longestBytes: configuration.longestAnswerBytes
        )
    }
}
