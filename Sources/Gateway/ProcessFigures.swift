import FoundationEssentials

/// The process in figures, by the names that Prometheus' own libraries give them.
struct ProcessFigures {
    private let cpuSeconds: Double
    private let startSeconds: Double
    private let residentBytes: Int
    private let virtualBytes: Int
    private let openDescriptors: Int

    /// Ticks of the kernel's clock a second, as user space sees them on x86-64 and arm64.
    private static let ticksPerSecond = 100.0
    private static let pageBytes = 4_096

    /// Reads the fields of `/proc/PID/stat` behind the name in parentheses, and the moment of the
    /// machine's start in seconds since 1970.
    init?(stat: String, bootSeconds: Double, openDescriptors: Int) {
        guard let end = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        guard fields.count > 21, let user = Double(fields[11]), let system = Double(fields[12]),
            let start = Double(fields[19]), let bytes = Int(fields[20]), let pages = Int(fields[21])
        else { return nil }
        cpuSeconds = (user + system) / Self.ticksPerSecond
        startSeconds = bootSeconds + start / Self.ticksPerSecond
        virtualBytes = bytes
        residentBytes = pages * Self.pageBytes
        self.openDescriptors = openDescriptors
    }

    /// This process at the moment; nil where the system does not tell.
    static var here: ProcessFigures? {
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let machine = try? String(contentsOfFile: "/proc/stat", encoding: .utf8),
            let line = machine.split(separator: "\n").first(where: { $0.hasPrefix("btime ") }),
            let boot = Double(line.dropFirst(6)),
            let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        else { return nil }
        return ProcessFigures(stat: stat, bootSeconds: boot, openDescriptors: open.count)
    }

    /// As Prometheus reads it.
    var text: String {
        var text = ""
        for (name, kind, help, value) in [
            ("cpu_seconds_total", "counter", "CPU time, of user and system.", cpuSeconds),
            ("open_fds", "gauge", "Descriptors that are open.", Double(openDescriptors)),
            ("resident_memory_bytes", "gauge", "Resident memory.", Double(residentBytes)),
            ("start_time_seconds", "gauge", "Start, in seconds since 1970.", startSeconds),
            ("virtual_memory_bytes", "gauge", "Virtual memory.", Double(virtualBytes)),
        ] {
            text += PrometheusText.family("process_\(name)", kind, help: help, value)
        }
        return text
    }
}
