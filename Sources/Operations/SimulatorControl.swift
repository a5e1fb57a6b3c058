public import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Sets faults and latencies of a running simulator, over its `/_sim` paths.
///
/// It speaks to loopback alone, and believes no server that does not say it is the simulator: nothing is ever broken on
/// purpose anywhere else.
public struct SimulatorControl: Sendable {
    /// A fault in force.
    public struct Fault: Hashable, Sendable, Codable {
        /// Its id, such as `f3`.
        public var id: String
        /// The name of its kind.
        public var kind: String
        /// What it does.
        public var description: String
        /// The model it befalls, with `*`; `nil` for any.
        public var model: String?
        /// The path it befalls, with `*`; `nil` for chat.
        public var path: String?
        /// The share of calls it befalls, 0…1.
        public var share: Double
        /// The first call it befalls, counted from 1.
        public var from: Int
        /// The last call it befalls; `nil` for no end.
        public var to: Int?
        /// Where in an answer it strikes.
        public var phase: String
        /// How long it lasts yet; `nil` until it is lifted.
        public var seconds: Double?
        /// How many calls it has befallen.
        public var calls: Int
    }

    /// A fault that is asked for; what is `nil` is as the simulator has it.
    public struct Order: Hashable, Sendable, Codable {
        /// The name of its kind.
        public var kind: String
        /// The model it befalls, with `*` for any run of characters.
        public var model: String?
        /// The share of calls it befalls, 0…1.
        public var share: Double?
        /// The first call it befalls, counted from 1.
        public var from: Int?
        /// How many calls it befalls, from there on.
        public var first: Int?
        /// How long it lasts.
        public var seconds: Double?
        /// Where in an answer it strikes: `start`, `midway`, `end` or `finished`.
        public var phase: String?

        /// A fault of a kind, everywhere and until it is lifted.
        public init(kind: String) {
            self.kind = kind
        }
    }

    /// A kind of fault.
    public struct Kind: Hashable, Sendable, Codable {
        /// Its name.
        public var name: String
        /// What it does, for a person.
        public var summary: String

        /// A kind and what it does.
        public init(name: String, summary: String) {
            self.name = name
            self.summary = summary
        }
    }

    /// How long answers take, as distributions in words such as `lognormal:400ms,0.6`.
    public struct Latency: Hashable, Sendable, Codable {
        /// From the request to the first text.
        public var firstToken: String?
        /// Between pieces of the text.
        public var chunkGap: String?

        /// What is `nil` stays as it is.
        public init(firstToken: String? = nil, chunkGap: String? = nil) {
            self.firstToken = firstToken
            self.chunkGap = chunkGap
        }
    }

    /// Why nothing was changed.
    public struct Failure: Error, Hashable, Sendable {
        /// What kind of reason.
        public enum Code: String, Hashable, Sendable {
            /// Whoever is there is not the simulator.
            case notSimulator
            /// Nobody answers.
            case unreachable
            /// The simulator does not take the order.
            case refused
        }

        /// What kind of reason.
        public var code: Code
        /// One sentence for a person.
        public var message: String
    }

    private let root: URL?
    private let host: String
    private let http: HTTPClient

    /// A control of whoever serves the API at a base URL.
    ///
    /// - Parameters:
    ///   - baseURL: Where calls go, such as `http://127.0.0.1:8787/api/v1`.
    ///   - http: The connections.
    public init(baseURL: String, http: HTTPClient) {
        let url = URL(string: baseURL)
        host = url?.host() ?? baseURL
        let isLoopback = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        root = isLoopback ? url.flatMap { URL(string: "/_sim/", relativeTo: $0) }?.absoluteURL : nil
        self.http = http
    }

    /// Every kind of fault there is, by name.
    public func kinds() async throws -> [Kind] {
        let kinds = try await listing("GET", "faults").kinds ?? [:]
        return kinds.map { Kind(name: $0.key, summary: $0.value) }.sorted { $0.name < $1.name }
    }

    /// The faults in force, in the order in which they are tried.
    public func faults() async throws -> [Fault] { try await listing("GET", "faults").faults }

    /// Adds a fault behind those in force.
    ///
    /// - Returns: The fault as it is in force.
    /// - Throws: ``Failure``; nothing was changed.
    public func add(_ order: Order) async throws -> Fault {
        let list = try await listing("POST", "faults", body: try JSONEncoder().encode(order))
        guard let fault = list.faults.first(where: { $0.id == list.added?.last }) else {
            throw Failure(code: .refused, message: "the simulator took the fault and does not list it")
        }
        return fault
    }

    /// Lifts the fault of an id, those of a kind, or all.
    ///
    /// - Returns: The faults still in force.
    /// - Throws: ``Failure``; nothing was changed.
    @discardableResult
    public func clear(_ name: String? = nil) async throws -> [Fault] {
        let escaped = name?.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        return try await listing("DELETE", escaped.map { "faults/\($0)" } ?? "faults").faults
    }

    /// How long answers take now.
    public func latency() async throws -> Latency {
        try JSONDecoder().decode(Latency.self, from: try await send("GET", "latency"))
    }

    /// Changes how long answers take.
    ///
    /// - Returns: How long they take from now on.
    /// - Throws: ``Failure``; nothing was changed.
    @discardableResult
    public func set(_ latency: Latency) async throws -> Latency {
        let body = try JSONEncoder().encode(latency)
        return try JSONDecoder().decode(Latency.self, from: try await send("PUT", "latency", body: body))
    }

    private struct Listing: Decodable {
        var faults: [Fault]
        var kinds: [String: String]?
        var added: [String]?
    }

    private func listing(_ method: String, _ path: String, body: Data? = nil) async throws -> Listing {
        do {
            return try JSONDecoder().decode(Listing.self, from: try await send(method, path, body: body))
        } catch is DecodingError {
            throw notSimulator
        }
    }

    private var notSimulator: Failure {
        Failure(code: .notSimulator, message: "calls go to \(host), which is not the simulator")
    }

    private func send(_ method: String, _ path: String, body: Data? = nil) async throws -> Data {
        guard let root else { throw notSimulator }
        var request = HTTPClientRequest(url: root.absoluteString + path)
        request.method = HTTPMethod(rawValue: method)
        if let body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let response: HTTPClientResponse
        let bytes: ByteBuffer
        do {
            response = try await http.execute(request, timeout: .seconds(10))
            bytes = try await response.body.collect(upTo: 1 << 20)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw Failure(code: .unreachable, message: "nobody answers at \(root.absoluteString)")
        }
        guard response.headers.first(name: "server") == "castline-simulator" else { throw notSimulator }
        let data = Data(bytes.readableBytesView)
        guard response.status == .ok else {
            struct Answer: Decodable {
                struct Problem: Decodable { var message: String }
                var error: Problem
            }
            let problem = try? JSONDecoder().decode(Answer.self, from: data).error.message
            throw Failure(code: .refused, message: problem ?? "the simulator answered with \(response.status.code)")
        }
        return data
    }
}
