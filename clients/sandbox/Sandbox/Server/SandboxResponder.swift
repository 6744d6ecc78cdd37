import Foundation
import Hummingbird
import NIOCore

/// HTTP on the outside, ``Platform`` on the inside.
struct SandboxResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let platform: Platform

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let traceID = TraceID.make()
        let body = try await RequestBodyReader().read(request)
        let graphRequest = GraphRequest(
            method: request.method.rawValue,
            path: request.uri.path.split(separator: "/").map {
                $0.removingPercentEncoding ?? String($0)
            },
            query: Dictionary(
                request.uri.queryParameters.map { (String($0.key), String($0.value)) }
            ) { _, last in last },
            authorization: request.headers[.authorization],
            origin: "http://" + (request.head.authority ?? "localhost"),
            body: body)
        guard graphRequest.path.first == "sandbox" else {
            let answer = await platform.graph(graphRequest, traceID: traceID)
            await answer.heldBy?.wait(atMost: Limits.earlyReceiptWait)
            return .graph(answer, request: graphRequest, traceID: traceID)
        }
        return .control(await platform.control(graphRequest, traceID: traceID))
    }
}

/// The id by which Meta's support would find a request.
enum TraceID {
    static func make() -> String {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        return "A" + String((0..<22).compactMap { _ in letters.randomElement() })
    }
}
