import Foundation

/// Where a secret comes from: never the command line, where every process can read it.
struct SecretSource {
    /// The option that names a file.
    let option: String
    /// A file, `-` for standard input, or nil.
    let file: String?
    /// The variable that is looked at when no file is named.
    let variable: String

    /// Reads the secret if a file or the variable has one; empty without.
    func readIfGiven() throws(Failure) -> String {
        let isGiven = file != nil || ProcessInfo.processInfo.environment[variable] != nil
        return isGiven ? try read() : ""
    }

    /// Reads the secret; white space around it is dropped.
    func read() throws(Failure) -> String {
        let text: String
        if let file {
            text = try contents(of: file)
        } else if let value = ProcessInfo.processInfo.environment[variable] {
            text = value
        } else {
            throw .badInput(
                "give \(option) with a file or - for standard input, or set \(variable)")
        }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !secret.isEmpty else { throw .badInput("\(option) is empty") }
        return secret
    }

    private func contents(of file: String) throws(Failure) -> String {
        do {
            let data =
                file == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data()
                : try Data(contentsOf: URL(filePath: file))
            guard let text = String(data: data, encoding: .utf8) else {
                throw Failure.badInput("\(option): \(file) is not UTF-8")
            }
            return text
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .badInput("\(option): cannot read \(file)")
        }
    }
}
