import ArgumentParser
import Messages

/// `paynotify pause number`.
struct PauseNumber: PausingCommand {
    static let configuration = CommandConfiguration(
        commandName: "number",
        abstract: "Stops a sender number, for all merchants that share it.")

    @OptionGroup var merchant: MerchantOption
    @Argument(
        help: ArgumentHelp(
            "Meta's id of one of the merchant's numbers.", valueName: "phone-number-id"))
    var phoneNumberID: String
    @OptionGroup var pause: PauseOptions
    @OptionGroup var global: GlobalOptions

    var scope: PauseRequest { PauseRequest(scope: .number, phoneNumberID: phoneNumberID) }
}
