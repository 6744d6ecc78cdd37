import EventLoop
import Foundation

/// What a process has used so far, by the kernel's account.
struct ProcessUsage: Equatable, Sendable {
    /// User and system time of all its threads.
    var cpuSeconds: Double
    /// Resident memory in KiB.
    var residentKibibytes: Int
    /// When it was looked at, in nanoseconds by ``MachineTime``.
    var moment: Int64

    /// Nil: there is no such process.
    init?(process: Int32) {
        guard let used = MachineTime.used(byProcess: process),
            let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        else { return nil }
        cpuSeconds = Double(used) / 1e9
        residentKibibytes = Self.resident(inStatus: status)
        moment = MachineTime.now
    }

    /// What this process has used.
    static var own: ProcessUsage? {
        ProcessUsage(process: ProcessInfo.processInfo.processIdentifier)
    }

    /// The largest resident memory that a process ever had, in KiB; 0: there is no such process.
    static func peakKibibytes(ofProcess process: Int32) -> Int {
        let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        return kibibytes("VmHWM:", inStatus: status ?? "")
    }

    /// Reads the text of `/proc/PID/status`; a process that is ending has no memory.
    static func resident(inStatus text: String) -> Int { kibibytes("VmRSS:", inStatus: text) }

    private static func kibibytes(_ key: String, inStatus text: String) -> Int {
        let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    /// CPU seconds by seconds since an earlier look.
    func cores(since earlier: ProcessUsage) -> Double {
        let seconds = Double(max(moment - earlier.moment, 1)) / 1e9
        return (cpuSeconds - earlier.cpuSeconds) / seconds
    }
}
