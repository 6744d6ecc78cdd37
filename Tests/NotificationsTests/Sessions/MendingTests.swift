import Notifications
import TestKit
import Testing

/// What is mended in the values of a request, and what the caller is told of it.
@Suite struct MendingTests {
    @Test(arguments: [
        ("Noura\n", "Noura", [MendedValue.Mending.endsTrimmed]),
        (" Noura ", "Noura", [.endsTrimmed]),
        ("Noura\tAl-Sabah", "Noura Al-Sabah", [.blanksJoined]),
        ("Noura      Al", "Noura Al", [.blanksJoined]), ("Noura  Al", "Noura Al", [.blanksJoined]),
        ("Noura\r\nAl\n", "Noura Al", [.endsTrimmed, .blanksJoined]),
        ("Noura\u{2028}Al", "Noura Al", [.blanksJoined]),
        ("Noura\u{85}Al", "Noura Al", [.blanksJoined]),
        ("Noura\u{A0}\u{A0}Al", "Noura Al", [.blanksJoined]),
        ("\u{3000}نورة\u{2003}", "نورة", [.endsTrimmed]),
        ("\u{202B}نورة\u{202C}", "نورة", [.controlsRemoved]),
        ("Mona\u{2069} \u{202E}Lisa", "Mona Lisa", [.controlsRemoved]),
        ("\u{2067} Mona", "Mona", [.endsTrimmed, .controlsRemoved]),
    ])
    func mendsANameWithoutChangingIt(
        name: String, mended: String, changes: [MendedValue.Mending]
    ) throws {
        let enable = try enable(UncheckedAttributes(customerName: name))

        #expect(enable.attributes.customerName == mended)
        #expect(
            enable.mended == changes.map { .init(field: "attributes.customer_name", mending: $0) })
    }

    @Test(arguments: [
        "Noura", "Noura Al-Sabah", "Noura\u{A0}Al", "نورة الصباح", "Noura\u{200F}", "-", "*Noura*",
        "👩\u{200D}🔬",
    ])
    func leavesAGoodNameAlone(name: String) throws {
        let enable = try enable(UncheckedAttributes(customerName: name))

        #expect(enable.attributes.customerName == name)
        #expect(enable.mended.isEmpty)
    }

    @Test func mendsEveryOtherValue() throws {
        let attributes = UncheckedAttributes(
            amount: " 100.00 ", currency: "JPY\n", orderNumber: "A\n1",
            checkoutLink: " https://pay.example/c/1\n")

        let notify = try NotifyStateChange.checked(
            merchant: "acme", session: "session-1", state: .paid, event: "e",
            occurredAtMilliseconds: 0,
            changedAttributes: attributes, digest: RequestDigest(bytes: []))

        #expect(
            notify.changedAttributes
                == SessionAttributes(
                    amount: Money(checkedAmount: "100", currency: "JPY"), orderNumber: "A 1",
                    checkoutLink: "https://pay.example/c/1"))
        #expect(
            notify.mended.map { "\($0.field): \($0.mending.words)" } == [
                "changed_attributes.amount: white space at its ends was removed",
                "changed_attributes.currency: white space at its ends was removed",
                "changed_attributes.amount: zeros beyond the currency's decimals were cut",
                "changed_attributes.order_number: white space within it became single spaces",
                "changed_attributes.checkout_link: white space at its ends was removed",
            ])
    }

    @Test func paddingAnAmountIsNoMending() throws {
        #expect(try enable(UncheckedAttributes(amount: "14", currency: "KWD")).mended.isEmpty)
    }

    @Test func trimsThePhone() throws {
        let enable = try enable(UncheckedAttributes(), phone: " +96551234567\n")

        #expect(enable.phone == "+96551234567")
        #expect(enable.mended == [MendedValue(field: "phone", mending: .endsTrimmed)])
    }

    @Test func aPreviewSaysWhatItMended() throws {
        let question = try PreviewQuestion.checked(
            merchant: "acme", session: "", phone: "",
            attributes: UncheckedAttributes(customerName: "Mona "))

        #expect(question.mended.map(\.mending) == [.endsTrimmed])
    }

    private func enable(
        _ attributes: UncheckedAttributes, phone: String = "+96551234567"
    ) throws(Refusal) -> EnableNotifications {
        try EnableNotifications.checked(
            merchant: "acme", session: "session-1", plugin: .paymentRequest, phone: phone,
            language: "en", selection: .states([.paid]), attributes: attributes)
    }
}
