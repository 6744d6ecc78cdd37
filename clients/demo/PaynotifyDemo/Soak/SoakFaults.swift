internal import ClientStage
internal import Foundation

/// What the sandbox does wrong during a soak: faults of sends, and receipts as they come in the wild.
struct SoakFaults: Sendable {
    let options: SoakOptions

    /// The options that the sandbox is started with: Meta's limits hold, in the mode of 1,000 a second.
    static func sandboxOptions(_ options: SoakOptions) -> [String] {
        ["--messages-per-second", "1000", "--seed", "\(options.seed)", "--webhook-batch", "50"]
    }

    /// Switches on the faults and the disorder.
    func switchOn(at sandbox: SandboxControl) async throws {
        let share = options.faultShare / Double(Self.faults.count)
        for (index, fault) in Self.faults.enumerated() {
            try await sandbox.post(
                "/sandbox/faults",
                [
                    "id": "soak-\(index)", "match": ["endpoint": "messages"],
                    "probability": share, "fault": fault,
                ])
        }
        try await sandbox.post(
            "/sandbox/receipts", ["seed": Int(options.seed), "rules": Self.receipts])
    }

    /// Switches the faults of sends off.
    func switchOff(at sandbox: SandboxControl) async throws {
        for index in Self.faults.indices {
            try await sandbox.delete("/sandbox/faults/soak-\(index)")
        }
    }

    /// Sends that were refused because a limit of Meta's was exceeded, by limit.
    static func limitsExceeded(at sandbox: SandboxControl) async throws -> [String: Int] {
        struct Stats: Decodable {
            var limits: Limits
            struct Limits: Decodable { var refused: [String: Int] }
        }
        let answer = try await sandbox.get("/sandbox/stats")
        return try JSONDecoder().decode(Stats.self, from: answer).limits.refused
    }

    /// Faults of every kind, each as often as the others: before Meta took the message, and after.
    private static var faults: [[String: Any]] {
        func error(_ code: Int, _ status: Int) -> [String: Any] {
            ["type": "error", "code": code, "status": status]
        }
        let kinds = ["bad_gateway", "empty_body", "reset"]
        let sides: [[String: Any]] = kinds.flatMap { kind in
            ["before", "after"].map { ["type": kind, "when": $0] }
        }
        return sides + [
            ["type": "hang", "when": "before", "seconds": 60],
            ["type": "hang", "when": "after", "seconds": 60], ["type": "truncated"],
            ["type": "slow_body", "seconds": 20], ["type": "no_message_id"],
            ["type": "wrong_json"], error(130_429, 429), error(131_056, 400), error(131_000, 500),
            error(131_016, 503), error(2, 503), error(131_026, 400), error(132_000, 400),
            error(999_999, 400), error(999_999, 500),
        ]
    }

    /// Receipts out of order, repeated, late, early, contradictory, and none.
    private static var receipts: [[String: Any]] {
        [
            ["probability": 0.05, "shuffle": true, "duplicate_after_seconds": [0, 600]],
            ["probability": 0.05, "delay_seconds": 120],
            ["probability": 0.05, "early": true],
            ["probability": 0.05, "statuses": ["sent", "read"]],
            ["probability": 0.02, "statuses": ["sent"]],
            ["probability": 0.02, "statuses": ["sent", "delivered", "failed"]],
            ["probability": 0.02, "statuses": ["sent", "failed"], "code": 131_026],
            ["probability": 0.02, "unknown_field": true, "shape": "v23"],
            ["probability": 0.01, "unknown_wamid": true],
        ]
    }
}
