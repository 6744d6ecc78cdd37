import TestKit
import Testing

struct HelpTests {
    /// Every command, by the words that lead to it.
    static let commands: [[String]] = [
        [], ["merchant"], ["merchant", "set"], ["merchant", "show"], ["merchant", "list"],
        ["authenticator"],
        ["authenticator", "register"], ["authenticator", "list"], ["template"],
        ["template", "register"], ["template", "list"], ["template", "sync"], ["notifications"],
        ["notifications", "enable"], ["notifications", "list"], ["notifications", "release"],
        ["notifications", "cancel"], ["notifications", "resolve"], ["notifications", "send"],
        ["notifications", "resend"], ["replay"], ["replay", "start"], ["replay", "show"],
        ["replay", "list"], ["replay", "cancel"], ["state"], ["state", "notify"], ["session"],
        ["session", "show"], ["session", "channel"], ["session", "explain"],
        ["notifications", "preview"],
        ["authenticator", "subscribe"], ["senders"], ["senders", "list"],
        ["pause"], ["pause", "merchant"],
        ["pause", "number"],
        ["pause", "template"], ["resume"], ["resume", "merchant"], ["resume", "number"],
        ["resume", "template"], ["pauses"], ["pauses", "list"], ["audit"], ["audit", "list"],
        ["recipients"], ["recipients", "opt-out"], ["recipients", "opt-in"],
        ["recipients", "show"], ["recipients", "list"], ["erase"], ["health"], ["call"],
    ]

    @Test(arguments: commands)
    func eachCommandExplainsItself(words: [String]) async throws {
        // given
        let folder = try TemporaryFolder()
        // when
        let run = try await Binary.run(words + ["--help"], in: folder.path)
        // then
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        try Golden.expect((["help"] + words).joined(separator: "-"), run.output)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func writesACompletionScript(shell: String) async throws {
        // given
        let folder = try TemporaryFolder()
        // when
        let run = try await Binary.run(["--generate-completion-script", shell], in: folder.path)
        // then
        #expect(run.status == 0)
        #expect(run.output.contains("authenticator"))
        #expect(run.output.contains("payment_request"))
    }
}
