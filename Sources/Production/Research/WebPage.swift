import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Fetches a page whose address a person gave.
///
/// Only `http` and `https`. Addresses of private networks, link-local ones and loopback are refused, at every redirect
/// anew, so that a page cannot lead the program to what only this machine can reach. One exception: an address that was
/// given with a loopback host is fetched from there, and may redirect to that same host. The name is resolved for the
/// check and again for the connection; who controls a name's server could answer differently in between.
struct WebPage {
    let limits: SourceLimits
    let clock: any Clock<Duration> & Sendable

    /// What came back.
    struct Content {
        var data: Data
        var mediaType: String
        var charset: String?
    }

    /// Fetches a page, redirects followed.
    func fetch(_ address: String) async throws -> Content {
        let configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(20))
        )
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<Content, any Error>
        do {
            result = .success(try await follow(address, client))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        do {
            return try result.get()
        } catch let error as ProductionError {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            try Task.checkCancellation()
            throw failure(address, "cannot be fetched: \(String(describing: error).prefix(200))")
        }
    }

    private func follow(_ address: String, _ client: HTTPClient) async throws -> Content {
        guard let first = URL(string: address), let firstHost = first.host() else {
            throw failure(address, "is no address of a page")
        }
        let mayBeLoopback = NetworkAddress.isLoopback(name: firstHost)
        var url = first
        for _ in 0...limits.redirects {
            guard let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme), let host = url.host()
            else {
                throw failure(address, "leads to \(url.absoluteString), which is neither http nor https")
            }
            if !(mayBeLoopback && host == firstHost) {
                guard await NetworkAddress.isPublic(host: host) else {
                    throw failure(address, "is on a private network (\(host)) or its name is unknown")
                }
            }
            var request = HTTPClientRequest(url: url.absoluteString)
            request.headers.add(name: "user-agent", value: "castline")
            request.headers.add(
                name: "accept",
                value: "text/html, text/plain, text/markdown, application/xhtml+xml;q=0.9, */*;q=0.1"
            )
            let deadline = NIODeadline.now() + .nanoseconds(Int64(limits.timeLimit.components.seconds) * 1_000_000_000)
            let response = try await client.execute(request, deadline: deadline)
            if (300..<400).contains(response.status.code), let target = response.headers.first(name: "location") {
                guard let next = URL(string: target, relativeTo: url)?.absoluteURL else {
                    throw failure(address, "redirects to an address that cannot be read")
                }
                url = next
                continue
            }
            return try await content(of: response, address)
        }
        throw failure(address, "redirects more than \(limits.redirects) times")
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

    private func failure(_ address: String, _ reason: String) -> ProductionError {
        ProductionError(
            .sourceUnreadable,
            "the source \(address) \(reason)",
            next: "check the address, or save the page to a file"
        )
    }
}
