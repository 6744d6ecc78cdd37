import Logging
import Notifications

/// Asks Meta whether it takes a merchant's token for a number again: a look at the number, which costs
/// nothing and sends nothing.
struct TokenQuestion: Sendable {
    let store: any DeliveryStore
    /// nil: nobody can ask, and a message has to try it.
    let directory: (any SenderDirectory)?
    let gate: ManagementGate
    let logger: Logger

    /// Asks once.
    func ask(
        about number: PhoneNumberID, of merchant: MerchantID
    ) async -> SenderHealth.Answer {
        guard let directory else { return .notAsked }
        do throws(StoreFailure) {
            let own = try await store.authenticators(of: merchant) ?? []
            guard let account = own.first(where: { $0.phoneNumberID == number })?.account else {
                return .works
            }
            return await answer(of: directory, about: account)
        } catch {
            logger.warning("cannot read an account", metadata: ["why": "\(error)"])
            return .refused
        }
    }

    private func answer(
        of directory: any SenderDirectory, about account: SenderAccount
    ) async -> SenderHealth.Answer {
        if gate.opening(account, calls: 1, .awaited) != nil { return .refused }
        gate.spend(1, on: account)
        do throws(DirectoryFailure) {
            _ = try await directory.details(of: account)
            return .works
        } catch {
            gate.note(error, on: account)
            let details: Logger.Metadata = [
                "number": "\(account.phoneNumberID)", "why": "\(error.detail)",
            ]
            logger.info("a token is not taken yet", metadata: details)
            return .refused
        }
    }
}
