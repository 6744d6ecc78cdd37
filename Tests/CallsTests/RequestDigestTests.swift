import Messages
import Notifications
import Testing

@testable import Calls

struct RequestDigestTests {
    @Test func staysTheSameOverVersions() {
        // A stored digest is compared with one that a later version makes.
        let hex = RequestDigest(Sample.notify.digestedFields).bytes.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        #expect(hex == "a79c282409053a9baba48a172c6bbe9f8b3b14221a225e85a06e26f3ba63ee77")
    }

    @Test func changesWithEachField() {
        // given
        let changed: [NotifyStateChangeRequest] = [
            Sample.with(Sample.notify) { $0.merchantID = "shop2" },
            Sample.with(Sample.notify) { $0.sessionID = "order-2" },
            Sample.with(Sample.notify) { $0.state = .failed },
            Sample.with(Sample.notify) { $0.eventID = "evt-2" },
            Sample.with(Sample.notify) { $0.occurredAtMilliseconds = 0 },
            Sample.with(Sample.notify) { $0.changedAttributes.customerName = "A-17" },
            Sample.with(Sample.notify) { $0.changedAttributes.amount = "14" },
            Sample.with(Sample.notify) { $0.changedAttributes.currency = "KWD" },
            Sample.with(Sample.notify) { $0.changedAttributes.orderNumber = "" },
            Sample.with(Sample.notify) { $0.changedAttributes.checkoutLink = "https://a.example" },
            Sample.with(Sample.notify) {
                $0.changedAttributes.checkoutLinkExpiresAtMilliseconds = 1
            },
        ]
        // when
        let digests = Set(([Sample.notify] + changed).map { RequestDigest($0.digestedFields) })
        // then
        #expect(digests.count == changed.count + 1)
    }

    @Test func keepsNeighbouringFieldsApart() {
        // given
        let left = Sample.with(Sample.notify) {
            $0.merchantID = "ab"
            $0.sessionID = "c"
        }
        let right = Sample.with(Sample.notify) {
            $0.merchantID = "a"
            $0.sessionID = "bc"
        }
        // then
        #expect(RequestDigest(left.digestedFields) != RequestDigest(right.digestedFields))
        #expect(RequestDigest(left.digestedFields).bytes.count == 32)
    }
}
