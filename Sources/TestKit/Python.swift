package import Foundation

/// The Python that tests ask for a second opinion: `make test` builds it from
/// `Tests/python/requirements.txt`.
package enum Python {
    /// Why a test is skipped that cannot ask.
    package static let missing: String =
        "no .build/python: `make test` makes it, or python3 -m venv .build/python && "
        + ".build/python/bin/pip install -r Tests/python/requirements.txt"

    /// Whether it has been built.
    package static let isThere = FileManager.default.isExecutableFile(atPath: interpreter.path())

    /// What a script of `Tests/python`, named by its file, writes to standard output for an input.
    ///
    /// Throws ``Failure`` unless it ends well.
    package static func run(
        _ script: String, _ arguments: [String] = [], input: Data = Data()
    ) async throws -> Data {
        let ended = try await EndedProgram.run(
            interpreter, [root.appending(path: "Tests/python/\(script)").path()] + arguments,
            input: input)
        guard ended.status == 0 else { throw Failure(script: script, said: ended.errors) }
        return ended.output
    }

    /// A script that ended otherwise than well.
    package struct Failure: Error {
        package let script: String
        /// Its standard error.
        package let said: String
    }

    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let interpreter = root.appending(path: ".build/python/bin/python")
}
