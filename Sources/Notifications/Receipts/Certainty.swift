/// What a command settled about messages of unknown outcome.
package enum Certainty: Hashable, Sendable {
    /// Whose word ended the doubt; its name is a label of a metric.
    package enum Source: String, Sendable { case receipt, policy, person }

    case resolved(by: Source)
    /// A message was armed although the one before it may have arrived.
    case possibleDuplicate
    /// Receipts proved both.
    case confirmedDuplicate

    /// What the change from one status to the next settles.
    package static func gained(
        from before: Notification, to after: Notification, by source: Source
    ) -> [Certainty] {
        var gained: [Certainty] = []
        if before.status.isUnsettled, !after.status.isUnsettled {
            gained.append(.resolved(by: source))
        }
        if after.isPossibleDuplicate, !before.isPossibleDuplicate {
            gained.append(.possibleDuplicate)
        }
        if after.isDuplicateConfirmed, !before.isDuplicateConfirmed {
            gained.append(.confirmedDuplicate)
        }
        return gained
    }
}

extension NotificationStatus {
    fileprivate var isUnsettled: Bool { self == .uncertain || self == .unresolved }
}

extension Command {
    /// Whose word it brings about an uncertain attempt.
    package var source: Certainty.Source {
        switch self {
        case .resolveUncertain: .policy
        case .resolve: .person
        case .setMerchant, .registerAuthenticator, .registerTemplate, .enableNotifications,
            .notifyStateChange, .release, .releaseRestored, .cancel, .pause, .resume, .setChannel,
            .send, .setOptOut,
            .resend, .startReplay, .cancelReplay, .syncTemplates, .subscribe, .arm, .recordAttempt,
            .recordReceipt, .recordConsent, .recordCustomerChange, .recordVerification,
            .recordTemplateEvent, .recordSender, .recordSenderDetails, .recordAccountEvent,
            .recordClaim, .recordContact, .expire, .advanceReplay, .forget, .erase,
            .advanceErasure:
            .receipt
        }
    }
}
