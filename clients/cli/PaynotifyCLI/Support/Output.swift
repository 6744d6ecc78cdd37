import Foundation
import Messages

/// Where answers go: text for people or JSON for machines, on standard output.
struct Output: Sendable {
    let json: Bool

    /// Prints an answer in the form that was asked for; JSON is proto3's.
    func show(_ answer: some WireMessage, text: () -> String) {
        Self.write((json ? answer.json.pretty : text()) + "\n", to: .standardOutput)
    }

    /// Prints one of many answers: JSON on a line of its own.
    func showLine(_ answer: some WireMessage, text: () -> String) {
        Self.write((json ? answer.json.compact : text()) + "\n", to: .standardOutput)
    }

    /// Prints a failure on standard error.
    static func complain(_ failure: Failure, json: Bool) {
        write((json ? failure.json.pretty : failure.text) + "\n", to: .standardError)
    }

    /// Writes without a buffer, so that a reader of a pipe sees each line at once.
    ///
    /// A reader that has gone ends the process by SIGPIPE, as it should; any other error leaves
    /// nobody to tell.
    private static func write(_ text: String, to file: FileHandle) {
        try? file.write(contentsOf: Data(text.utf8))
    }
}
