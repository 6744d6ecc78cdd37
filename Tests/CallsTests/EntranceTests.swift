import Messages
import RPC
import Synchronization
import TestKit
import Testing

@testable import Calls

struct EntranceTests {
    private static let caller = Peer.unix(user: 7, process: 12)

    @Test(
        arguments: Methods.all.filter { $0.service != ServiceName.maintenance }
            .map(AnyMethod.init))
    func noMethodServesACallerWhoMayNotActForItsMerchant(_ any: AnyMethod) async throws {
        // given
        let access = RefusingAccess()
        let bench = Bench(ScriptedStore(), access: access)
        // when
        let status = await bench.refusal(of: try any.request(merchant: "shop"))
        // then
        switch any.scope {
        case .merchant: #expect(access.asked == [.init(caller: Self.caller, merchant: "shop")])
        case .allMerchants: #expect(access.asked == [.init(caller: Self.caller, merchant: nil)])
        case .daemon: #expect(access.asked == [])
        }
        #expect((status?.reason == "NO_ACCESS") == (any.scope != .daemon))
        #expect(access.asked.isEmpty || bench.refusals.reasons == ["NO_ACCESS"])
    }

    @Test func theStoreHearsNothingOfACallerWhoMayNot() async throws {
        let store = ScriptedStore()
        let bench = Bench(store, access: RefusingAccess())
        _ = await bench.refusal(.notifyStateChange, Sample.notify)
        #expect(store.batches.isEmpty)
    }

    @Test func eachCallOfABatchIsAskedForWithItsOwnCaller() async {
        let access = RefusingAccess()
        let bench = Bench(ScriptedStore(), access: access)
        let notify = RPCRequest(.notifyStateChange, Sample.notify)
        let other = Peer.tcp(address: "127.0.0.1:1")
        bench.handle([notify, notify])
        bench.handle([notify], from: other)
        #expect(access.asked.map(\.caller) == [Self.caller, Self.caller, other])
    }
}

/// A method of the protos, with what its requests are about.
struct AnyMethod: CustomTestStringConvertible, Sendable {
    enum Scope {
        case merchant
        case allMerchants
        case daemon
    }

    let method: any UnaryMethod

    var testDescription: String { method.fullPath }

    /// Those that are about no merchant are few, and are named here.
    var scope: Scope {
        switch method.fullPath {
        case "grpc.health.v1.Health/Check": .daemon
        case "paynotify.v1.Merchants/ListMerchants": .allMerchants
        default: .merchant
        }
    }

    /// A request that names the merchant and nothing else, where it names one.
    func request(merchant: String) throws -> RPCRequest {
        RPCRequest(
            service: method.service, method: method.method,
            payload: try Self.payload(of: method, merchant))
    }

    private static func payload<Method: UnaryMethod>(
        of _: Method, _ merchant: String
    ) throws -> [UInt8] {
        let name: JSON = ["merchantId": .string(merchant)]
        let json: JSON? =
            if Method.Request.self is SetMerchantRequest.Type {
                ["merchant": name]
            } else if Method.Request.self is any MerchantRequest.Type { name } else { nil }
        return try json.map { try Method.Request(json: $0).encoded() } ?? []
    }
}

/// Lets nobody act for anyone, and remembers who asked.
private final class RefusingAccess: AccessPolicy {
    struct Question: Equatable {
        var caller: Peer
        var merchant: String?
    }

    private let questions = Mutex<[Question]>([])

    var asked: [Question] { questions.withLock(\.self) }

    func check(_ caller: Peer, actsFor merchant: String?) throws(RPCStatus) {
        questions.withLock { $0.append(Question(caller: caller, merchant: merchant)) }
        throw RPCStatus(.permissionDenied, "no", reason: "NO_ACCESS")
    }
}
