import LocalEnvironment
import Messages
import RPCClient

/// A stop of a number as the daemon showed it.
struct SoakHalt: Hashable, Sendable {
    /// Meta's id of the number.
    var number: String
    var cause: String
    var code: Int32
    /// When it began, in milliseconds since 1970 by the daemon's clock.
    var since: Int64

    var name: String { "\(number) by \(cause) \(code)" }
}

/// Looks at the numbers while payments are made, and says what is left stopped.
struct SoakWatch: Sendable {
    let options: SoakOptions
    let sandbox: SandboxControl
    let senders: SendersClient
    let notifications: NotificationsClient

    /// Stops that were seen, each with the sandbox's time when it was seen last.
    typealias Seen = [SoakHalt: String]

    /// Looks until it is cancelled.
    func run() async throws -> Seen {
        var seen: Seen = [:]
        while !Task.isCancelled {
            let halts = try await halts() ?? []
            if !halts.isEmpty, let now = try? await sandbox.now() {
                for halt in halts { seen[halt] = now }
            }
            try? await Task.sleep(for: .milliseconds(250))
        }
        return seen
    }

    /// What is stopped; nil: the daemon does not answer.
    func halts() async throws -> [SoakHalt]? {
        var halts: [SoakHalt] = []
        // Those who share a number see the same.
        for place in 0..<min(options.senders, options.merchants) {
            let request = ListSendersRequest(merchantID: SoakMerchant.id(place))
            guard let answer = try? await senders.listSenders(request) else { return nil }
            for sender in answer.senders {
                halts += sender.stops.map { stop in
                    SoakHalt(
                        number: sender.phoneNumberID, cause: stop.cause, code: stop.metaCode,
                        since: stop.beganAtMilliseconds)
                }
            }
        }
        return halts
    }

    /// Numbers and templates that send nothing, in words.
    func leftStopped() async throws -> [String] {
        var left = try await halts().map { $0.map(\.name) } ?? ["the daemon does not answer"]
        for place in 0..<options.merchants {
            let merchant = SoakMerchant.id(place)
            let bindings = try await notifications.listTemplates(
                ListTemplatesRequest(merchantID: merchant)
            ).bindings
            left += bindings.filter { $0.status != .approved }.map {
                "\($0.name) \($0.language) of \(merchant): \($0.status) \($0.problem)"
            }
        }
        return left
    }
}
