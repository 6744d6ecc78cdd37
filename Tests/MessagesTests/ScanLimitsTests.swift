import Testing

@testable import Messages

/// The shapes of valid bytes that hurt libprotobuf-c, each at the size of a frame.
struct ScanLimitsTests {
    private static let frameBytes = 4 << 20

    private func refusal<M: CMessage>(
        of bytes: [UInt8], as type: M.Type, limits: ScanLimits = ScanLimits()
    ) -> MalformedMessage? {
        do throws(MalformedMessage) {
            _ = try M(decoding: bytes.span, unknownEnumNumbers: .refused, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test func refusesAMessageThatWouldBeMergedAgainAndAgain() {
        let session = WireBytes.data(1, WireBytes.data(6, [1]))
        let bytes = WireBytes.repeated(session, upTo: Self.frameBytes)

        #expect(
            refusal(of: bytes, as: GetSessionResponse.self)
                == .ruleBroken(field: "session", rule: "given twice, or beside an alternative"))
    }

    @Test func refusesMoreElementsThanTheLimit() {
        let bytes = WireBytes.repeated(WireBytes.data(5, []), upTo: Self.frameBytes)

        #expect(
            refusal(of: bytes, as: EnableNotificationsResponse.self)
                == .ruleBroken(
                    field: "withdrawn[16384]", rule: "the message has more than 16384 elements"))
    }

    @Test func refusesMoreEmptyMapEntriesThanTheLimit() {
        let bytes = WireBytes.repeated(WireBytes.data(3, []), upTo: Self.frameBytes)

        #expect(
            refusal(of: bytes, as: ErrorInfoMessage.self)
                == .ruleBroken(
                    field: "metadata[16384]", rule: "the message has more than 16384 elements"))
    }

    @Test func refusesMorePackedElementsThanTheLimit() {
        let states = [UInt8](repeating: 1, count: Self.frameBytes)

        #expect(
            refusal(of: WireBytes.data(1, states), as: StateSelection.self)
                == .ruleBroken(
                    field: "states[16384]", rule: "the message has more than 16384 elements"))
    }

    @Test func refusesMoreUnknownFieldsThanTheLimit() {
        let bytes = WireBytes.repeated(WireBytes.number(15, 0), upTo: Self.frameBytes)

        #expect(
            refusal(of: bytes, as: GetMerchantRequest.self)
                == .ruleBroken(field: "", rule: "the message has more than 4096 unknown fields"))
    }

    @Test func refusesMoreFieldsThanTheLimit() {
        let bytes = WireBytes.repeated(WireBytes.text(1, ""), upTo: Self.frameBytes)

        #expect(
            refusal(of: bytes, as: GetMerchantRequest.self)
                == .ruleBroken(field: "", rule: "the message has more than 65536 fields"))
    }

    @Test func refusesMoreDepthThanTheLimit() {
        let bytes = ListNotificationsResponse.layout.shape.filled()
        var limits = ScanLimits()

        limits.depthMax = 4
        #expect(refusal(of: bytes, as: ListNotificationsResponse.self, limits: limits) == nil)
        limits.depthMax = 3
        #expect(
            refusal(of: bytes, as: ListNotificationsResponse.self, limits: limits)
                == .ruleBroken(
                    field: "notifications[0].attempts[0].receipts[0]",
                    rule: "more than 3 messages deep"))
    }

    @Test func refusesWhatTakesMoreMemoryThanTheBudget() {
        let bytes = WireBytes.repeated(WireBytes.data(5, []), upTo: 20_000)

        #expect(
            refusal(of: bytes, as: EnableNotificationsResponse.self)
                == .ruleBroken(field: "", rule: "the message takes too much memory"))
    }

    @Test func grantsMemoryInProportionWithinAFloorAndACeiling() {
        let limits = ScanLimits()

        #expect(limits.memoryBytes(forMessageOf: 0) == 64 << 10)
        #expect(limits.memoryBytes(forMessageOf: 1 << 20) == 8 << 20)
        #expect(limits.memoryBytes(forMessageOf: 4 << 20) == 16 << 20)
    }

    @Test func decodesAStringThatFillsAFrame() throws {
        let text = String(repeating: "é", count: Self.frameBytes / 2 - 8)

        let request = try GetMerchantRequest(
            decoding: WireBytes.text(1, text), unknownEnumNumbers: .refused)

        #expect(request.merchantID == text)
    }
}
