import Foundation
import TestKit
import Testing

/// What `Protos/generate.sh` makes of protos that are not ours as they stand.
struct GeneratorTests {
    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func aFieldThatIsAddedEntersADigestOnlyWhereItIsSet() async throws {
        let (ended, types) = try await generate(
            replacing: "  int64 checkout_link_expires_at_ms = 6;\n",
            with: """
                  int64 checkout_link_expires_at_ms = 6;
                  // A word for the customer.
                  string greeting = 7;

                """)

        #expect(ended.status == 0, "\(ended.errors)")
        #expect(
            types.contains(
                """
                        fields.append(checkoutLinkExpiresAtMilliseconds)
                        if greeting != "" {
                            fields.append(Int64(7))
                            fields.append(greeting)
                        }
                """))
    }

    @Test(arguments: [
        ("  // The payment completed.\n", "", "no comment at (5, 2, 2, 2)"),
        (
            "  int64 checkout_link_expires_at_ms = 6;\n",
            "  double checkout_link_expires_at_ms = 6;\n",
            "checkout_link_expires_at_ms has a type that is not supported"
        ),
        (
            "  int64 checkout_link_expires_at_ms = 6;\n",
            "  repeated int64 checkout_link_expires_at_ms = 6;\n",
            "paynotify.v1.SessionAttributes.checkout_link_expires_at_ms can't enter a digest yet"
        ),
    ])
    func refusesWhatItCannotWrite(text: String, other: String, error: String) async throws {
        let (ended, _) = try await generate(replacing: text, with: other)

        #expect(ended.status != 0)
        #expect(ended.errors.contains("protoc-gen-paynotify: \(error)"), "\(ended.errors)")
    }

    /// What the daemon says is read by programs that compile upstream's text.
    @Test(arguments: [
        (
            "google/rpc/error_details.proto", "string domain = 2;", "string domain = 5;",
            ".google.rpc.ErrorInfo.domain"
        ),
        (
            "google/rpc/error_details.proto", "string value = 2;", "bytes value = 2;",
            ".google.rpc.ErrorInfo.MetadataEntry.value"
        ),
        (
            "google/rpc/error_details.proto", "int32 nanos = 2;", "int64 nanos = 2;",
            ".google.rpc.RetryInfo.Duration.nanos"
        ),
        (
            "grpc/health/v1/health.proto", "NOT_SERVING = 2;", "NOT_SERVING = 5;",
            ".grpc.health.v1.HealthCheckResponse.ServingStatus"
        ),
        (
            "grpc/health/v1/health.proto", "rpc Check(", "rpc Ask(",
            ".grpc.health.v1.Health/Ask"
        ),
    ])
    func refusesASubsetThatUpstreamReadsOtherwise(
        file: String, text: String, other: String, name: String
    ) async throws {
        let (ended, _) = try await generate(
            replacing: text, with: other, in: "generator/subset/\(file)")

        #expect(ended.status != 0)
        #expect(ended.errors.contains("check-subset: \(name) is not upstream's"), "\(ended.errors)")
    }

    /// Runs it on the protos with another text in one of them; gives the Swift of `types.proto` too.
    private func generate(
        replacing text: String, with other: String, in file: String = "paynotify/v1/types.proto"
    ) async throws -> (ended: EndedProgram, types: String) {
        let folder = try TemporaryFolder()
        let root = URL(filePath: folder.path)
        for name in ["Protos", ".swift-format"] {
            try FileManager.default.copyItem(
                at: Self.repository.appending(path: name), to: root.appending(path: name))
        }
        let proto = root.appending(path: "Protos/\(file)")
        let protos = try String(contentsOf: proto, encoding: .utf8)
        try #require(protos.contains(text))
        try Data(protos.replacing(text, with: other).utf8).write(to: proto)
        let out = root.appending(path: "out")
        let ended = try await EndedProgram.run(
            root.appending(path: "Protos/generate.sh"), [out.path()])
        let types = try? String(
            contentsOf: out.appending(path: "Messages/Generated/PaynotifyV1Types.swift"),
            encoding: .utf8)
        return (ended, types ?? "")
    }
}
