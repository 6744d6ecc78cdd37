import ArgumentParser
import Messages

/// `paynotify resume number`.
struct ResumeNumber: ResumingCommand {
    static let configuration = CommandConfiguration(
        commandName: "number",
        abstract: "Lets a paused sender number go on, for all merchants that share it.")

    @OptionGroup var merchant: MerchantOption
    @Argument(
        help: ArgumentHelp(
            "Meta's id of one of the merchant's numbers.", valueName: "phone-number-id"))
    var phoneNumberID: String
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    var scope: ResumeRequest { ResumeRequest(scope: .number, phoneNumberID: phoneNumberID) }
}
