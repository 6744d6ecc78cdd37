package import Notifications
package import StoreCore

// Numbers with limits, and who is written to from them.

/// What became of a notification that was to be armed.
package struct SendOutcome: Sendable {
    package let answer: CommandAnswer
    package let notification: Notification
    package let attempts: [Attempt]

    package var wasSent: Bool { notification.status == .armed }
}

extension SenderDetails {
    /// Of a portfolio that may write to so many people in a day.
    package static func limit(_ people: Int?) -> SenderDetails {
        SenderDetails(throughput: 80, quality: "GREEN", messagingLimit: people)
    }
}

extension Store {
    /// Stores what Meta said of the number.
    package func record(_ details: SenderDetails, of number: PhoneNumberID) async throws {
        _ = try await carryOut(
            .recordSenderDetails(
                SenderDetailsReport(
                    number: number, details: details,
                    authenticator: AuthenticatorID(rawValue: "a"))))
    }

    /// Stores news of the account.
    package func record(_ effect: AccountEvent.Effect, of account: String) async throws {
        _ = try await carryOut(
            .recordAccountEvent(AccountEvent(accountID: account, news: "", effect: effect)))
    }

    /// Tells the person of the state in a session of their own, as far as the limit allows.
    package func tryToSend(
        _ state: PaymentState, to person: Int, session: String = "one",
        of merchant: MerchantID = Fixtures.merchant.id
    ) async throws -> SendOutcome {
        let session = SessionID(rawValue: "\(session)-\(person)")
        var enable = Fixtures.enable()
        enable.merchant = merchant
        enable.session = session
        enable.phone = "\(51_000_000 + person)"
        enable.attributes.checkoutLinkExpiresAt = Fixtures.now + .seconds(400 * 86_400)
        _ = try await carryOut(.enableNotifications(enable))
        var change = Fixtures.change(to: state, event: "e-\(state.rawValue)")
        change.merchant = merchant
        change.session = session
        guard case .decided(let decision, _) = try await carryOut(.notifyStateChange(change)),
            let id = decision.notification
        else { throw UnexpectedResult(description: "no notification") }
        let answer = try await carryOut(
            .arm(
                ArmNotification(
                    reference: NotificationReference(merchant: merchant, notification: id))))
        let found = try await timeline(of: session, merchant: merchant)
        guard case .found(let whole) = found, let entry = whole.notifications.first
        else { throw UnexpectedResult(description: "no timeline") }
        return SendOutcome(
            answer: answer, notification: entry.notification, attempts: entry.attempts)
    }
}

extension Result {
    package var isSuccess: Bool { if case .success = self { true } else { false } }
}
