import EventLoop
import Foundation
import Testing

@Suite struct LockFileTests {
    private let path = NSTemporaryDirectory() + "/lock-\(UUID().uuidString)"

    @Test func aSecondHolderIsRefusedUntilTheFirstIsGone() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        try hold {
            #expect(throws: LockFileError.heldByAnother(path: path)) { try hold {} }
        }
        try hold {}
    }

    /// A process that another thread starts has copies of all descriptors until it executes.
    @Test func isFreeWhileTheClosedDescriptorHasACopy() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        var copies: [Int32] = []
        try hold { copies = try descriptors(of: path).map { dup($0) } }
        defer { copies.forEach { close($0) } }
        #expect(copies.count == 1)
        try hold {}
    }

    @Test func aFolderThatIsNotThereIsNamed() {
        let error = #expect(throws: LockFileError.self) {
            _ = try LockFile(at: "/nowhere/at/all")
        }
        #expect(
            error?.description
                == "cannot lock /nowhere/at/all: No such file or directory (ENOENT)")
    }

    /// What this process has open of the file.
    private func descriptors(of path: String) throws -> [Int32] {
        let folder = "/proc/self/fd"
        let name = URL(filePath: path).lastPathComponent
        return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap(Int32.init)
            .filter {
                let target = try? FileManager.default.destinationOfSymbolicLink(
                    atPath: "\(folder)/\($0)")
                return target?.hasSuffix(name) == true
            }
    }

    private func hold(_ body: () throws -> Void) throws {
        let lock = try LockFile(at: path)
        try body()
        #expect(lock.path == path)
    }
}
