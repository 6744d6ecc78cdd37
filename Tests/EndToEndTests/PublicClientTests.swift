import Foundation
import LocalEnvironment
import Testing

extension HeavyTests {
    /// Clients of Meta's API that nobody here wrote, against the sandbox.
    struct PublicClientTests {
        @Test(
            .enabled(
                if: FileManager.default.isExecutableFile(atPath: Self.python.path),
                "the clients are not installed: `make test` does that first"),
            arguments: ["pywa_client.py", "kapso_client.py"])
        func findsTheSandboxAsItKnowsMeta(program: String) async throws {
            try await ProgramFolder.with { programs in
                let sandbox = try await Program(
                    "whatsapp-sandbox", ["--port", "0", "--status-delay-milliseconds", "20"],
                    log: programs.folder.appendingPathComponent("sandbox.log"))
                let url = try await sandbox.line(after: "whatsapp-sandbox listening on ")

                let ended = try await programs.run(
                    Self.python.path, ["-B", Self.programs.appending(path: program).path, url])
                try await sandbox.stop()

                #expect(ended.status == 0, "\(ended.output)")
                #expect(ended.output.hasSuffix("all is well\n"))
            }
        }

        private static let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        private static let programs = root.appending(path: "clients/sandbox/compatibility")
        private static let python = root.appending(path: ".build/python/bin/python")
    }
}
