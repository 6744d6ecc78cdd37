import ArgumentParser
import Messages

/// `paynotify resume template`.
struct ResumeTemplate: ResumingCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Lets a template that a person paused go on.",
        discussion: """
            One that Meta paused goes on when Meta lets it: paynotify template list tells.
            """)

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var template: PausedTemplate
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    var scope: ResumeRequest {
        ResumeRequest(
            scope: .template, templateName: template.name, templateLanguage: template.language)
    }
}
