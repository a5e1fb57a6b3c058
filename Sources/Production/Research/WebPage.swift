import AsyncHTTPClient
import Foundation
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

    /// What came back.
    struct Content {
        var data: Data
        var mediaType: String
        var charset: String?
    }

    /// Fetches a page, redirects followed.
    func fetch(_ address: String) async throws -> Content {
        do {
            return try await follow(address)
        } catch let error as ProductionError {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            try Task.checkCancellation()
            throw failure(address, "cannot be fetched: \(String(describing: error).prefix(200))")
        }
    }

    private func follow(_ address: String) async throws -> Content {
        guard let first = URL(string: address), let firstHost = first.host() else {
            throw failure(address, "is no address of a page")
        }
        let mayBeLoopback = NetworkAddress.isLoopback(name: firstHost)
        // One deadline for all redirects together.
        let deadline = NIODeadline.now() + .nanoseconds(Int64(limits.timeLimit / .nanoseconds(1)))
        var url = first
        for _ in 0...limits.redirects {
            guard let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme), let host = url.host()
            else {
                throw failure(address, "leads to \(url.absoluteString), which is neither http nor https")
            }
            guard url.user() == nil, url.password() == nil else {
                throw failure(address, "leads to an address with a name or password in it")
            }
            if first.scheme?.lowercased() == "https", scheme != "https" {
                throw failure(address, "leads from https to http (\(host))")
            }
            var pinned: String?
            if !(mayBeLoopback && host == firstHost && url.port == first.port) {
                pinned = await NetworkAddress.publicAddress(of: host)
                guard pinned != nil else {
                    throw failure(address, "is on a private network (\(host)) or its name is unknown")
                }
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

    /// One exchange, over a connection to the address that was checked.
    private func exchange(
        _ request: HTTPClientRequest,
        host: String,
        pinned: String?,
        deadline: NIODeadline,
        _ address: String
    ) async throws -> Step {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(20))
        )
        if let pinned { configuration.dnsOverride = [host: pinned] }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<Step, any Error>
        do {
            let response = try await client.execute(request, deadline: deadline)
            if (300..<400).contains(response.status.code), let target = response.headers.first(name: "location") {
                result = .success(.redirect(target))
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

    private func failure(_ address: String, _ reason: String) -> ProductionError {
        ProductionError(
            .sourceUnreadable,
            "the source \(address) \(reason)",
            next: "check the address, or save the page to a file"
        )
    }
}
