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
            path: "Tests/MessagesTests/", word: "unsafe",
            reason: "walks the descriptors of protoc-c, which only C shows"),
        Exception(
            path: "Tests/EventLoopTests/", word: "unsafe",
            reason: "takes away descriptors, to see what happens without them"),
        Exception(
            path: "Tests/GraphClientTests/", word: "unsafe",
            reason: "owns the sockets of a peer that breaks connections byte by byte"),
        Exception(
            path: "Sources/EventLoop/", word: "DispatchSource.make",
            reason: "one read source over an epoll descriptor, which never hangs up; timers"),
    ]
}
