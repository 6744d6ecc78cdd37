package import Notifications

// News that the signature of the fixtures' authenticator proves.

extension Command {
    package static func recordReceipt(_ report: ReceiptReport) -> Command {
        .recordReceipt(report, Fixtures.proof)
    }

    package static func recordConsent(_ report: ConsentReport) -> Command {
        .recordConsent(report, Fixtures.proof)
    }

    package static func recordTemplateEvent(_ event: TemplateEvent) -> Command {
        .recordTemplateEvent(event, Fixtures.proof)
    }

    package static func recordAccountEvent(_ event: AccountEvent) -> Command {
        .recordAccountEvent(event, Fixtures.proof)
    }
}
