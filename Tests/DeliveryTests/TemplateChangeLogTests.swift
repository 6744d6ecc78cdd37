import TestKit
import Testing

@testable import Delivery
@testable import Notifications

@Suite struct TemplateChangeLogTests {
    private func change(to status: TemplateStatus, _ problem: String) -> TemplateChange {
        TemplateChange(
            merchant: Fixtures.merchant.id, template: "order_update (en)", from: .unapproved,
            to: status, problem: problem, bindings: 1)
    }

    @Test func aTemplateThatIsNotSentAnyMoreIsAWarningWithItsMerchantAndName() {
        let log = RecordingLog()
        let changes = [
            change(to: .drifted, "category: MARKETING at Meta"), change(to: .approved, ""),
        ]

        TemplateChangeLog(log.logger).committed(CommitEvents(templateChanges: changes))

        #expect(log.lines.count == 2)
        let warning = log.lines.first ?? ""
        #expect(warning.hasPrefix("warning: a template changed at Meta, its messages are held "))
        #expect(warning.contains("acme"))
        #expect(warning.contains("order_update (en)"))
        #expect(warning.contains("from unapproved to drifted: category: MARKETING at Meta"))
        #expect(
            log.lines.last?.hasPrefix("notice: a template changed at Meta and may be sent again ")
                == true)
    }

    @Test func otherNewsWritesNothing() {
        let log = RecordingLog()

        TemplateChangeLog(log.logger).committed(CommitEvents(queuesChanged: true))

        #expect(log.lines.isEmpty)
    }
}
