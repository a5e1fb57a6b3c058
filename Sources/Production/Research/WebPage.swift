import AsyncHTTPClient
import Foundation
import Glibc
import NIOCore
import NIOHTTP1

/// Fetches a page whose address a person gave.
///
/// Only `http` and `https`, and from `https` to no redirect but `https`. Addresses of private networks, link-local ones and
/// loopback are refused, at every redirect anew, so that a page cannot lead the program to what only this machine can reach;
/// the connection goes to the very address that was checked, whatever the name means a moment later. One exception: an
/// address that was given with a loopback host is fetched from there, and may redirect to that same host and port.
struct WebPage {
    let limits: SourceLimits
    let clock: any Clock<Duration> & Sendable
    var lookUp = NetworkAddress.systemLookup
    var isPublic: @Sendable ([UInt8]) -> Bool = NetworkAddress.isPublic(bytes:)

    /// What came back.
    struct Content {
        var data: Data
        var mediaType: String
        var charset: String?
    }

    /// Fetches a page, redirects followed.
    func fetch(_ address: String) async throws -> Content {
        do {
            // The client's own limits end with the head of an answer, and a body may come for ever.
            return try await withThrowingTaskGroup(of: Content?.self) { group in
                defer { group.cancelAll() }
                group.addTask { try await follow(address) }
                group.addTask { [clock, limits] in
                    try await clock.sleep(for: limits.timeLimit)
                    return nil
                }
                guard let content = try await group.next() ?? nil else {
                    throw failure(address, "takes longer than \(limits.timeLimit.components.seconds) seconds")
                }
                return content
            }
        } catch let error as ProductionError {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            try Task.checkCancellation()
            throw failure(address, Self.reason(error))
        }
    }

    private func follow(_ address: String) async throws -> Content {
        guard let first = URL(string: address), let firstHost = first.host, !firstHost.isEmpty else {
            throw failure(address, "is no address of a page")
        }
        let mayBeLoopback = NetworkAddress.isLoopback(name: firstHost)
        // One deadline for all redirects together.
        let deadline = NIODeadline.now() + .nanoseconds(Int64(limits.timeLimit / .nanoseconds(1)))
        var url = first
        for _ in 0...limits.redirects {
            // As the HTTP client reads it, so that what is checked here is what is connected to there.
            guard let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme), let host = url.host else {
                throw failure(address, "leads to \(url.absoluteString), which is neither http nor https")
            }
            guard NetworkAddress.isPlain(host: host) else {
                throw failure(address, "leads to a host whose name is none (\(url.host() ?? ""))")
            }
            guard url.user() == nil, url.password() == nil else {
                throw failure(address, "leads to an address with a name or password in it")
            }
            if first.scheme?.lowercased() == "https", scheme != "https" {
                throw failure(address, "leads from https to http (\(host))")
            }
            let isGiven = mayBeLoopback && host == firstHost && url.port == first.port
            let pinned = await NetworkAddress.addresses(
                of: host,
                lookUp,
                where: isGiven ? NetworkAddress.isLoopback(bytes:) : isPublic
            )
            try Task.checkCancellation()
            guard !pinned.isEmpty else {
                throw failure(address, "is on a private network (\(host)) or its name is unknown")
            }
            var request = HTTPClientRequest(url: url.absoluteString)
            request.headers.add(name: "user-agent", value: "castline")
            request.headers.add(
                name: "accept",
                value: "text/html, text/plain, text/markdown, application/xhtml+xml;q=0.9, */*;q=0.1"
            )
            let step = try await exchange(request, host: host, pinned: pinned, deadline: deadline, address)
            switch step {
            case .content(let content): return content
            case .redirect(let target):
                guard let next = URL(string: target, relativeTo: url)?.absoluteURL else {
                    throw failure(address, "redirects to an address that cannot be read")
                }
                url = next
            }
        }
        throw failure(address, "redirects more than \(limits.redirects) times")
    }

    private enum Step {
        case content(Content)
        case redirect(String)
    }

    /// One exchange, over a connection to the first of the addresses that were checked which takes one.
    private func exchange(
        _ request: HTTPClientRequest,
        host: String,
        pinned: [String],
        deadline: NIODeadline,
        _ address: String
    ) async throws -> Step {
        for pin in pinned.dropLast() {
            do {
                return try await exchange(request, host: host, pin: pin, deadline: deadline, address)
            } catch let error where error is IOError || error as? HTTPClientError == .connectTimeout {
                continue
            }
        }
        return try await exchange(request, host: host, pin: pinned[pinned.count - 1], deadline: deadline, address)
    }

    private func exchange(
        _ request: HTTPClientRequest,
        host: String,
        pin: String,
        deadline: NIODeadline,
        _ address: String
    ) async throws -> Step {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(20))
        )
        configuration.dnsOverride = [host: pin]
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<Step, any Error>
        do {
            let response = try await client.execute(request, deadline: deadline)
            // None was asked for: who sends one all the same could have a few bytes unfold to any number.
            let coding = response.headers.first(name: "content-encoding")?.lowercased() ?? "identity"
            if (300..<400).contains(response.status.code), let target = response.headers.first(name: "location") {
                result = .success(.redirect(target))
            } else if coding != "identity" {
                result = .failure(failure(address, "is compressed (\(coding.prefix(20))), which was not asked for"))
            } else {
                result = .success(.content(try await content(of: response, address)))
            }
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        return try result.get()
    }

    private func content(of response: HTTPClientResponse, _ address: String) async throws -> Content {
        guard response.status.code == 200 else { throw failure(address, "answers with status \(response.status.code)") }
        let type = response.headers.first(name: "content-type") ?? "text/html"
        let mediaType =
            type.split(separator: ";").first.flatMap { String($0).trimmedOrNil }?.lowercased() ?? "text/html"
        guard mediaType.hasPrefix("text/") || mediaType.hasSuffix("xml") || mediaType.hasSuffix("json") else {
            throw ProductionError(
                .sourceBinary,
                "the source \(address) is of type \(mediaType), which is no text",
                next: "save it and give the file, if it is a PDF"
            )
        }
        do {
            let body = try await response.body.collect(upTo: limits.pageBytes)
            let charset = type.lowercased().firstMatch(of: /charset\s*=\s*"?([a-z0-9_\-]+)/).map { String($0.output.1) }
            return Content(data: Data(body.readableBytesView), mediaType: mediaType, charset: charset)
        } catch is NIOTooManyBytesError {
            throw ProductionError(
                .sourceTooLarge,
                "the page \(address) is larger than \(limits.pageBytes / 1_000_000) MB",
                next: "save the part that matters to a file"
            )
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError where [.readTimeout, .connectTimeout, .deadlineExceeded].contains(error):
            "does not answer in time"
        case let error as IOError where error.errnoCode == ECONNREFUSED: "takes no connection"
        default: "cannot be fetched: \(String(describing: error).prefix(200))"
        }
    }

    private func failure(_ address: String, _ reason: String) -> ProductionError {
        ProductionError(
            .sourceUnreadable,
            "the source \(address) \(reason)",
            next: "check the address, or save the page to a file"
        )
    }
}
