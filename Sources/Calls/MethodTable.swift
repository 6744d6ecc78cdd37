import Notifications
import RPC

/// All methods that the daemon serves.
package enum MethodTable {
    /// Bytes of a request's payload; more is refused before it is decoded.
    package static let payloadBytesMax = 256 << 10

    /// By name.
    static let methods: [MethodName: Method] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// Full names of the services.
    static let services = Set(methods.keys.map(\.service))

    private static let all: [Method] = [
        .command(.registerTemplate),
        .query(.listTemplates),
        .command(.enableNotifications),
        .command(.notifyStateChange),
        .query(.getSession),
        .query(.listNotifications),
        .zonedQuery(.explainSession),
        .zonedQuery(.previewNotifications),
        .command(.releaseNotification),
        .command(.cancelNotification),
        .command(.resolveNotification),
        .command(.setMerchant),
        .query(.getMerchant),
        .command(.registerAuthenticator),
        .query(.listAuthenticators),
        .query(.listSenders),
        .command(.pause),
        .command(.resume),
        .query(.listPauses),
        .query(.listAuditEntries),
        .command(.setChannel),
        .command(.sendNotification),
        .command(.setOptOut),
        .query(.getRecipient),
        .query(.listOptOuts),
        .command(.resendNotification),
        .command(.startReplay),
        .query(.getReplay),
        .query(.listReplays),
        .command(.cancelReplay),
        .command(.syncTemplates),
        .health(.check),
    ]

    /// What the call asks for; throws the status of one that cannot be served.
    static func work(
        of request: RPCRequest, zones: any ZoneRules
    ) throws(RPCStatus) -> Work {
        let name = MethodName(service: request.service, method: request.method)
        guard let method = methods[name] else { throw .unknownMethod(name) }
        guard request.payload.count <= payloadBytesMax else {
            throw .payloadTooLarge(bytes: request.payload.count)
        }
        return try method.understand(request.payload, zones)
    }
}

extension RPCStatus {
    fileprivate static func unknownMethod(_ name: MethodName) -> RPCStatus {
        guard MethodTable.services.contains(name.service) else {
            return RPCStatus(
                .unimplemented, "unknown service \(name.service)", reason: "UNKNOWN_SERVICE")
        }
        return RPCStatus(
            .unimplemented, "unknown method \(name.method) of \(name.service)",
            reason: "UNKNOWN_METHOD")
    }

    fileprivate static func payloadTooLarge(bytes: Int) -> RPCStatus {
        RPCStatus(
            .resourceExhausted,
            "the payload has \(bytes) bytes; at most \(MethodTable.payloadBytesMax) are accepted",
            reason: "PAYLOAD_TOO_LARGE",
            metadata: ["limit": String(MethodTable.payloadBytesMax)])
    }
}
