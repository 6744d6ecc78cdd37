import Foundation
import Testing

@testable import Messages

/// What callers have been promised stays: a field, a value or a method is added, never changed.
///
/// With PAYNOTIFY_RECORD_GOLDEN=1 in the environment what was added is kept.
struct ContractTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden/contract.txt")

    @Test func nothingThatWasPromisedIsChanged() throws {
        let promised = (try? String(contentsOf: Self.file, encoding: .utf8)) ?? ""
        let kept = Set(promised.split(separator: "\n").map(String.init))
        let now = Descriptors.contract
        #expect(kept.subtracting(now).sorted() == [], "callers rely on it")
        if ProcessInfo.processInfo.environment["PAYNOTIFY_RECORD_GOLDEN"] == "1" {
            let text = now.union(kept).sorted().joined(separator: "\n") + "\n"
            return try text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        #expect(now.subtracting(kept).sorted() == [], "it is new: record it")
    }

    /// Code that callers wrote imports the packages by these names.
    @Test func generatedCodeStaysWhereCallersImportItFrom() throws {
        let folder = Self.file.appending(path: "../../../../Protos/paynotify/v1").standardized
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        #expect(files.count == 8)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let options = text.split(separator: "\n").filter { $0.hasPrefix("option ") }
            #expect(options.joined(separator: "\n") == Self.options, "\(file.lastPathComponent)")
        }
    }

    private static let options = """
        option csharp_namespace = "Paynotify.V1";
        option go_package = "paynotify.internal/go/gen/paynotifyv1";
        option java_multiple_files = true;
        option java_package = "paynotify.v1";
        """
}
