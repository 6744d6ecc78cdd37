import Hummingbird
import NIOCore

/// Reads a request's body once, within a size and a time.
struct RequestBodyReader {
    /// In the machine's time.
    let alarms: Alarms
    /// The time that a body may take.
    var timeout = Limits.requestBodyTimeout

    /// The parsed body; an empty one is an empty object, and a GET's is not looked at.
    ///
    /// Throws only if the connection broke.
    func read(_ request: Request) async throws -> Result<JSON, GraphError> {
        guard request.method != .get else { return .success([:]) }
        do {
            guard let buffer = try await collect(request.body) else {
                return .failure(.bodyTooSlow)
            }
            return Self.parse(Array(buffer.readableBytesView))
        } catch is NIOTooManyBytesError {
            return .failure(.bodyTooLarge)
        }
    }

    private static func parse(_ bytes: [UInt8]) -> Result<JSON, GraphError> {
        guard !bytes.isEmpty else { return .success([:]) }
        guard let json = try? JSON(parsing: bytes) else {
            return .failure(.invalid("the body is not valid JSON"))
        }
        return .success(json)
    }

    /// `nil` if the body took too long: a client that drips would reset the idle timeout for ever.
    private func collect(_ body: RequestBody) async throws -> ByteBuffer? {
        try await withThrowingTaskGroup(of: ByteBuffer?.self) { group in
            group.addTask { try await body.collect(upTo: Limits.requestBytesMax) }
            group.addTask {
                await alarms.sleep(for: timeout)
                return nil
            }
            let first = try await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
