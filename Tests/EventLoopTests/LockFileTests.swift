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

    @Test func aFolderThatIsNotThereIsNamed() {
        let error = #expect(throws: LockFileError.self) {
            _ = try LockFile(at: "/nowhere/at/all")
        }
        #expect(
            error?.description
                == "cannot lock /nowhere/at/all: No such file or directory (ENOENT)")
    }

    private func hold(_ body: () throws -> Void) throws {
        let lock = try LockFile(at: path)
        try body()
        #expect(lock.path == path)
    }
}
