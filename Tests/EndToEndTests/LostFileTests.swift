import Foundation
import LocalEnvironment
import Testing

@testable import PaynotifyDemo

/// A daemon whose database is gone ends by itself, and says which file.
@Suite(.serialized) struct LostFileTests {
    @Test(arguments: ["", "-wal"])
    func endsAsForABrokenDiskWhenAFileIsRemoved(suffix: String) async throws {
        try await ProgramFolder.with { programs in
            let log = programs.folder.appendingPathComponent("daemon.log")
            let daemon = try await Program("paynotifyd", programs.daemonOptions, log: log)
            _ = try await daemon.line(after: "paynotifyd ready: rpc ")
            let file = URL(fileURLWithPath: programs.database + suffix).resolvingSymlinksInPath()
            try FileManager.default.removeItem(at: file)
            #expect(try await daemon.waitForEnd() == 70)
            let lines = try String(contentsOf: log, encoding: .utf8)
            #expect(lines.contains("cannot find the open file \(file.path): "))
        }
    }
}
