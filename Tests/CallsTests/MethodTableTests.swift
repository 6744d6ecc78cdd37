import Foundation
import Messages
import RPC
import TestKit
import Testing

@testable import Calls

struct MethodTableTests {
    @Test func holdsEachMethodOfTheProtosAndNoOther() throws {
        // given
        let protos = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Protos")
        // when
        let declared = try Set(
            [
                "paynotify/v1/notifications.proto", "paynotify/v1/merchants.proto",
                "paynotify/v1/operations.proto", "paynotify/v1/recipients.proto",
                "paynotify/v1/senders.proto",
                "grpc/health/v1/health.proto",
            ].flatMap { try Self.methods(in: protos.appending(path: $0)) })
        // then
        #expect(declared == Set(MethodTable.names.names))
        #expect(declared.count == 33)
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

    /// The methods of the services in a file, by a reading of its lines.
    private static func methods(in file: URL) throws -> [MethodName] {
        var package = ""
        var service = ""
        var names: [MethodName] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let words = line.split { " ;({".contains($0) }
            switch words.first {
            case "package": package = String(words[1])
            case "service": service = "\(package).\(words[1])"
            case "rpc": names.append(MethodName(service: service, method: String(words[1])))
            default: break
            }
        }
        return names
    }
}

extension RPCRequest {
    fileprivate static func getMerchant(payload: [UInt8]) -> RPCRequest {
        RPCRequest(
            service: ServiceName.merchants, method: "GetMerchant",
            payload: payload)
    }
}
