import Testing
import Version

/// All programs are of one version.
struct VersionTests {
    @Test(arguments: [
        "paynotify", "paynotifyd", "paynotify-load", "paynotify-demo", "whatsapp-sandbox",
    ])
    func everyProgramTellsTheVersion(program: String) async throws {
        try await ProgramFolder.with { programs in
            let ended = try await programs.run(program, ["--version"])
            #expect(ended.status == 0)
            #expect(ended.output == PaynotifyVersion.text + "\n")
        }
    }
}
