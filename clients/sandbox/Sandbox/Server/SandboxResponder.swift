import Foundation
import Hummingbird
import NIOCore

/// HTTP on the outside, ``Platform`` on the inside.
struct SandboxResponder: HTTPResponder {
    let platform: Platform
    private let bodyReader = RequestBodyReader(alarms: Alarms(.running()))

    init(platform: Platform) { self.platform = platform }

    func respond(to request: Request, context: SandboxContext) async throws -> Response {
        let traceID = TraceID.make()
        let body = try await bodyReader.read(request)
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
            return try await respond(to: graphRequest, traceID: traceID, on: context.channel)
        }
        return .control(await platform.control(graphRequest, traceID: traceID))
    }

    private func respond(
        to request: GraphRequest, traceID: String, on channel: any Channel
    ) async throws -> Response {
        let answer = await platform.graph(request, traceID: traceID)
        if answer.delay > .zero {
            await platform.alarms.sleep(until: platform.time.uptime() + answer.delay)
        }
        await answer.heldBy?.wait(atMost: Limits.earlyReceiptWait)
        let body = answer.body.encoded(.meta)
        let usual = Response.graph(answer, body: body, traceID: traceID)
        guard let fault = answer.injected?.fault else { return usual }
        return try await FaultyResponse(
            channel: channel, alarms: platform.alarms, time: platform.time
        ).response(fault, usual: usual, body: body)
    }
}

/// The id by which Meta's support would find a request.
enum TraceID {
    static func make() -> String {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        return "A" + String((0..<22).compactMap { _ in letters.randomElement() })
    }
}
