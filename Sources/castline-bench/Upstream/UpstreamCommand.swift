import ArgumentParser
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// A fast server of the chat API on a loopback port of the kernel's choice, which it prints; runs until it is killed.
struct UpstreamCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upstream",
        abstract: "The server that the gateway is measured against, on one thread.",
        shouldDisplay: false
    )

    func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let server = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 4096)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    try channel.pipeline.syncOperations.addHandler(UpstreamHandler())
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        // Not by print, which would keep it until there is more.
        FileHandle.standardOutput.write(Data("\(server.localAddress?.port ?? 0)\n".utf8))
        try await server.closeFuture.get()
    }
}
