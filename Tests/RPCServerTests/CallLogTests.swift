import EventLoop
import Logging
import RPC
import TestKit
import Testing

@testable import RPCServer

@Suite struct CallLogTests {
    private static let tag = CallTag(connection: 1, serial: 1, streamID: 1)
    private let log = RecordingLog()

    /// A batch of one call that says what it is called.
    private var batch: CallBatch {
        var batch = CallBatch()
        let payload: [UInt8] = []
        batch.add(
            method: 0, payload: payload.span,
            metadata: [MetadataEntry(key: "x-request-id", value: "order-7")],
            deadline: .distantFuture, tag: Self.tag)
        return batch
    }

    private func logger(at level: Logger.Level) -> Logger {
        var logger = log.logger
        logger.logLevel = level
        return logger
    }

    @Test func keepsNothingOfACallThatWasAnsweredOrThatNobodyWaitsFor() {
        var calls = CallLog(
            logger(at: .debug), MethodNames([MethodName(service: "s", method: "m")]))
        let moment = Moment(nanoseconds: 5_000)
        let call = CallInFlight(
            streamID: 1, serial: 1, method: 0, bytes: 1, startedAt: Moment(nanoseconds: 2_000),
            deadline: .distantFuture)
        for waiting in [call, nil] {
            calls.began(batch)
            #expect(calls.keptCount == 1)
            calls.answered(Self.tag, waiting, .ok, from: "peer", at: moment)
            #expect(calls.keptCount == 0)
        }
        #expect(log.lines.count == 1)
        #expect(log.lines[0].contains("order-7"))
        #expect(log.lines[0].contains("\"microseconds\": 3"))
    }

    @Test func keepsNothingAtOtherLevels() {
        var calls = CallLog(logger(at: .info), MethodNames([MethodName(service: "s", method: "m")]))
        calls.began(batch)
        #expect(!calls.isOn && calls.keptCount == 0)
    }
}
