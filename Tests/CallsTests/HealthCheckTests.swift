import Messages
import RPC
import Testing

struct HealthCheckTests {
    @Test(arguments: [
        "", "paynotify.v1.Notifications", "paynotify.v1.Merchants", "paynotify.v1.Operations",
        "grpc.health.v1.Health",
    ])
    func answersForTheDaemonAndEachService(service: String) async throws {
        // given
        let request = HealthCheckRequest(service: service)
        // when
        let up = try await Bench(ScriptedStore()).call(.check, request)
        let down = try await Bench(ScriptedStore(), isServing: false)
            .call(.check, request)
        // then
        #expect(up.status == .serving)
        #expect(down.status == .notServing)
    }

    @Test func answersNotFoundForAServiceThatTheDaemonDoesNotHave() async {
        // given
        let bench = Bench(ScriptedStore())
        // when
        let status = await bench.refusal(
            .check, HealthCheckRequest(service: "paynotify.v1.Nothing"))
        // then
        #expect(status?.code == .notFound)
        #expect(status?.reason == "SERVICE_NOT_FOUND")
    }
}
