package import Logging
package import Metrics
package import Notifications

/// What Meta says of the sender numbers.
package struct SenderInquiry: Inquiry {
    package static let subjects = "sender numbers"
    package static let callsPerQuestion = 1

    package let gate: ManagementGate
    private let store: any WorkerStore
    private let directory: any SenderDirectory
    private let metrics: DeliveryMetrics
    private let logger: Logger

    package init(
        store: any WorkerStore, directory: any SenderDirectory, gate: ManagementGate,
        metrics factory: any MetricsFactory, logger: Logger
    ) {
        self.store = store
        self.directory = directory
        self.gate = gate
        metrics = DeliveryMetrics(factory: factory)
        self.logger = logger
    }

    package func waiting(
        at now: Timestamp, _ options: DeliveryOptions, limit: Int
    ) async throws(StoreFailure) -> [SenderQuestion] {
        try await store.sendersToAsk(since: now - options.senderInterval, limit: limit)
    }

    package func ask(_ question: SenderQuestion) async -> Bool {
        let account = question.account
        let number = account.phoneNumberID
        do throws(DirectoryFailure) {
            let details = try await directory.details(of: account)
            metrics.askedForSender("answered")
            let report = SenderDetailsReport(
                number: number, details: details, authenticator: question.authenticator)
            if case .success = await store.perform(.recordSenderDetails(report)) { return true }
            return false
        } catch {
            gate.note(error, on: account)
            metrics.askedForSender("unanswered")
            logger.warning(
                "cannot ask for a sender number",
                metadata: ["number": "\(number)", "why": "\(error.detail)"])
            return false
        }
    }
}

extension SenderQuestion: Question {
    package var subject: PhoneNumberID { account.phoneNumberID }
    package var urgency: ManagementBudget.Urgency { .routine }
}
