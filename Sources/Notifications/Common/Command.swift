// The domain of paynotify: payments' states, templates, decisions, receipts.
//
// Notifications decides and never acts: a command and a snapshot go in, a decision with its effects
// comes out. It knows no clock, socket or database; time and randomness are parameters.

package import Time

/// Something to be made durable: the store loads what it concerns, lets it decide, and writes.
///
/// Handed from list to list on its way: a reference, so that its fields are not copied each time.
package indirect enum Command: Sendable {
    // What callers ask for.
    case setMerchant(SetMerchant)
    case registerAuthenticator(RegisterAuthenticator)
    case registerTemplate(RegisterTemplate)
    case enableNotifications(EnableNotifications)
    case notifyStateChange(NotifyStateChange)
    case release(ReleaseNotification)
    case releaseRestored(ReleaseRestored)
    case cancel(CancelNotification)
    case resolve(ResolveNotification)
    case pause(PauseSending)
    case resume(ResumeSending)
    case setChannel(SetChannel)
    case send(SendNotification)
    case setOptOut(SetOptOut)
    case resend(ResendNotification)
    case startReplay(StartReplay)
    case cancelReplay(CancelReplay)
    case syncTemplates(SyncTemplates)
    case subscribe(SubscribeAuthenticator)
    case erase(EraseRecipient)

    // What delivery does and learns.
    case arm(ArmNotification)
    case recordAttempt(AttemptReport)
    case recordReceipt(ReceiptReport, AppProof)
    case recordConsent(ConsentReport, AppProof)
    case recordCustomerChange(CustomerChange, AppProof)
    case recordVerification(VerificationReport)
    case recordTemplateEvent(TemplateEvent, AppProof)
    case recordSender(SenderReport)
    case recordSenderDetails(SenderDetailsReport)
    case recordAccountEvent(AccountEvent, AppProof)
    case recordClaim(ClaimReport)
    case recordContact(ContactReport)
    case expire(ExpireNotification)
    case resolveUncertain(ResolveUncertain)
    case advanceReplay(AdvanceReplay)
    case forget(ForgetOld)
    case advanceErasure(AdvanceErasure)
}

/// A command on its way to the store.
package struct Submission: Sendable {
    package var command: Command
    /// Past it, the command is dropped instead of carried out; nil for none.
    package var deadline: Moment?

    package init(_ command: Command, deadline: Moment? = nil) {
        self.command = command
        self.deadline = deadline
    }
}

/// What became of a command.
package typealias CommandResult = Result<CommandAnswer, CommandFailure>

/// The answer to a command that was carried out and is durable.
package enum CommandAnswer: Hashable, Sendable {
    case merchant(Merchant)
    case authenticator(Authenticator)
    case templateRegistered(RegisterTemplate.Answer)
    case enabled(EnableNotifications.Answer)
    /// Beside the decision, what of this call was mended.
    case decided(Decision, mended: [MendedValue] = [])
    case notification(Notification)
    case restoredReleased(ReleaseRestored.Answer)
    /// A pause that began or ended.
    case pause(Pause)
    case channel(SetChannel.Answer)
    case recipient(Recipient)
    case erasure(Erasure)
    case replayStarted(StartReplay.Answer)
    case replay(Replay)
    /// Meta is asked about so many bindings.
    case syncBegan(bindings: Int)
    case armed(ArmNotification.Answer)
    /// A report was stored; for one about a notification, how it stands then. nil: it matched nothing.
    case recorded(NotificationStatus?)
    /// News that changes nothing.
    case ignored(IgnoredNews)
    case forgot(ForgetOld.Answer)
}

/// Why news of Meta's changes nothing; its name is a label of a metric.
package enum IgnoredNews: String, CaseIterable, Hashable, Sendable {
    /// Nobody whose app the signature proves has the number or the account.
    case foreign
    /// Newer news of the same thing is known, or it is older than Meta repeats anything.
    case stale
    /// Nobody knows who the customer is.
    case unattributed
    /// Who has it still holds the secret before the signer's present one: Meta is to repeat it.
    case notYet
}

/// Why a command has no answer.
package enum CommandFailure: Error, Hashable, Sendable {
    /// It breaks a rule: nothing of it was stored.
    case refused(Refusal)
    /// Its deadline passed before it was carried out: nothing of it was stored.
    case deadlinePassed
    /// The store does not write: nothing of it was stored.
    case unavailable
    /// The commit failed; it may be durable all the same.
    case outcomeUnknown
}

/// A notification and its tenant.
package struct NotificationReference: Hashable, Sendable {
    package var merchant: MerchantID
    package var notification: NotificationID

    package init(merchant: MerchantID, notification: NotificationID) {
        self.merchant = merchant
        self.notification = notification
    }
}
