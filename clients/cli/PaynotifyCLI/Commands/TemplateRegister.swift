import ArgumentParser
import Foundation
import Messages
import RPC

/// `paynotify template register`.
struct TemplateRegister: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Binds a template to states or phases, or replaces what is bound.",
        discussion: """
            The server answers before it has asked Meta; with --wait the command ends when the \
            template was compared with Meta's: 0 if it can be sent, 65 if it cannot, 69 if that is \
            not known in time.

            Example:
              paynotify template register --merchant shop --name order_paid --language en \\
                --plugin payment_request --state paid \\
                --body "Hello {{1}}, we received {{2}}. Thank you." \\
                --variable body.1=customer_name:customer --variable body.2=amount
            """)

    @OptionGroup var merchant: MerchantOption
    @Option(
        name: .customLong("authenticator"),
        help: ArgumentHelp(
            "The authenticator that sends it; not needed if there is only one.", valueName: "id"))
    var authenticatorID: String?
    @OptionGroup(title: "Template options") var template: TemplateOptions
    @Option(
        help: ArgumentHelp(
            "Read the template from a file, as an element of template list --json.",
            valueName: "path"))
    var fromFile: String?
    @Flag(help: "Wait until the template was compared with Meta's.")
    var wait = false
    @Option(help: ArgumentHelp("How long to wait with --wait.", valueName: "seconds"))
    var waitTimeout: Double = 60
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard waitTimeout > 0, waitTimeout <= 3_600 else {
            throw ValidationError("--wait-timeout takes more than 0 and at most 3600 seconds.")
        }
        guard fromFile == nil || !template.isGiven else {
            throw ValidationError("--from-file does not go with other template options.")
        }
    }

    func run(_ server: Server, _ output: Output) async throws {
        var request = try fromFile.map(TemplateFile.request) ?? template.request()
        request.merchantID = merchant.id
        if let authenticatorID { request.authenticatorID = authenticatorID }
        if request.authenticatorID.isEmpty {
            request.authenticatorID = try await onlyAuthenticator(server)
        }
        var answer = try await server.call(.registerTemplate, request)
        if wait { answer.bindings = try await compared(answer.bindings, server) }
        show(answer, output)
        if wait { try judge(answer.bindings) }
    }

    private func onlyAuthenticator(_ server: Server) async throws(Failure) -> String {
        let request = ListAuthenticatorsRequest(merchantID: merchant.id)
        let found = try await server.call(.listAuthenticators, request)
            .authenticators
        switch found.count {
        case 1: return found[0].authenticatorID
        case 0:
            throw .badInput("the merchant has no authenticator: paynotify authenticator register")
        default:
            throw .badInput("the merchant has \(found.count) authenticators: give --authenticator")
        }
    }

    /// The same bindings once none of them is unverified, or when the time is up.
    private func compared(
        _ bindings: [TemplateBinding], _ server: Server
    ) async throws -> [TemplateBinding] {
        let ids = Set(bindings.map(\.bindingID))
        let end = ContinuousClock.now + .seconds(waitTimeout)
        var current = bindings
        while current.contains(where: { $0.status == .unverified }), ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(200))
            let request = ListTemplatesRequest(merchantID: merchant.id)
            let all = try await server.call(.listTemplates, request).bindings
            current = all.filter { ids.contains($0.bindingID) }
        }
        return current
    }

    private func show(_ answer: RegisterTemplateResponse, _ output: Output) {
        output.show(answer) {
            let words = answer.ignoredPhases.map(\.word).joined(separator: ", ")
            let note = words.isEmpty ? "" : "\nleft out, for the plugin does not have it: \(words)"
            return Table(answer.bindings).text + note + Self.advice(answer.bindings)
        }
    }

    /// How long Meta should keep trying; the shortest, where several states share the template.
    private static func advice(_ bindings: [TemplateBinding]) -> String {
        guard let seconds = bindings.map(\.suggestedTTLSeconds).min() else { return "" }
        return "\nset message_send_ttl_seconds of the template to \(seconds) at Meta, so that Meta "
            + "drops what comes too late"
    }

    private func judge(_ bindings: [TemplateBinding]) throws(Failure) {
        if bindings.contains(where: { $0.status == .unverified }) {
            throw .notYet("the template was not compared with Meta's in time")
        }
        if let bad = bindings.first(where: { $0.status != .approved }) {
            let problem = bad.problem.isEmpty ? "" : ": \(bad.problem)"
            throw .endedOtherwise("the template cannot be sent: it is \(bad.status.word)\(problem)")
        }
    }
}
