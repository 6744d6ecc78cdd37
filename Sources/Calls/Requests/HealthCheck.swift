import Messages
import RPC

extension HealthCheckRequest {
    /// SERVING or NOT_SERVING for the daemon as a whole and for each of its services.
    func reply(from source: any HealthSource) -> RPCReply {
        guard service.isEmpty || MethodTable.services.contains(service) else {
            return .failure(
                RPCStatus(
                    .notFound, "the daemon has no such service", reason: "SERVICE_NOT_FOUND"))
        }
        let status: ServingStatus = source.isServing ? .serving : .notServing
        return .success(HealthCheckResponse(status: status).encoded())
    }
}
