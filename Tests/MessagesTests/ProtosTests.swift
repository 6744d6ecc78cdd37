import CMessages
import Foundation
import TestKit
import Testing

@testable import Messages

/// Holds the checked-in code to the protos, and the Swift types to the C code.
struct ProtosTests {
    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test(arguments: [
        (
            "Protos/generate.sh", "Sources",
            ["CMessages", "Messages/Generated", "RPC/Generated", "RPCClient/Generated"]
        ),
        ("clients/go/generate.sh", "clients/go/gen", ["paynotifyv1", "healthv1"]),
    ])
    func regeneratingChangesNothing(
        script: String, place: String, folders: [String]
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }

        let ended = try await EndedProgram.run(
            Self.repository.appending(path: script), [folder.path()])

        try #require(ended.status == 0, "\(ended.errors)")
        let fresh = try Self.files(in: folder)
        var kept: [String: Data] = [:]
        for name in folders {
            let files = try Self.files(in: Self.repository.appending(path: "\(place)/\(name)"))
            for (path, content) in files { kept["\(name)/\(path)"] = content }
        }
        kept["CMessages/include/module.modulemap"] = nil
        #expect(Set(fresh.keys) == Set(kept.keys))
        for (name, content) in fresh { #expect(kept[name] == content, "\(name) is out of date") }
    }

    /// A program may hold each of Google's protos once, and has them from elsewhere.
    @Test(arguments: [
        ("paynotify/v1", ["."]), ("ttrpc", [".", "third_party"]),
        ("third_party/google/rpc", ["third_party"]),
        ("third_party/grpc/health/v1", ["third_party"]),
    ])
    func compilesWithNoOtherRootOfImports(folder: String, roots: [String]) async throws {
        let protos = Self.repository.appending(path: "Protos")
        let files = try Self.files(in: protos.appending(path: folder)).keys.sorted()

        let ended = try await EndedProgram.run(
            URL(filePath: "/usr/bin/env"),
            ["protoc", "--descriptor_set_out=/dev/null"] + roots.flatMap { ["-I", $0] }
                + files.map { "\(folder)/\($0)" },
            in: protos.path())

        #expect(ended.status == 0, "\(ended.errors)")
        #expect(files.isEmpty == false)
    }

    @Test func noMessageTypeReachesItself() {
        var visited: Set<String> = []
        let cycles = unsafe Descriptors.roots.compactMap { root in
            unsafe Descriptors.cycle(from: root, above: [], &visited)
        }
        #expect(cycles == [])
        #expect(visited == Set(MessageTypes.names))
    }

    @Test func theEnumerationsAreThoseOfTheProtos() throws {
        let c = Descriptors.enumerations
        #expect(c.count == MessageTypes.enumerations.count)
        for (type, prefix) in MessageTypes.enumerations {
            let values = try #require(c["\(type)"], "\(type) is not in the protos")
            #expect(Self.values(of: type, prefix) == values)
        }
    }

    @Test func anEnumerationIsReadByTheNameOfItsValue() {
        #expect(PaymentState(name: "CAPTURE_QUEUED") == .captureQueued)
        #expect(Plugin(name: "E_COMMERCE") == .eCommerce)
        #expect(Plugin(name: "UNRECOGNIZED") == nil)
        #expect(Plugin(name: "") == nil)
    }

    private static func values<E: WireEnum>(of type: E.Type, _ prefix: String) -> [String: Int32] {
        let known = E.allCases.filter { $0 != .unrecognized }
        return Dictionary(uniqueKeysWithValues: known.map { (prefix + $0.name, $0.rawValue) })
    }

    /// The contents of all files below a folder, by path.
    private static func files(in folder: URL) throws -> [String: Data] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
        var files: [String: Data] = [:]
        for path in paths {
            let url = folder.appending(path: path)
            let isFolder = try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory
            if isFolder == false { files[path] = try Data(contentsOf: url) }
        }
        return files
    }
}
