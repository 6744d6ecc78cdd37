import HTTPTypes
import Hummingbird
import Version

/// What an operator's machines ask: does it live, should it get work, what does it count.
struct HealthRoutes: Sendable {
    let readiness: Admin.Readiness
    let notes: Admin.Notes
    let metrics: PrometheusMetrics
    let storage: Admin.Storage

    func add(to router: Router<GatewayContext>) {
        for path in ["/livez", "/readyz", "/metrics"] as [RouterPath] {
            router.refuseOthers(path, allowed: [.get, .head])
        }
        router.get("/livez") { _, _ in Response.line(.ok, "ok").namingVersion }
        router.get("/readyz") { _, _ in await ready().namingVersion }
        router.get("/metrics") { _, _ in
            Response.plain(
                .ok,
                metrics.text() + (storage()?.text ?? "")
                    + (ProcessFigures.here?.text ?? ""),
                contentType: PrometheusMetrics.contentType)
        }
    }

    private func ready() async -> Response {
        let reasons = await readiness()
        guard reasons.isEmpty else {
            return .line(.serviceUnavailable, reasons.joined(separator: "\n"))
        }
        return .line(.ok, (["ok"] + (await notes())).joined(separator: "\n"))
    }
}

extension Response {
    /// The answer with the daemon's version as its `Server`; only the operator's listener says it.
    fileprivate var namingVersion: Response {
        var response = self
        response.headers[.server] = "paynotifyd/\(PaynotifyVersion.text)"
        return response
    }
}
