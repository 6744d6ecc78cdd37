import Messages
import RPC

/// The daemon at the other end of a connection.
struct Server {
    static func withConnection(
        _ options: GlobalOptions, _ body: (Server) async throws -> Void
    ) async throws {
        try await body(Server())
    }

    func call<Request: WireMessage, Response: WireMessage>(
        _ method: MethodDescriptor<Request, Response>, _ request: Request
    ) async throws(Failure) -> Response {
        throw .unreachable(address: "", cause: "")
    }
}
