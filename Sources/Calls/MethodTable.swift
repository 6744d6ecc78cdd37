import Notifications
import RPC

/// All methods that the daemon serves.
package enum MethodTable {
    /// Bytes of a request's payload; more is refused before it is decoded.
    package static let payloadBytesMax = 256 << 10

    /// The methods' names, by their numbers.
    static let names = MethodNames(
        methods.map(\.name), queries: Set(methods.filter(\.isQuery).map(\.name)))

    /// Full names of the services.
    static let services = Set(methods.map(\.name.service))

    private static let methods: [Method] = [
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
        .queryOfAll(.listMerchants),
        .command(.registerAuthenticator),
        .query(.listAuthenticators),
        .command(.subscribeAuthenticator),
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
        .command(.eraseRecipient),
        .query(.getErasure),
        .command(.releaseRestored),
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
        of call: IncomingCall, in batch: CallBatch, through entrance: Entrance
    ) throws(RPCStatus) -> Work {
        guard let number = call.method else {
            throw .unknownMethod(batch.unknownMethodName(of: call))
        }
        guard call.payload.count <= payloadBytesMax else {
            throw .payloadTooLarge(bytes: call.payload.count)
        }
        return try methods[number].decode(
            batch.payloads.span.extracting(call.payload), batch.peer(of: call), entrance)
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
