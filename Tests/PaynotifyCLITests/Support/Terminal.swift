import TestKit

/// What a person sees who types commands: each with its output, errors and exit status.
struct Terminal {
    private let folder: TemporaryFolder
    private let address: String
    private(set) var transcript = ""

    /// A terminal whose commands reach the server at the address.
    init(_ address: String, in folder: TemporaryFolder) {
        self.address = address
        self.folder = folder
    }

    /// Types a command, without the program's name.
    @discardableResult
    mutating func type(
        _ arguments: String..., environment: [String: String] = [:], input: String = ""
    ) async throws -> Binary.Run {
        try await type(arguments, environment: environment, input: input)
    }

    /// Types a command, without the program's name.
    @discardableResult
    mutating func type(
        _ arguments: [String], environment: [String: String] = [:], input: String = ""
    ) async throws -> Binary.Run {
        let run = try await Binary.run(
            arguments, in: folder.path,
            environment: ["PAYNOTIFY_SERVER": address].merging(environment) { $1 }, input: input)
        let line = (["paynotify"] + arguments).map(Self.quoted).joined(separator: " ")
        transcript += "$ \(line)\n\(run.output)"
        for error in run.errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        {
            transcript += error.isEmpty ? "!\n" : "! \(error)\n"
        }
        transcript += "[exit \(run.status)]\n\n"
        transcript = transcript.replacing(address, with: "ADDRESS")
        return run
    }

    private static func quoted(_ word: String) -> String {
        let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_.:/=+@,".contains($0) }
        return plain && !word.isEmpty ? word : "'\(word)'"
    }
}
