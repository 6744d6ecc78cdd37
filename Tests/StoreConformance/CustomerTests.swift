import Notifications
import StoreCore
import TestKit
import Testing

/// One customer, many names.
@Suite struct CustomerTests {
    private let place: StorePlace
    private let merchant = Fixtures.merchant.id

    init() throws { place = try StorePlace() }

    /// Hands over a store whose customer was sent a message, which Meta took under the names.
    private func withAccepted(
        _ names: CustomerNames = .none, _ body: (any Store, OutboundMessage) async throws -> Void
    ) async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let message = try await store.armed(.paid)
            try await store.report(
                .accepted(
                    MessageID(rawValue: "wamid.1"), isHeld: false, names: names), of: message)
            try await body(store, message)
        }
    }

    private func stop(_ customer: InboundCustomer) -> Command {
        var report = Fixtures.consent()
        report.customer = customer
        return .recordConsent(report)
    }

    private func isOptedOut(_ phone: PhoneNumber, in store: any Store) async throws -> Bool {
        try await store.optOuts(of: phone, merchant: merchant)?.contains(where: \.isOptedOut)
            ?? false
    }

    @Test func aWordFindsItsRecipientByTheOtherNumberThatMetaGave() async throws {
        let names = CustomerNames(waID: "9651234567890")
        try await withAccepted(names) { store, message in
            _ = try await store.carryOut(stop(InboundCustomer(names: names)))
            #expect(try await isOptedOut(message.to, in: store))
        }
    }

    @Test func aWordFindsItsRecipientByTheUserIDOfAReceipt() async throws {
        try await withAccepted { store, message in
            var receipt = ReceiptReport(
                phoneNumberID: Fixtures.authenticator.phoneNumberID, token: message.token,
                message: MessageID(rawValue: "wamid.1"), status: .sent, occurredAt: Fixtures.now,
                code: 0)
            receipt.names = CustomerNames(userID: "KW.134")
            _ = try await store.carryOut(.recordReceipt(receipt))
            _ = try await store.carryOut(
                stop(InboundCustomer(names: CustomerNames(userID: "KW.134"))))
            #expect(try await isOptedOut(message.to, in: store))
        }
    }

    @Test func aWordFindsItsRecipientByOurMessageThatItAnswers() async throws {
        try await withAccepted { store, message in
            let customer = InboundCustomer(
                names: .none, answered: MessageID(rawValue: "wamid.1"))
            _ = try await store.carryOut(stop(customer))
            #expect(try await isOptedOut(message.to, in: store))
        }
    }

    @Test func aWordOfNobodyIsUnattributed() async throws {
        try await withAccepted { store, message in
            for customer in [
                InboundCustomer(names: .none),
                InboundCustomer(names: CustomerNames(userID: "KW.9")),
                InboundCustomer(names: .none, answered: MessageID(rawValue: "wamid.9")),
            ] {
                let answer = try await store.carryOut(stop(customer))
                #expect(answer == .ignored(.unattributed))
            }
            #expect(try await isOptedOut(message.to, in: store) == false)
        }
    }

    @Test func anOptOutFollowsTheCustomerToAnotherNumber() async throws {
        try await withAccepted { store, message in
            let before = InboundCustomer(
                names: CustomerNames(waID: String(message.to.e164.dropFirst())))
            _ = try await store.carryOut(stop(before))
            let change = CustomerChange(
                phoneNumberID: Fixtures.authenticator.phoneNumberID, before: before,
                after: CustomerNames(waID: "96550009999", userID: "KW.2"))
            #expect(
                try await store.carryOut(.recordCustomerChange(change, Fixtures.proof))
                    == .recorded(nil))
            #expect(
                try await isOptedOut(PhoneNumber(checkedE164: "+96550009999"), in: store))
        }
    }

    @Test func anotherUserIDStandsForTheSameNumber() async throws {
        try await withAccepted(CustomerNames(userID: "KW.1")) { store, message in
            let change = CustomerChange(
                phoneNumberID: Fixtures.authenticator.phoneNumberID,
                before: InboundCustomer(names: CustomerNames(userID: "KW.1")),
                after: CustomerNames(userID: "KW.2"))
            _ = try await store.carryOut(.recordCustomerChange(change, Fixtures.proof))
            _ = try await store.carryOut(
                stop(InboundCustomer(names: CustomerNames(userID: "KW.2"))))
            #expect(try await isOptedOut(message.to, in: store))
        }
    }

    @Test func aChangeOfNobodyIsUnattributedAndOfAnotherNumberForeign() async throws {
        try await withAccepted { store, _ in
            var change = CustomerChange(
                phoneNumberID: Fixtures.authenticator.phoneNumberID,
                before: InboundCustomer(names: .none), after: CustomerNames(userID: "KW.2"))
            let answer = try await store.carryOut(.recordCustomerChange(change, Fixtures.proof))
            #expect(answer == .ignored(.unattributed))
            change.phoneNumberID = PhoneNumberID(rawValue: "9")
            #expect(
                try await store.carryOut(.recordCustomerChange(change, Fixtures.proof))
                    == .ignored(.foreign))
        }
    }
}
