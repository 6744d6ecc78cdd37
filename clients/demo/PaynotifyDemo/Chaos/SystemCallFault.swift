import Foundation
import LocalEnvironment

/// What `strace` does to a system call of a daemon, counted in each of its threads from its start.
struct SystemCallFault: Hashable, Sendable {
    enum Effect: Hashable, Sendable {
        /// kill -9 as the call begins.
        case kill
        /// The call is not made, and fails, with an error as C names it.
        case error(String)
        /// The call is not made, and says that it was: a disk that lies.
        case lie(Int)
    }

    var call: String
    var effect: Effect
    /// Which of its calls, from 1.
    var position: Int
    /// Whether the calls after it fare the same.
    var isForEver = false

    /// Where Debian's package has it.
    static let program = "/usr/bin/strace"

    /// Why no such fault can be made here; nil: it can.
    static var obstacle: String? {
        FileManager.default.isExecutableFile(atPath: program) ? nil : "there is no \(program)"
    }

    /// What runs the daemon; the system calls that the fault was done to are written to the trace.
    func launcher(trace: String) -> [String] {
        let effect =
            switch effect {
            case .kill: "signal=SIGKILL"
            case .error(let name): "error=\(name)"
            case .lie(let value): "retval=\(value)"
            }
        // A filter in the kernel stops the daemon at these calls alone; but strace 6.1 loses a signal there.
        let filter = self.effect == .kill ? [] : ["--seccomp-bpf"]
        return [Self.program, "-D", "-f"] + filter + [
            "-qq", "-o", trace, "-e", "signal=none", "-e", "trace=\(call)", "-e",
            "inject=\(call):\(effect):when=\(position)\(isForEver ? "+" : "")", "--",
        ]
    }

    /// Whether the trace says that the fault was done.
    static func happened(by trace: String) -> Bool {
        (try? String(contentsOfFile: trace, encoding: .utf8))?.contains("(INJECTED)") == true
    }

    var name: String { "\(call) \(position)\(isForEver ? "+" : ""), \(effect)" }
}

extension SeededNumbers {
    /// A position from 1 to the last, the early ones as likely as the late ones: a start is short.
    mutating func position(last: Int) -> Int {
        let power = Double.random(in: 0..<1, using: &self)
        return Int(exp(power * log(Double(last) + 1)))
    }
}
