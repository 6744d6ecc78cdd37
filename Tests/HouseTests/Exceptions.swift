/// A place where a forbidden word may stand, and why.
struct Exception: Sendable {
    /// A file, or a folder with its slash at the end.
    var path: String
    var word: String
    var reason: String

    func covers(path other: String, word: String) -> Bool {
        self.word == word && (path == other || (path.hasSuffix("/") && other.hasPrefix(path)))
    }
}

/// Every exception; one that nobody needs fails its test.
enum Exceptions {
    static let all = [
        Exception(
            path: "Sources/SQLite/", word: "unsafe", reason: "owns libsqlite3"),
        Exception(
            path: "Sources/Messages/", word: "unsafe", reason: "owns libprotobuf-c"),
        Exception(
            path: "Sources/EventLoop/", word: "unsafe",
            reason: "owns sockets, epoll and the executor on a dispatch queue"),
        Exception(
            path: "Sources/EventLoop/", word: "DispatchSource.make",
            reason: "one read source over an epoll descriptor, which never hangs up; timers"),
    ]
}
