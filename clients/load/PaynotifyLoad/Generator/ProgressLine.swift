import Foundation

/// How far a run is, in one line that is written over; on a terminal only, and gone at the end.
struct ProgressLine {
    private let name: String
    private let isShown: Bool
    private var lastSecond = -1

    init(_ name: String, isShown: Bool) {
        self.name = name
        self.isShown = isShown && isatty(STDERR_FILENO) == 1
    }

    /// Shows the last second that is over.
    mutating func show(_ collector: Collector) {
        guard isShown, let latest = collector.latest, latest.second.offset != lastSecond
        else { return }
        lastSecond = latest.second.offset
        write(Self.text(name, latest.second, calls: latest.calls, errors: latest.errors))
    }

    /// Takes the line away.
    func erase() {
        if isShown { write("") }
    }

    static func text(_ name: String, _ second: Second, calls: Int, errors: Int) -> String {
        "\(name) \(second.offset + 1) s: \(second.calls) calls/s, p50 \(Int(second.p50)) us, "
            + "p99 \(Int(second.p99)) us, \(calls) calls, \(errors) errors"
    }

    /// Carriage return, "erase to the end of the line", text.
    private func write(_ text: String) {
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }
}
