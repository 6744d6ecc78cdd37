import Notifications
import TestKit
import Testing

@testable import StoreCore

@Suite struct TenantTests {
    private func tenant(_ bindings: [TemplateBinding] = Fixtures.bindings()) -> Tenant {
        var authenticator = Fixtures.authenticator
        authenticator.app = AppID(rawValue: 3)
        return Tenant(
            MerchantKey(row: 1, id: Fixtures.merchant.id), Fixtures.merchant,
            authenticators: [authenticator],
            bindings: bindings.enumerated().map {
                StoredBinding(row: Int64($0.offset), binding: $0.element)
            }, pauses: [])
    }

    @Test func findsTheBindingsThatCoverAStateHoweverOftenItIsAsked() {
        let post = Fixtures.binding(.phase(.postPayment))
        let paid = Fixtures.binding(.state(.paid))
        let created = Fixtures.binding(.phase(.prePayment))
        let shop = Fixtures.binding(.state(.paid), plugin: .eCommerce)
        let tenant = tenant([post, paid, created, shop])

        for _ in 1...2 {
            #expect(tenant.bindings(for: .paymentRequest, .paid) == [post, paid])
            #expect(tenant.bindings(for: .paymentRequest, .created) == [created])
            #expect(tenant.bindings(for: .eCommerce, .paid) == [shop])
        }
        #expect(tenant.bindings(for: nil, .paid).isEmpty)
        #expect(tenant.bindings(for: nil).isEmpty)
    }

    @Test func theWayBackIsByTheAppOfTheNumbersAuthenticator() {
        let number = Fixtures.authenticator.phoneNumberID
        #expect(
            tenant().way(from: number)
                == SilenceRecord.Way(number: number, app: AppID(rawValue: 3)))

        let lost = PhoneNumberID(rawValue: "lost")
        #expect(
            tenant().way(from: lost) == SilenceRecord.Way(number: lost, app: AppID(rawValue: 0)))
    }
}
