import CLinux

/// A call on a socket that the kernel refused: what was attempted, on what, and why.
package struct SocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The verb of the attempt: `listen`, `connect`, `receive`.
    package let operation: String
    /// The address or the descriptor that it was attempted on.
    package let subject: String
    /// The kernel's error number.
    package let code: Int32

    package init(_ operation: String, _ subject: String, code: Int32) {
        self.operation = operation
        self.subject = subject
        self.code = code
    }

    /// The number's symbol, such as `EADDRINUSE`.
    package var name: String { systemErrorName(code) }

    package var description: String {
        "cannot \(operation) \(subject): \(systemErrorText(code)) (\(name))"
    }

    /// Gives the result, or throws what the negative number says.
    static func check(
        _ result: Int32, _ operation: String, _ subject: @autoclosure () -> String
    ) throws(SocketError) -> Int32 {
        guard result < 0 else { return result }
        throw SocketError(operation, subject(), code: -result)
    }
}

/// The symbol of an error number, or the number when it has none.
func systemErrorName(_ code: Int32) -> String {
    // Sound: glibc gives null or a string that lives for ever.
    guard let name = unsafe strerrorname_np(code) else { return "errno \(code)" }
    return unsafe String(cString: name)
}

/// The sentence that the C library has for an error number.
func systemErrorText(_ code: Int32) -> String {
    // Sound: as above.
    guard let text = unsafe strerrordesc_np(code) else { return "unknown error" }
    return unsafe String(cString: text)
}
