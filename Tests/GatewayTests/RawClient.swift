import NIOCore
import NIOPosix

/// Sends any bytes to a port of loopback and reads until the server ends the connection.
///
/// Returns what came; a reset counts as an end.
func exchange(_ text: String, port: Int) async throws -> String {
    let connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
    return try await connection.executeThenClose { inbound, outbound in
        var answer = ByteBuffer()
        do {
            try await outbound.write(ByteBuffer(string: text))
            for try await bytes in inbound { answer.writeImmutableBuffer(bytes) }
        } catch is IOError {
            // The server ended the connection before it had read everything.
        } catch ChannelError.ioOnClosedChannel {}
        return String(buffer: answer)
    }
}
