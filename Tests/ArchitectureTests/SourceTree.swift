import Foundation

/// A Swift file of the repository.
struct SourceFile: Sendable {
    /// From the top of the repository.
    var path: String
    var code: SwiftCode

    init(path: String, text: String) {
        self.path = path
        code = SwiftCode(text)
    }

    /// The module that its folder belongs to; tests belong to none.
    var module: String? {
        let parts = path.split(separator: "/").map(String.init)
        switch parts.first {
        case "Sources" where parts.count > 2: return parts[1]
        case "clients" where parts.count > 3: return parts[2]
        default: return nil
        }
    }
}

/// The repository that this file stands in.
enum SourceTree {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file below Sources, Tests and clients.
    static let files: [SourceFile] = {
        let folders = ["Sources", "Tests", "clients"]
        return folders.flatMap { paths(below: $0) }.sorted().compactMap { path in
            text(of: path).map { SourceFile(path: path, text: $0) }
        }
    }()

    static func text(of path: String) -> String? {
        try? String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func topLevelNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.path())
    }

    private static func paths(below folder: String) -> [String] {
        let path = root.appending(path: folder).path()
        let names = FileManager.default.enumerator(atPath: path)
        return (names?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".swift") && !$0.contains(".build") }
            .map { "\(folder)/\($0)" }
    }
}
