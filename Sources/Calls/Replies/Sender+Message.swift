import Messages
import Notifications

extension Messages.Sender {
    /// A number as its merchant may see it.
    init(_ sender: SenderStatus) {
        self.init(
            phoneNumberID: sender.number.rawValue, wabaID: sender.accountID,
            portfolioID: sender.portfolio,
            throughput: UInt32(clamping: sender.details?.throughput ?? 0),
            quality: sender.details?.quality ?? "",
            messagingLimit: UInt32(clamping: sender.messagingLimit ?? 0),
            peopleReached: UInt32(clamping: sender.peopleReached),
            stops: sender.stops.map(Messages.SenderStop.init), problem: sender.problem,
            askedAuthenticatorID: sender.askedWith?.rawValue ?? "")
    }
}

extension Messages.SenderStop {
    /// A stop with what mends it.
    init(_ stop: Notifications.SenderStop) {
        self.init(
            cause: stop.cause.rawValue, metaCode: Int32(clamping: stop.code),
            beganAtMilliseconds: stop.since.milliseconds,
            triedAgainAtMilliseconds: stop.until.milliseconds, advice: stop.advice)
    }
}
