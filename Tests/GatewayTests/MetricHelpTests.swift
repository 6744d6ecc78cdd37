import CoreMetrics
import Foundation
import Testing

@testable import Gateway

@Suite struct MetricHelpTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The names of metrics that stand in the sources, without what is written here.
    private func namesInSources() throws -> Set<String> {
        let sources = Self.root.appendingPathComponent("Sources")
        let files = try #require(
            FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var names: Set<String> = []
        for case let file as URL in files
        where file.pathExtension == "swift" && file.lastPathComponent != "MetricHelp.swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            names.formUnion(
                text.matches(of: /"((?:paynotify|rpc_server)_[a-z_]+)"/).map { String($0.1) })
        }
        return names
    }

    @Test func everyMetricIsExplainedAndNothingElse() throws {
        #expect(try namesInSources() == Set(MetricHelp.texts.keys))
    }

    @Test func readsTheProcessFromTheKernelsLine() throws {
        let stat =
            "7 (a) b) S 1 7 7 0 -1 4194304 9 0 0 0 150 50 0 0 20 0 14 0 1000 8192000 512 1 2 3"
        let figures = try #require(
            ProcessFigures(stat: stat, bootSeconds: 1_000_000, openDescriptors: 9))
        for line in [
            "process_cpu_seconds_total 2\n", "process_start_time_seconds 1000010\n",
            "process_virtual_memory_bytes 8192000\n", "process_resident_memory_bytes 2097152\n",
            "process_open_fds 9\n",
        ] {
            #expect(figures.text.contains(line))
        }
        #expect(ProcessFigures(stat: "7 (a) S 1", bootSeconds: 0, openDescriptors: 0) == nil)
        #expect(ProcessFigures.here != nil)
    }
}
