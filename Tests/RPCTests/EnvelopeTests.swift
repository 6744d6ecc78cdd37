import Messages
import TestKit
import Testing

@testable import RPC

struct EnvelopeTests {
    /// What Debian's Go client 1.1.1 sent for a call without deadline and metadata.
    private static let goRequest: [UInt8] =
        [0x0a, 0x19] + Array("payments.v1.Notifications".utf8)
        + [0x12, 0x10] + Array("RegisterTemplate".utf8)
        + [0x1a, 0x0c, 0x0a, 0x06, 0x70, 0x61, 0x79, 0x2e, 0x6f, 0x6b, 0x12, 0x02, 0x68, 0x69]
    private static let goPayload: [UInt8] = [
        0x0a, 0x06, 0x70, 0x61, 0x79, 0x2e, 0x6f, 0x6b, 0x12, 0x02, 0x68, 0x69,
    ]
    /// What it added with a deadline of 5 s and x-request-id=r1.
    private static let goDeadlineAndMetadata: [UInt8] = [
        0x20, 0xc0, 0x99, 0x91, 0xd0, 0x12,
        0x2a, 0x12, 0x0a, 0x0c, 0x78, 0x2d, 0x72, 0x65, 0x71, 0x75, 0x65, 0x73, 0x74, 0x2d, 0x69,
        0x64, 0x12, 0x02, 0x72, 0x31,
    ]

    @Test func readsAndWritesARequestOfTheGoClient() throws {
        let request = try Envelope.decodeRequest(Self.goRequest)
        let bytes = try Envelope.encodeRequest(
            service: "payments.v1.Notifications", method: "RegisterTemplate",
            payload: Self.goPayload)

        #expect(
            request
                == RequestEnvelope(
                    service: "payments.v1.Notifications", method: "RegisterTemplate",
                    payload: Self.goPayload))
        #expect(bytes == Self.goRequest)
        #expect(bytes.count == 0x3b)
    }

    @Test func readsAndWritesADeadlineAndMetadataOfTheGoClient() throws {
        let metadata = [MetadataEntry(key: "x-request-id", value: "r1")]

        let request = try Envelope.decodeRequest(Self.goRequest + Self.goDeadlineAndMetadata)
        let bytes = try Envelope.encodeRequest(
            service: "payments.v1.Notifications", method: "RegisterTemplate",
            payload: Self.goPayload, timeout: .nanoseconds(4_999_892_160), metadata: metadata)

        #expect(request.timeoutNano == 4_999_892_160)
        #expect(request.metadata == [EnvelopeKeyValue(key: "x-request-id", value: "r1")])
        #expect(bytes == Self.goRequest + Self.goDeadlineAndMetadata)
    }

    @Test func readsTheAnswersOfTheGoServer() throws {
        let ok = Envelope.decodeResponse([0x12, 0x02, 0x08, 0x02])
        let refused = Envelope.decodeResponse(
            [0x0a, 0x13, 0x08, 0x0c, 0x12, 0x0f] + Array("service no.Such".utf8))

        #expect(ok == .success([0x08, 0x02]))
        #expect(refused == .failure(RPCStatus(.unimplemented, "service no.Such")))
    }

    @Test func writesAnExplicitEmptyStatusForOK() {
        #expect(
            Envelope.encodeResponse(.success([0x08, 0x07])) == [0x0a, 0x00, 0x12, 0x02, 0x08, 0x07])
        #expect(Envelope.encodeResponse(.success([])) == [0x0a, 0x00])
        #expect(Envelope.decodeResponse([0x0a, 0x00]) == .success([]))
    }

    @Test func writesAStatusAsTheGoServerDoes() {
        let bytes = Envelope.encodeResponse(.failure(RPCStatus(.unimplemented, "service no.Such")))

        #expect(bytes == [0x0a, 0x13, 0x08, 0x0c, 0x12, 0x0f] + Array("service no.Such".utf8))
    }

    @Test func takesAnEmptyFrameForOK() {
        #expect(Envelope.decodeResponse([]) == .success([]))
    }

    @Test func dropsThePayloadBesideAnError() {
        #expect(
            Envelope.decodeResponse([0x0a, 0x02, 0x08, 0x05, 0x12, 0x01, 0x00])
                == .failure(RPCStatus(.notFound)))
    }

    @Test func ignoresUnknownFieldsOfBothEnvelopes() throws {
        let unknown: [UInt8] = [0xa0, 0x06, 0x01, 0xaa, 0x06, 0x01, 0xff]

        let request = try Envelope.decodeRequest(Self.goRequest + unknown)
        let reply = Envelope.decodeResponse([0x0a, 0x00] + unknown)

        #expect(request.method == "RegisterTemplate")
        #expect(reply == .success([]))
    }

    @Test func readsANegativeTimeout() throws {
        let minusOne: [UInt8] = [0x20] + [UInt8](repeating: 0xff, count: 9) + [0x01]

        #expect(try Envelope.decodeRequest(Self.goRequest + minusOne).timeoutNano == -1)
    }

    @Test func refusesAnEnvelopeThatDoesNotParse() {
        #expect {
            try Envelope.decodeRequest([0x0a, 0x05, 0x61])
        } throws: { error in
            let status = error as? RPCStatus
            return status?.code == .invalidArgument && status?.reason == "MALFORMED_ENVELOPE"
        }
    }

    @Test(arguments: [
        ([0x0a, 0x00, 0x12, 0x01, 0x6d] as [UInt8], "service"),
        ([0x0a, 0x01, 0x73], "method"),
        (
            [0x0a, 0x81, 0x01] + [UInt8](repeating: 0x73, count: 129) + [0x12, 0x01, 0x6d],
            "service"
        ),
        ([0x0a, 0x01, 0x73, 0x12, 0x01, 0xff], "method"),
        ([0x0a, 0x02, 0x73, 0x00, 0x12, 0x01, 0x6d], "service"),
        ([0x0a, 0x01, 0x73, 0x12, 0x01, 0x6d, 0x2a, 0x03, 0x12, 0x01, 0xff], "metadata[0].value"),
    ])
    func refusesAnEnvelopeThatBreaksARuleByItsField(bytes: [UInt8], field: String) {
        #expect {
            try Envelope.decodeRequest(bytes)
        } throws: { error in
            let status = error as? RPCStatus
            return status?.code == .invalidArgument
                && status?.fieldViolations.map(\.field) == [field]
        }
    }

    @Test func acceptsNamesOfTheGreatestLength() throws {
        let name = String(repeating: "n", count: Envelope.nameBytesMax)

        let bytes = try Envelope.encodeRequest(service: name, method: name, payload: [])

        #expect(try Envelope.decodeRequest(bytes).service == name)
        #expect(throws: RPCStatus.self) {
            try Envelope.encodeRequest(service: name + "n", method: name, payload: [])
        }
    }

    @Test func neverWritesAResponseAboveTheLimit() {
        let overhead = 2 + 5
        let largest = [UInt8](repeating: 1, count: Envelope.bytesMax - overhead)

        let whole = Envelope.encodeResponse(.success(largest))
        let replaced = Envelope.encodeResponse(.success(largest + [1]))

        #expect(whole.count == Envelope.bytesMax)
        #expect(Envelope.decodeResponse(whole) == .success(largest))
        guard case .failure(let status) = Envelope.decodeResponse(replaced) else {
            Issue.record("an oversized response was not replaced")
            return
        }
        #expect(status.code == .resourceExhausted)
        #expect(status.reason == "RESPONSE_TOO_LARGE")
    }

    @Test func refusesToWriteARequestAboveTheLimit() {
        let payload = [UInt8](repeating: 1, count: Envelope.bytesMax)

        #expect {
            try Envelope.encodeRequest(service: "s", method: "m", payload: payload)
        } throws: {
            ($0 as? RPCStatus)?.code == .resourceExhausted
        }
    }

    @Test func takesAResponseThatDoesNotParseForInternal() {
        guard case .failure(let status) = Envelope.decodeResponse([0x0a, 0x05]) else {
            Issue.record("half a response was taken for a whole one")
            return
        }
        #expect(status.code == .internal)
    }
}
