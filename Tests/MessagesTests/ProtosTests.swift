import CMessages
import Foundation
import RPC
import TestKit
import Testing

@testable import Messages

/// Holds the checked-in C code to the protos, and the Swift types to the C code.
struct ProtosTests {
    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func regeneratingChangesNothing() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }

        let ended = try await EndedProgram.run(
            Self.repository.appending(path: "Protos/generate.sh"),
            [folder.appending(path: "C").path()])

        try #require(ended.status == 0, "\(ended.errors)")
        let fresh = try Self.files(in: folder.appending(path: "C"))
        var kept = try Self.files(in: Self.repository.appending(path: "Sources/CMessages"))
        kept["include/module.modulemap"] = nil
        #expect(Set(fresh.keys) == Set(kept.keys))
        for (name, content) in fresh { #expect(kept[name] == content, "\(name) is out of date") }
    }

    @Test func noMessageTypeReachesItself() {
        var visited: Set<String> = []
        let cycles = unsafe Descriptors.roots.compactMap { root in
            unsafe Descriptors.cycle(from: root, above: [], &visited)
        }
        #expect(cycles == [])
        #expect(visited == Set(AllMessages.names))
    }

    @Test func theMethodsAreThoseOfTheProtos() {
        let methods = [
            Signature(.registerTemplate), Signature(.listTemplates),
            Signature(.enableNotifications), Signature(.notifyStateChange),
            Signature(.getSession), Signature(.listNotifications),
            Signature(.releaseNotification), Signature(.cancelNotification),
            Signature(.resolveNotification),
            Signature(.explainSession), Signature(.previewNotifications),
            Signature(.setMerchant), Signature(.getMerchant), Signature(.listSenders),
            Signature(.registerAuthenticator), Signature(.subscribeAuthenticator),
            Signature(.listAuthenticators),
            Signature(.pause), Signature(.resume), Signature(.listPauses),
            Signature(.setChannel), Signature(.sendNotification),
            Signature(.listAuditEntries), Signature(.resendNotification),
            Signature(.startReplay), Signature(.getReplay), Signature(.listReplays),
            Signature(.cancelReplay), Signature(.syncTemplates),
            Signature(.setOptOut), Signature(.getRecipient), Signature(.listOptOuts),
            Signature(.check),
        ]

        #expect(Set(methods) == Set(Descriptors.signatures))
    }

    @Test func theEnumerationsAreThoseOfTheProtos() throws {
        let c = Descriptors.enumerations
        #expect(c.count == AllMessages.enumerations.count)
        for (type, prefix) in AllMessages.enumerations {
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
