import ArgumentParser
import Messages
import RPC

/// `paynotify erase`.
struct EraseCommand: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erases a customer who asked for it.",
        discussion: """
            Nothing more leaves for the number, and number, name, order, link and texts go from the \
            merchant's sessions and notifications; amounts, states and times stay. The command ends \
            when nothing is left, and 69 if that takes too long: the server goes on, and the same \
            command tells when it is done.

            Example:
              paynotify erase --merchant shop --phone +96551234567
            """)

    @OptionGroup var merchant: MerchantOption
    @Option(help: ArgumentHelp("The customer's number, such as +96551234567.", valueName: "phone"))
    var phone: String
    @Option(help: ArgumentHelp("How long to wait for the end.", valueName: "seconds"))
    var waitTimeout: Double = 600
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard waitTimeout > 0, waitTimeout <= 86_400 else {
            throw ValidationError("--wait-timeout takes more than 0 and at most 86400 seconds.")
        }
    }

    func run(_ server: Server, _ output: Output) async throws {
        let request = EraseRecipientRequest(
            merchantID: merchant.id, phone: phone, actor: actor.name)
        let begun = try await server.call(.eraseRecipient, request).erasure
        let erasure = try await ended(begun, server)
        output.show(erasure) { erasure.text }
    }

    private func ended(_ begun: Erasure, _ server: Server) async throws -> Erasure {
        let request = GetErasureRequest(merchantID: merchant.id, erasureID: begun.erasureID)
        let end = ContinuousClock.now + .seconds(waitTimeout)
        var erasure = begun
        while erasure.status == .running {
            guard ContinuousClock.now < end else {
                throw Failure.notYet("the customer was not erased in time; the server goes on")
            }
            try await Task.sleep(for: .milliseconds(100))
            erasure = try await server.call(.getErasure, request).erasure
        }
        return erasure
    }
}
