import Foundation

/// The machine and the build that figures come from.
struct MachineFacts: Codable, Hashable, Sendable {
    var cores: Int
    /// Such as "Linux 6.1.0-18-amd64".
    var kernel: String
    /// The processor's name; empty where the kernel does not tell it.
    var processor: String
    var memoryMebibytes: Int
    var isDebugBuild: Bool
    /// Runnable processes per core over the last minute, before the runs; nil where unknown.
    var load: Double?

    /// The machine that this runs on, as it is.
    static var here: MachineFacts {
        let process = ProcessInfo.processInfo
        let load = text("/proc/loadavg").split(separator: " ").first.flatMap { Double($0) }
        return MachineFacts(
            cores: process.activeProcessorCount,
            kernel: "Linux " + text("/proc/sys/kernel/osrelease").filter { !$0.isNewline },
            processor: processorName(in: text("/proc/cpuinfo")),
            memoryMebibytes: Int(process.physicalMemory >> 20), isDebugBuild: isDebugBuild,
            load: load.map { $0 / Double(max(1, process.activeProcessorCount)) })
    }

    /// In one line.
    var line: String {
        let parts = [
            processor, "\(cores) cores", "\(memoryMebibytes / 1_024) GiB", kernel,
            isDebugBuild ? "debug build" : "release build",
            load.map { "load \(Quantity.plain($0)) per core before" } ?? "",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// The first 4 KiB are enough: the name stands at the top.
    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    static func processorName(in text: String) -> String {
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = line?.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
        return name.split(separator: " ").joined(separator: " ")
    }

    private static var isDebugBuild: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }
}
