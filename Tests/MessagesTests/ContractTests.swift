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
}
