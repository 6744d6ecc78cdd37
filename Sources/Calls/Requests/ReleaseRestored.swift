import Messages
import Notifications

extension ReleaseRestoredRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .releaseRestored(
            try ReleaseRestored.checked(
                merchant: merchantID, isDryRun: dryRun, expectedCount: expectedCount, actor: actor))
    }

    static func response(to answer: CommandAnswer) -> ReleaseRestoredResponse? {
        guard case .restoredReleased(let answer) = answer else { return nil }
        return ReleaseRestoredResponse(
            matched: UInt32(clamping: answer.matched), released: UInt32(clamping: answer.released))
    }
}
