import Messages
import RPC

extension HealthCheckRequest {
    /// SERVING or NOT_SERVING for the daemon as a whole and for each of its services.
    func response(isServing: Bool) throws(RPCStatus) -> HealthCheckResponse {
        guard service.isEmpty || MethodTable.services.contains(service) else {
            throw RPCStatus(
                .notFound, "the daemon has no such service", reason: "SERVICE_NOT_FOUND")
        }
        return HealthCheckResponse(status: isServing ? .serving : .notServing)
    }
}
