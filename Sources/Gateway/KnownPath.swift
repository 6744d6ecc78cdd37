import HTTPTypes
import Hummingbird

extension Router<GatewayContext> {
    /// A router that answers HEAD wherever it answers GET.
    static func gateway() -> Router<GatewayContext> {
        Router(context: GatewayContext.self, options: .autoGenerateHeadEndpoints)
    }

    /// Answers all methods of the path that are not allowed with 405 and those that are.
    func refuseOthers(_ path: RouterPath, allowed: [HTTPRequest.Method]) {
        let allow = allowed.map(\.rawValue).joined(separator: ", ")
        let all: [HTTPRequest.Method] = [
            .get, .head, .post, .put, .delete, .patch, .options, .trace, .connect,
        ]
        for method in all where !allowed.contains(method) {
            on(path, method: method) { _, _ in
                var response = Response.line(.methodNotAllowed, "allowed: \(allow)")
                response.headers[.allow] = allow
                return response
            }
        }
    }
}
