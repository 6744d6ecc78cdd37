import ArgumentParser
import Messages

/// `paynotify pause merchant`.
struct PauseMerchant: PausingCommand {
    static let configuration = CommandConfiguration(
        commandName: "merchant", abstract: "Stops all that a merchant sends.")

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var pause: PauseOptions
    @OptionGroup var global: GlobalOptions

    var scope: PauseRequest { PauseRequest(scope: .merchant) }
}
