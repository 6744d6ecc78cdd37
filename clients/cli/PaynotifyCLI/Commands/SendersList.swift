import ArgumentParser
import Messages
import RPC

/// `paynotify senders list`.
struct SendersList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists a merchant's numbers, their limits, and what keeps them from sending.")

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ListSendersRequest(merchantID: merchant.id)
        let answer = try await server.call(.listSenders, request)
        output.show(answer) {
            let senders = answer.senders
            let stops = senders.flatMap { sender in
                sender.stops.map { $0.text(of: sender.phoneNumberID) }
            }
            let problems = senders.filter { !$0.problem.isEmpty }
                .map { "\($0.phoneNumberID): \($0.problem)" }
            return ([Table(senders).text] + stops + problems).joined(separator: "\n")
        }
    }
}
