import ArgumentParser
import Messages
import RPC

/// `paynotify template sync`.
struct TemplateSync: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Has Meta asked again about all templates of a merchant.",
        discussion: """
            The server answers before it has asked Meta. With --wait the command ends when all \
            templates were compared with Meta's, and tells what changed: 69 if that takes too long. \
            One that Meta has changed since it was approved has drifted: nothing is sent with it \
            until somebody has looked at it and registers it again.
            """)

    @OptionGroup var merchant: MerchantOption
    @Flag(help: "Wait until all templates were compared with Meta's.")
    var wait = false
    @Option(help: ArgumentHelp("How long to wait with --wait.", valueName: "seconds"))
    var waitTimeout: Double = 60
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard waitTimeout > 0, waitTimeout <= 3_600 else {
            throw ValidationError("--wait-timeout takes more than 0 and at most 3600 seconds.")
        }
    }

    func run(_ server: Server, _ output: Output) async throws {
        let before = wait ? try await bindings(server) : []
        let request = SyncTemplatesRequest(merchantID: merchant.id, actor: actor.name)
        let answer = try await server.call(.syncTemplates, request)
        guard wait else {
            return output.show(answer) { "Meta is asked about \(answer.bindings) templates" }
        }
        let changes = SyncChanges(from: before, to: try await compared(server))
        output.show(changes.answer) { Table(changes).text }
    }

    private func bindings(_ server: Server) async throws(Failure) -> [TemplateBinding] {
        let request = ListTemplatesRequest(merchantID: merchant.id)
        return try await server.call(.listTemplates, request).bindings
    }

    /// The bindings once none of them waits for Meta's answer.
    private func compared(_ server: Server) async throws -> [TemplateBinding] {
        let end = ContinuousClock.now + .seconds(waitTimeout)
        while ContinuousClock.now < end {
            let current = try await bindings(server)
            if current.allSatisfy({ $0.checkedAtMilliseconds != 0 }) { return current }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw Failure.notYet("the templates were not compared with Meta's in time")
    }
}

/// The bindings whose status another look at Meta's definitions changed.
struct SyncChanges {
    /// Each with its status before.
    let changed: [(before: TemplateStatus, binding: TemplateBinding)]

    init(from before: [TemplateBinding], to after: [TemplateBinding]) {
        changed = after.compactMap { binding in
            let earlier = before.first { $0.bindingID == binding.bindingID }
            let isSame = earlier?.status == binding.status && earlier?.problem == binding.problem
            return isSame ? nil : (earlier?.status ?? .unspecified, binding)
        }
    }

    /// Those bindings, as the server lists bindings.
    var answer: ListTemplatesResponse { ListTemplatesResponse(bindings: changed.map(\.binding)) }
}

extension Table {
    /// One change a row.
    init(_ changes: SyncChanges) {
        self.init(
            heading: ["PLUGIN", "FOR", "LANGUAGE", "TEMPLATE", "BEFORE", "STATUS", "PROBLEM"],
            rows: changes.changed.map { before, binding in
                [
                    binding.plugin.word, binding.scope, binding.language,
                    "\(binding.name)/\(binding.templateLanguage)", before.word,
                    binding.status.word, binding.problem,
                ]
            },
            whenEmpty: "nothing changed")
    }
}
