package import Logging
package import Metrics
package import Notifications

/// What Meta says that authenticators' tokens reach, and who gets their webhooks: about each when it is
/// registered, again soon as long as Meta refuses it, and once in a while.
package struct ClaimInquiry: Inquiry {
    package static let subjects = "authenticators"
    /// The account's numbers, and the apps that get its webhooks.
    package static let callsPerQuestion = 2

    package let gate: ManagementGate
    private let store: any WorkerStore
    private let directory: any ClaimDirectory
    private let metrics: DeliveryMetrics
    private let logger: Logger

    package init(
        store: any WorkerStore, directory: any ClaimDirectory, gate: ManagementGate,
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
    ) async throws(StoreFailure) -> [ClaimToCheck] {
        try await store.claimsToCheck(
            since: now - options.claimInterval, unsettledSince: now - options.recheckInterval,
            limit: limit)
    }

    package func ask(_ question: ClaimToCheck) async -> Bool {
        guard let claim = await claim(of: question) else { return false }
        var report = ClaimReport(
            merchant: question.merchant, authenticator: question.authenticator,
            version: question.version, claim: claim, isSubscribed: nil)
        if claim == .valid { report.isSubscribed = await subscription(of: question) }
        guard case .success = await store.perform(.recordClaim(report)) else { return false }
        return true
    }

    /// What Meta says; nil: it gave no answer.
    private func claim(of question: ClaimToCheck) async -> Claim? {
        do throws(DirectoryFailure) {
            let claim = try await directory.claim(of: question.account)
            note(claim, of: question)
            return claim
        } catch {
            gate.note(error, on: question.account)
            guard case .refused(.credentials) = error.cause else {
                metrics.askedForClaim("unanswered")
                logger.warning(
                    "cannot ask about an authenticator",
                    metadata: question.metadata(["why": "\(error.detail)"]))
                return nil
            }
            let claim = Claim.refused(String(error.detail.prefix(Claim.problemBytesMax)))
            note(claim, of: question)
            return claim
        }
    }

    private func note(_ claim: Claim, of question: ClaimToCheck) {
        guard case .refused(let words) = claim else { return metrics.askedForClaim("confirmed") }
        metrics.askedForClaim("refused")
        logger.error(
            "Meta refuses what an authenticator claims: its messages wait",
            metadata: question.metadata(["why": "\(words)"]))
    }

    /// Whether Meta posts the account's webhooks to the token's app, after it was asked to if a person
    /// wants that; nil: Meta did not say.
    private func subscription(of question: ClaimToCheck) async -> Bool? {
        do throws(DirectoryFailure) {
            if question.wantsSubscription { try await directory.subscribe(question.account) }
            let isSubscribed = try await directory.isSubscribed(question.account)
            if !isSubscribed {
                logger.error(
                    "Meta posts no webhooks of the account: subscribe the app",
                    metadata: question.metadata([:]))
            }
            return isSubscribed
        } catch {
            gate.note(error, on: question.account)
            logger.warning(
                "cannot ask who gets an account's webhooks",
                metadata: question.metadata(["why": "\(error.detail)"]))
            return nil
        }
    }
}

extension ClaimToCheck: Question {
    package var subject: AuthenticatorID { authenticator }
    package var urgency: ManagementBudget.Urgency { isAwaited ? .awaited : .routine }

    /// What a log line says of it.
    fileprivate func metadata(_ more: Logger.Metadata) -> Logger.Metadata {
        more.merging([
            "merchant": "\(merchant)", "authenticator": "\(authenticator)",
            "number": "\(account.phoneNumberID)",
        ]) { own, _ in own }
    }
}
