import ArgumentParser
import Messages

/// `paynotify resume merchant`.
struct ResumeMerchant: ResumingCommand {
    static let configuration = CommandConfiguration(
        commandName: "merchant", abstract: "Lets a paused merchant go on.")

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    var scope: ResumeRequest { ResumeRequest(scope: .merchant) }
}
