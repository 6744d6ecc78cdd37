/// What the daemon's store tells of its commits, as `/metrics` has it: sums since its start.
struct StoreCounters: Hashable, Sendable {
    var commits = 0.0
    /// Commands that these commits held.
    var commands = 0.0
    var checkpoints = 0.0
    var checkpointSeconds = 0.0

    init() {}

    /// Reads the Prometheus text.
    init(metrics: String) {
        for line in metrics.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let value = Double(parts[1]) else { continue }
            switch parts[0] {
            case "paynotify_store_batch_commands_count": commits = value
            case "paynotify_store_batch_commands_sum": commands = value
            case "paynotify_store_checkpoint_seconds_count": checkpoints = value
            case "paynotify_store_checkpoint_seconds_sum": checkpointSeconds = value
            default: continue
            }
        }
    }

    /// What came after an earlier reading.
    func since(_ earlier: StoreCounters) -> StoreCounters {
        var difference = self
        difference.commits -= earlier.commits
        difference.commands -= earlier.commands
        difference.checkpoints -= earlier.checkpoints
        difference.checkpointSeconds -= earlier.checkpointSeconds
        return difference
    }

    /// 0 without a commit.
    var callsPerCommit: Double { commits > 0 ? commands / commits : 0 }
}
