import Messages
import RPC

extension HealthCheckRequest {
    /// SERVING or NOT_SERVING for the daemon as a whole and for each of its services.
    func reply(
        to tag: CallTag, isServing: Bool, into replies: inout ReplyBatch
    ) throws(RPCStatus) {
        guard service.isEmpty || MethodTable.services.contains(service) else {
            throw RPCStatus(
                .notFound, "the daemon has no such service", reason: "SERVICE_NOT_FOUND")
        }
        let status: ServingStatus = isServing ? .serving : .notServing
        replies.succeed(tag, with: HealthCheckResponse(status: status))
    }
}
