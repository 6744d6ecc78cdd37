import ArgumentParser
import Messages

/// `paynotify pause template`.
struct PauseTemplate: PausingCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Stops a template of a merchant, wherever it is bound.")

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var template: PausedTemplate
    @OptionGroup var pause: PauseOptions
    @OptionGroup var global: GlobalOptions

    var scope: PauseRequest {
        PauseRequest(
            scope: .template, templateName: template.name, templateLanguage: template.language)
    }
}
