import Messages
import RPC
import TestKit
import Testing

@testable import RPCServer

@Suite struct CallTraceTests {
    private static let named = [MetadataEntry(key: "x-request-id", value: "order-7")]

    @Test func isOfTheKeysThatItKnowsHoweverTheyAreSpelled() {
        let trace = CallTrace([
            .init(key: "TraceParent", value: "00-1-2-01"), .init(key: "authorization", value: "s"),
            .init(key: "x-request-id", value: "order-7"),
        ])
        #expect(trace?.values == ["traceparent": "00-1-2-01", "x-request-id": "order-7"])
    }

    @Test(arguments: ["", "two words", "line\nbreak", "ä", String(repeating: "x", count: 129)])
    func aValueThatALogCouldNotShowIsNone(value: String) {
        #expect(CallTrace([.init(key: "x-request-id", value: value)]) == nil)
    }

    @Test func isKeptUntilTheAnswer() {
        let connection = MachineUnderTest(keepsTraces: true)
        connection.receive(request(id: 1, metadata: Self.named))
        #expect(connection.trace(of: 0) != nil)
        #expect(connection.answer(0))
        #expect(connection.trace(of: 0) == nil)
    }

    @Test func isForgottenWithACallThatNobodyWaitsForAnyMore() {
        let connection = MachineUnderTest(keepsTraces: true)
        connection.receive(request(id: 1, timeout: .seconds(1), metadata: Self.named))
        connection.advance(by: .seconds(1))
        #expect(connection.machine.callsInFlight == 1)
        #expect(connection.trace(of: 0) == nil)
    }

    @Test func isNotMadeWhereNobodyReadsIt() {
        let connection = MachineUnderTest(keepsTraces: false)
        connection.receive(request(id: 1, metadata: Self.named))
        #expect(connection.trace(of: 0) == nil)
    }
}
