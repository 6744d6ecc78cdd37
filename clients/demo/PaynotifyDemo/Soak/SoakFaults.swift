import Foundation
import LocalEnvironment

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

    /// Switches the faults of sends off, and the disorder.
    func switchOff(at sandbox: SandboxControl) async throws {
        for index in Self.faults.indices {
            try await sandbox.delete("/sandbox/faults/soak-\(index)")
        }
        try await sandbox.post("/sandbox/receipts", ["rules": [[String: Any]]()])
    }

    /// Plays the troubles at their times.
    func play(_ troubles: [SoakTrouble], at sandbox: SandboxControl) async throws {
        let begin = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for trouble in troubles {
                group.addTask {
                    try await Task.sleep(until: begin + .seconds(trouble.from))
                    try await sandbox.post("/sandbox/faults", trouble.rule)
                    try await Task.sleep(until: begin + .seconds(trouble.until))
                    try await sandbox.delete("/sandbox/faults/\(trouble.id)")
                }
            }
            try await group.waitForAll()
        }
    }

    /// What the sandbox counted of the sends that it refused.
    struct Refused: Decodable, Sendable {
        /// Because a limit of Meta's was exceeded, by limit.
        var limits: [String: Int]
        /// All, by Meta's code.
        var codes: [String: Int]
    }

    /// Asks the sandbox what it refused.
    static func refused(at sandbox: SandboxControl) async throws -> Refused {
        struct Stats: Decodable {
            var limits: Limits
            var requests: Requests
            struct Limits: Decodable { var refused: [String: Int] }
            struct Requests: Decodable {
                var codes: [String: Int]
                enum CodingKeys: String, CodingKey { case codes = "refused_by_code" }
            }
        }
        let answer = try await sandbox.get("/sandbox/stats")
        let stats = try JSONDecoder().decode(Stats.self, from: answer)
        return Refused(limits: stats.limits.refused, codes: stats.requests.codes)
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

    /// Receipts out of order, repeated, late, early, contradictory, without a phone, and none; and
    /// failures that tell late that the account, not the message, is to blame.
    private static var receipts: [[String: Any]] {
        func failure(_ probability: Double, _ code: Int, _ errors: String) -> [String: Any] {
            [
                "probability": probability, "statuses": ["failed"], "code": code,
                "errors": errors, "delay_seconds": 60,
            ]
        }
        return [
            // Those who say STOP have names at least.
            ["recipient_suffix": SoakCustomer.suffix],
            failure(0.000_6, 131_042, "present"), failure(0.000_3, 131_031, "string"),
            failure(0.000_3, 131_042, "missing"),
            ["probability": 0.05, "shuffle": true, "duplicate_after_seconds": [0, 600]],
            ["probability": 0.05, "delay_seconds": 120],
            ["probability": 0.05, "early": true],
            ["probability": 0.05, "statuses": ["sent", "read"]],
            ["probability": 0.02, "statuses": ["sent"]],
            ["probability": 0.02, "statuses": ["sent", "delivered", "failed"]],
            ["probability": 0.02, "statuses": ["sent", "failed"], "code": 131_026],
            ["probability": 0.02, "unknown_field": true, "shape": "v23"],
            ["probability": 0.01, "unknown_wamid": true],
            ["probability": 0.05, "hide_phone": true],
        ]
    }
}
