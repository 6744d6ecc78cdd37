import Messages
import RPC
import RPCClient

/// The daemon at the other end of a connection.
struct Server {
    private let client: RPCClient
    private let options: CallOptions

    /// Hands a server over and closes the connection afterwards, whatever happened.
    static func withConnection(
        _ options: GlobalOptions, _ body: (Server) async throws -> Void
    ) async throws {
        let client = try client(at: options.address)
        let server = Server(
            client: client, options: CallOptions(timeout: .seconds(options.timeout)))
        do {
            try await body(server)
            await client.close()
        } catch {
            await client.close()
            throw error
        }
    }

    /// Asks, and waits for the answer.
    func call<Request: WireMessage, Response: WireMessage>(
        _ method: MethodDescriptor<Request, Response>, _ request: Request
    ) async throws(Failure) -> Response {
        do {
            return try await client.call(method, request, options: options)
        } catch {
            throw Failure(error)
        }
    }

    private static func client(at address: String) throws(Failure) -> RPCClient {
        do {
            return try RPCClient(address)
        } catch {
            throw .badInput(error.description)
        }
    }
}
