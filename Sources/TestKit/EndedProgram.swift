package import Foundation
import Subprocess
import SystemPackage

/// What a program left behind that ran to its end as a process of its own.
package struct EndedProgram: Sendable {
    package let output: Data
    package let errors: String
    /// The exit status, or the signal that ended it.
    package let status: Int32

    /// The output as text.
    package var text: String { String(decoding: output, as: UTF8.self) }

    /// Runs the program with no other environment than this one, if one is given, and an input.
    package static func run(
        _ program: URL, _ arguments: [String], in folder: String? = nil,
        environment: [String: String]? = nil, input: Data = Data()
    ) async throws -> EndedProgram {
        let environment = environment.map { variables in
            Environment.custom(
                Dictionary(
                    uniqueKeysWithValues: variables.compactMap { name, value in
                        Environment.Key(rawValue: name).map { ($0, value) }
                    }))
        }
        let result = try await Subprocess.run(
            .path(FilePath(program.path(percentEncoded: false))),
            arguments: Arguments(arguments), environment: environment ?? .inherit,
            workingDirectory: folder.map { FilePath($0) }, input: .array(Array(input)),
            output: .bytes(limit: outputMax), error: .string(limit: outputMax))
        let status =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let number): number
            }
        return EndedProgram(
            output: Data(result.standardOutput), errors: result.standardError, status: status)
    }

    /// Bytes of each of the two; what writes more fails.
    private static let outputMax = 64 << 20
}
