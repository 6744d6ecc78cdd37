import Foundation
import Testing

/// Texts that are kept beside the tests, in `Golden`.
///
/// With PAYNOTIFY_RECORD_GOLDEN=1 in the environment they are written instead of compared.
enum Golden {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden")

    static func expect(
        _ name: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: "\(name).txt")
        if ProcessInfo.processInfo.environment["PAYNOTIFY_RECORD_GOLDEN"] == "1" {
            return try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let golden = try? String(contentsOf: file, encoding: .utf8)
        let expected = try #require(
            golden, "there is no \(name).txt", sourceLocation: sourceLocation)
        #expect(text == expected, "differs from \(name).txt", sourceLocation: sourceLocation)
    }
}
