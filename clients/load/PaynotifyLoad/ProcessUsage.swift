import Foundation

/// What a process has used so far, by the kernel's account.
struct ProcessUsage: Equatable {
    /// User and system time in seconds, counted by the kernel in ticks of 10 ms.
    var cpuSeconds: Double
    /// Resident memory in KiB.
    var residentKibibytes: Int

    /// nil: there is no such process.
    init?(pid: Int32) {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        else { return nil }
        self.init(stat: stat, status: status)
    }

    /// Reads the texts of `/proc/PID/stat` and `/proc/PID/status`; nil: they are none.
    init?(stat: String, status: String) {
        // The second field is the program's name in parentheses and may hold anything.
        guard let name = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: name)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12])
        else { return nil }
        let resident = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        cpuSeconds = (user + system) / 100
        residentKibibytes = resident.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
