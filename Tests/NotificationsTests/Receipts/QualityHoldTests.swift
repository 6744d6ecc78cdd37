import Notifications
import TestKit
import Testing

@Suite struct QualityHoldTests {
    @Test func lasts24HoursFromTheArm() {
        #expect(QualityHold(at: Fixtures.now).armedSince == Fixtures.now - .seconds(86_400))
    }

    @Test func goesOnForAsLongAsAReceiptIsWaitedForAfterTheFirst() {
        #expect(QualityHold(at: Fixtures.now).heardBy == Fixtures.now - ChannelEvidence.silence)
    }
}
