import Logging
import Messages
import RPC
import TestKit
import Testing
import Time

@testable import RPCServer

@Suite struct CallLogTests {
    private let log = RecordingLog()

    private func calls(at level: Logger.Level) -> CallLog {
        var logger = log.logger
        logger.logLevel = level
        return CallLog(logger, MethodNames([MethodName(service: "s", method: "m")]))
    }

    @Test func aLineTellsMethodTimeAndTrace() {
        let call = CallInFlight(
            streamID: 1, serial: 1, method: 0, bytes: 1, startedAt: Moment(nanoseconds: 2_000),
            deadline: .distantFuture)
        let trace = CallTrace([.init(key: "X-Request-Id", value: "order-7")])
        calls(at: .debug).answered(
            call, trace, .ok, from: .unix(user: 7, process: 12), at: Moment(nanoseconds: 5_000))

        #expect(log.lines.count == 1)
        #expect(log.lines[0].contains("s/m"))
        #expect(log.lines[0].contains("\"x-request-id\": order-7"))
        #expect(log.lines[0].contains("\"microseconds\": 3"))
        #expect(log.lines[0].contains("\"peer\": unix user 7 process 12"))
    }

    @Test func isOnAtDebugAndBelowAlone() {
        #expect(calls(at: .trace).isOn && calls(at: .debug).isOn)
        #expect(!calls(at: .info).isOn)
    }
}
