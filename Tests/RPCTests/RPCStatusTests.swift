import Messages
import TestKit
import Testing

@testable import RPC

struct RPCStatusTests {
    @Test func survivesTheWireWithAllDetails() throws {
        let status = RPCStatus(
            .unavailable, "draining",
            details: [
                .errorInfo(reason: "DRAINING", metadata: ["b": "2", "a": "1"]),
                .badRequest([.init(field: "phone", rule: "digits only")]),
                .retryInfo(.milliseconds(1_500)),
                .other(typeURL: "type.googleapis.com/google.rpc.Help", value: [1, 2]),
            ])

        let reply = Envelope.decodeResponse(Envelope.encodeResponse(.failure(status)))

        #expect(reply == .failure(status))
    }

    @Test func namesTheTypesOfItsDetails() {
        let status = RPCStatus(
            .unavailable, "",
            details: [
                .errorInfo(reason: "R", metadata: [:]), .badRequest([]), .retryInfo(.seconds(1)),
            ])

        #expect(
            status.wire.details.map(\.typeURL) == [
                "type.googleapis.com/google.rpc.ErrorInfo",
                "type.googleapis.com/google.rpc.BadRequest",
                "type.googleapis.com/google.rpc.RetryInfo",
            ])
        // ErrorInfo {reason: "R", domain: "paynotify"}; RetryInfo {retry_delay {seconds: 1}}
        #expect(status.wire.details[0].value == [0x0a, 1, 0x52, 0x12, 9] + Array("paynotify".utf8))
        #expect(status.wire.details[2].value == [0x0a, 2, 0x08, 1])
    }

    @Test func writesTheMetadataOfAnErrorInfoInTheOrderOfItsKeys() {
        let metadata = Dictionary(uniqueKeysWithValues: (0..<20).map { ("k\($0)", "v") })
        let status = RPCStatus(
            .internal, "", details: [.errorInfo(reason: "R", metadata: metadata)])

        let first = Envelope.encodeResponse(.failure(status))

        for _ in 0..<10 { #expect(Envelope.encodeResponse(.failure(status)) == first) }
    }

    @Test(arguments: RPCStatus.Code.allCases)
    func everyCodeSurvivesTheWire(code: RPCStatus.Code) {
        #expect(RPCStatus(RPCStatus(code, "m").wire).code == code)
    }

    @Test(arguments: [-1, 17, 100, Int32.max, .min])
    func takesACodeThatGRPCDoesNotHaveForUnknown(code: Int32) {
        #expect(RPCStatus(StatusMessage(code: code, message: "m")) == RPCStatus(.unknown, "m"))
    }

    @Test func keepsTheErrorInfoOfAnotherDomainAsItCame() {
        let info = ErrorInfoMessage(reason: "R", domain: "example.com").encoded()
        let typeURL = "type.googleapis.com/google.rpc.ErrorInfo"

        let status = RPCStatus(
            StatusMessage(code: 5, details: [AnyMessage(typeURL: typeURL, value: info)]))

        #expect(status.details == [.other(typeURL: typeURL, value: info)])
        #expect(status.reason == nil)
    }

    @Test(arguments: ["ErrorInfo", "BadRequest", "RetryInfo"])
    func keepsADetailThatDoesNotParseAsItCame(name: String) {
        let detail = AnyMessage(typeURL: "type.googleapis.com/google.rpc.\(name)", value: [0x0a])

        let status = RPCStatus(StatusMessage(code: 3, details: [detail]))

        #expect(status.details == [.other(typeURL: detail.typeURL, value: [0x0a])])
    }

    @Test func writesCodesAsGRPCDoes() {
        #expect(RPCStatus.Code.ok.name == "OK")
        #expect(RPCStatus.Code.invalidArgument.name == "INVALID_ARGUMENT")
        #expect(RPCStatus.Code.internal.name == "INTERNAL")
    }

    @Test func refusesAPayloadThatDoesNotParseAsInternal() {
        let status = RPCStatus.refusedPayload(.malformed("a number is cut off at byte 1"))

        #expect(status.code == .internal)
        #expect(status.reason == "MALFORMED_PAYLOAD")
    }

    @Test func refusesAPayloadThatBreaksARuleByItsField() {
        let status = RPCStatus.refusedPayload(
            .ruleBroken(field: "attributes.amount", rule: "contains a NUL"))

        #expect(status.code == .invalidArgument)
        #expect(status.message == "attributes.amount: contains a NUL")
        #expect(
            status.fieldViolations == [.init(field: "attributes.amount", rule: "contains a NUL")])
    }

    @Test func readsTheRetryDelayOfAStatus() {
        #expect(RPCStatus(.unavailable, "").retryDelay == nil)
        #expect(
            RPCStatus(.unavailable, "", details: [.retryInfo(.seconds(2))]).retryDelay
                == .seconds(2))
    }
}
