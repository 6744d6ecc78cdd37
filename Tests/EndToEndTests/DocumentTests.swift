import Foundation
import Messages
import RPCClient
import Testing

/// What the documents show is what runs.
struct DocumentTests {
    @Test func theClientsArticleShowsTheCodeThatIsRunHere() throws {
        let article = try Document("Sources/RPCClient/RPCClient.docc/RPCClient.md")
        let code = try Document("Tests/EndToEndTests/FirstClient.swift").text

        #expect(article.text.contains("```swift\n\(code)```"))
    }

    @Test func everyOptionOfTheDaemonInADocumentExists() async throws {
        try await ProgramFolder.with { programs in
            let help = try await programs.run("paynotifyd", ["--help"]).output
            for path in ["README.md", "Sources/paynotifyd/paynotifyd.docc/Operating.md"] {
                let daemons = try Document(path).text.matches(
                    of: /paynotifyd (?:--.*\n?)+(?: +--.*\n)*/)
                #expect(path != "README.md" || !daemons.isEmpty)
                for option in daemons.flatMap({ $0.output.matches(of: /--[a-z-]+/) }) {
                    #expect(help.contains("\(option.output) "), "\(path) names \(option.output)")
                }
            }
        }
    }
}

extension HeavyTests {
    struct FirstClientTests {
        @Test func tellsThatASessionIsPaid() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withMerchantFixture { fixture in
                    try await fixture.enable("s-1")
                    let client = try RPCClient(fixture.server)

                    let decision = try await tellPaid(
                        "s-1", of: MerchantFixture.merchantID, with: client)

                    await client.close()
                    #expect(decision.outcome == .queued)
                }
            }
        }
    }
}

/// A text of the repository.
struct Document {
    let text: String

    init(_ path: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The commands below a heading: what stands in its blocks without a language.
    func commands(below heading: String) -> String {
        let section = text.components(separatedBy: "\n## ").first { $0.hasPrefix(heading) } ?? ""
        let parts = section.components(separatedBy: "```\n")
        return stride(from: 1, to: parts.count, by: 2).map { parts[$0] }.joined()
    }
}
