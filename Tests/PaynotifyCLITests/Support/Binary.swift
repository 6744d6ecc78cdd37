import Foundation
import TestKit

/// The built `paynotify`, run as a process of its own.
enum Binary {
    /// What a run left behind.
    struct Run: Sendable {
        var output: String
        var errors: String
        var status: Int32
    }

    /// Beside the bundle that holds the tests.
    private static let url = URL(filePath: CommandLine.arguments[0])
        .resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "paynotify")

    /// Runs to the end; standard input is the text.
    static func run(
        _ arguments: [String], in folder: String, environment: [String: String] = [:],
        input: String = ""
    ) async throws -> Run {
        let ended = try await EndedProgram.run(
            url, arguments, in: folder, environment: environment, input: Data(input.utf8))
        return Run(output: ended.text, errors: ended.errors, status: ended.status)
    }
}
