import HTTPTypes
import HummingbirdTesting
import Testing
import Version

@testable import Gateway

@Suite struct HealthRouteTests {
    private func get(
        _ uri: String, storage: @escaping Admin.Storage = { nil },
        readiness: @escaping Admin.Readiness = { [] },
        notes: @escaping Admin.Notes = { [] }
    ) async throws -> TestResponse {
        let metrics = PrometheusMetrics()
        // What is shown is written by others.
        _ = GatewayMeters(factory: metrics)
        let admin = Admin(
            listener: HTTPListener(), metrics: metrics, storage: storage, readiness: readiness,
            notes: notes, logger: quiet)
        return try await admin.application().test(.router) { try await $0.get(uri) }
    }

    @Test func livesEvenWhileItIsNotReady() async throws {
        let response = try await get("/livez", readiness: { ["draining"] })

        #expect(response.status == .ok)
        #expect(response.text == "ok\n")
    }

    @Test(arguments: ["/livez", "/readyz"])
    func namesTheVersionOfTheDaemon(path: String) async throws {
        let response = try await get(path)

        #expect(response.headers[.server] == "paynotifyd/\(PaynotifyVersion.text)")
    }

    @Test func isReadyWithoutAReasonAgainstIt() async throws {
        let response = try await get("/readyz")

        #expect(response.status == .ok)
    }

    @Test func saysEachReasonForNotBeingReadyInALine() async throws {
        let response = try await get(
            "/readyz", readiness: { ["draining", "the store does not write"] })

        #expect(response.status == .serviceUnavailable)
        #expect(response.text == "draining\nthe store does not write\n")
    }

    @Test func isReadyWithNotesOnWhatAPersonHasToSeeTo() async throws {
        let response = try await get("/readyz", notes: { ["number 8 is silent"] })

        #expect(response.status == .ok)
        #expect(response.text == "ok\nnumber 8 is silent\n")
    }

    @Test func showsItsMetricsFromTheStart() async throws {
        let response = try await get("/metrics")

        #expect(response.status == .ok)
        let type = "text/plain; version=0.0.4; charset=utf-8"
        #expect(response.headers[.contentType] == type)
        #expect(response.text.contains("# TYPE paynotify_webhooks_total counter\n"))
        #expect(response.text.contains("paynotify_webhooks_total{outcome=\"stored\"} 0\n"))
        #expect(response.text.contains("# TYPE paynotify_webhook_seconds histogram\n"))
    }

    @Test func showsHowLargeTheDatabaseIsAndHowMuchIsFree() async throws {
        let figures = StorageFigures(databaseBytes: 8_192, logBytes: 700, freeBytes: 5_000_000)

        let text = try await get("/metrics", storage: { figures }).text

        #expect(text.contains("\n# TYPE paynotify_database_bytes gauge\n"))
        #expect(text.contains("\npaynotify_database_bytes 8192\n"))
        #expect(text.contains("\npaynotify_database_log_bytes 700\n"))
        #expect(text.contains("\npaynotify_disk_free_bytes 5000000\n"))
    }

    @Test(arguments: ["/livez", "/readyz", "/metrics", "/liv%65z"])
    func answersHEADAsGETAndNamesWhatIsAllowed(uri: String) async throws {
        let metrics = PrometheusMetrics()
        let admin = Admin(
            listener: HTTPListener(), metrics: metrics, readiness: { [] }, logger: quiet)
        try await admin.application().test(.router) { client in
            let head = try await client.execute(uri: uri, method: .head)
            #expect(head.status == .ok)
            #expect(head.text.isEmpty)
            for method in [HTTPRequest.Method.post, .options, .delete] {
                let other = try await client.execute(uri: uri, method: method)
                #expect(other.status == .methodNotAllowed)
                #expect(other.headers[.allow] == "GET, HEAD")
            }
        }
    }

    @Test(arguments: ["/", "/webhooks", "/metrics/x", webhookPath])
    func hasNoOtherPage(uri: String) async throws {
        #expect(try await get(uri).status == .notFound)
    }

    @Test(arguments: ["/", "/livez", "/metrics", "//metrics", "/metrics/", "/%6Detrics"])
    func isNotShownWhereWebhooksCome(uri: String) async throws {
        let response = try await Fixture().router { try await $0.get(uri) }

        #expect(response.status == .notFound)
    }
}
