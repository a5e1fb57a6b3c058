import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The listening port and the connections it has accepted.
///
/// The port can be closed and opened again: a closed one refuses connections as a service that is gone does.
final class Listener: Sendable {
    let port: Int
    private let group: MultiThreadedEventLoopGroup
    private let service: Service
    private let connections: Connections
    /// The last change asked for; each waits for the one before it.
    private let change: Mutex<EventLoopFuture<(any Channel)?>>

    /// Opens a port; 0 takes any free one.
    static func start(port: Int, group: MultiThreadedEventLoopGroup, service: Service) async throws -> Listener {
        let connections = Connections()
        let server = try await bind(port, group, service, connections).get()
        return Listener(
            port: server.localAddress?.port ?? port,
            group: group,
            service: service,
            connections: connections,
            server: server
        )
    }

    private init(
        port: Int,
        group: MultiThreadedEventLoopGroup,
        service: Service,
        connections: Connections,
        server: any Channel
    ) {
        self.port = port
        self.group = group
        self.service = service
        self.connections = connections
        change = Mutex(group.next().makeSucceededFuture(server))
    }

    /// Opens or closes the port, when the changes before are done; closing ends every connection.
    func set(isOpen: Bool) {
        change.withLock { change in
            change = change.flatMap { [self] server in
                switch (server, isOpen) {
                case (let server?, false):
                    return server.close().map { [self] in
                        connections.closeAll()
                        return nil
                    }
                case (nil, true): return Listener.bind(port, group, service, connections).map { $0 }
                default: return group.next().makeSucceededFuture(server)
                }
            }
        }
    }

    /// Returns when the changes asked for are done and connections that were ended are gone.
    func settled() async throws {
        let isOpen = try await change.withLock(\.self).get() != nil
        if !isOpen { try await connections.allClosed() }
    }

    /// Closes the port and every connection, hanging ones included.
    func close() async throws {
        set(isOpen: false)
        try await settled()
    }

    private static func bind(
        _ port: Int,
        _ group: MultiThreadedEventLoopGroup,
        _ service: Service,
        _ connections: Connections
    ) -> EventLoopFuture<any Channel> {
        ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.backlog, value: 4096)
            .childChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    connections.insert(channel)
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                    try channel.pipeline.syncOperations.addHandler(ExchangeHandler(service: service))
                }
            }
            .bind(host: "127.0.0.1", port: port)
    }
}

/// The open connections, so that hanging ones can be ended too.
private final class Connections: Sendable {
    private let channels = Mutex([ObjectIdentifier: any Channel]())

    func insert(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        channels.withLock { $0[id] = channel }
        channel.closeFuture.whenComplete { _ in self.channels.withLock { $0[id] = nil } }
    }

    func closeAll() {
        // Later, as what is being answered may be the order to close.
        for channel in channels.withLock({ Array($0.values) }) {
            channel.eventLoop.execute { channel.close(promise: nil) }
        }
    }

    func allClosed() async throws {
        for channel in channels.withLock({ Array($0.values) }) { try await channel.closeFuture.get() }
    }
}
