import Messages
import Notifications
package import RPC

/// Says who may act for which merchant.
package protocol AccessPolicy: Sendable {
    /// Throws the status of a caller that may not act for the merchant, or with nil for all of them.
    ///
    /// The merchant is named as in the request, which is not checked yet.
    func check(_ caller: Peer, actsFor merchant: String?) throws(RPCStatus)
}

/// Whoever reaches the server acts for every merchant: it listens where only this machine can reach it.
package struct OpenAccess: AccessPolicy {
    package init() {}

    package func check(_ caller: Peer, actsFor merchant: String?) throws(RPCStatus) {}
}

/// The one way from the bytes of a payload to a request of a caller that may make it.
///
/// A command or a query names a merchant by its type, ``MerchantRequest``, or is about all of them: no
/// request becomes work unasked.
struct Entrance: Sendable {
    let access: any AccessPolicy
    let zones: any ZoneRules

    /// A request about a merchant, for whom the caller may act.
    func admit<Request: MerchantRequest>(
        _ payload: Span<UInt8>, from caller: Peer
    ) throws(RPCStatus) -> Request {
        let request: Request = try decode(payload)
        try access.check(caller, actsFor: request.merchantID)
        return request
    }

    /// A request about all merchants, for all of whom the caller may act.
    func admit<Request: AllMerchantsQuery>(
        _ payload: Span<UInt8>, from caller: Peer
    ) throws(RPCStatus) -> Request {
        try access.check(caller, actsFor: nil)
        return try decode(payload)
    }

    /// A request that everyone may make, for it is about the daemon alone.
    func decode<Request: WireMessage>(_ payload: Span<UInt8>) throws(RPCStatus) -> Request {
        do {
            return try Request(decoding: payload, unknownEnumNumbers: .refused)
        } catch {
            throw .refusedPayload(error.inOneSelection)
        }
    }
}

extension MalformedMessage {
    /// The same error with the path that the domain's rules give a selection: `states[0]`, where the
    /// protos nest it as `states.states[0]`.
    fileprivate var inOneSelection: MalformedMessage {
        guard case .ruleBroken(let field, let rule) = self else { return self }
        for name in ["states", "phases"] where field.hasPrefix("\(name).\(name)") {
            return .ruleBroken(field: String(field.dropFirst(name.count + 1)), rule: rule)
        }
        return self
    }
}
