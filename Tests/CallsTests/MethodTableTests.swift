import Messages
import RPC
import TestKit
import Testing

@testable import Calls

struct MethodTableTests {
    @Test func holdsEachMethodOfTheProtosButThoseOfTheMachinesOwner() {
        let names = MethodTable.names.names.map { "\($0.service)/\($0.method)" }

        let callers = Methods.all.filter { $0.service != ServiceName.maintenance }
        #expect(names.sorted() == callers.map(\.fullPath).sorted())
    }

    @Test(arguments: [
        ("paynotify.v1.Nothing", "NotifyStateChange", "UNKNOWN_SERVICE"),
        ("paynotify.v1.Notifications", "SetMerchant", "UNKNOWN_METHOD"),
        ("paynotify.v1.Notifications", "notifyStateChange", "UNKNOWN_METHOD"),
        ("", "", "UNKNOWN_SERVICE"),
    ])
    func answersUnimplementedToWhatItDoesNotHave(
        service: String, method: String, reason: String
    ) async {
        // given
        let bench = Bench(ScriptedStore())
        // when
        let status = await bench.refusal(
            of: RPCRequest(service: service, method: method, payload: []))
        // then
        #expect(status?.code == .unimplemented)
        #expect(status?.reason == reason)
    }

    @Test func refusesAPayloadAboveTheLimitBeforeDecodingIt() async {
        // given
        let bench = Bench(ScriptedStore())
        let junk = [UInt8](repeating: 0xFF, count: MethodTable.payloadBytesMax + 1)
        // when
        let above = await bench.refusal(of: .getMerchant(payload: junk))
        let atLimit = await bench.refusal(of: .getMerchant(payload: junk.dropLast()))
        // then
        #expect(above?.code == .resourceExhausted)
        #expect(above?.reason == "PAYLOAD_TOO_LARGE")
        #expect(atLimit?.code == .internal)
    }
}

extension RPCRequest {
    fileprivate static func getMerchant(payload: [UInt8]) -> RPCRequest {
        RPCRequest(
            service: ServiceName.merchants, method: "GetMerchant",
            payload: payload)
    }
}
