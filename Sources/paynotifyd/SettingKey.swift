import EventLoop
import GraphClient
import Logging
import Notifications

/// The settings by name: the same for options (`--graph-url`) and the configuration file.
enum SettingKey: String, CaseIterable {
    case database
    case listen
    case connectionsMax = "connections-max"
    case callsInWorkMax = "calls-in-work-max"
    case callsMax = "calls-max"
    case gateway
    case admin
    case graphURL = "graph-url"
    case graphVersion = "graph-version"
    case sendsInFlightMax = "sends-in-flight-max"
    case sendsPerNumberMax = "sends-per-number-max"
    case keepTextDays = "keep-text-days"
    case keepPersonalDays = "keep-personal-days"
    case keepSessionsDays = "keep-sessions-days"
    case logLevel = "log-level"
    case drainSeconds = "drain-seconds"
    case backupFolder = "backup-folder"
    case backupHours = "backup-hours"
    case backupsKept = "backups-kept"
    #if DEBUG || PAYNOTIFY_TEST_BUILD
        case timeScale = "time-scale"
        case checkpointPages = "checkpoint-pages"
    #endif

    /// Puts the value into the settings; `listen` adds an address, the others replace.
    func set(_ value: String, in settings: inout Settings) throws(SettingError) {
        switch self {
        case .database:
            settings.database = try checked(value.isEmpty ? nil : value, "a path", value)
        case .listen:
            settings.listen.append(try address(value))
        case .connectionsMax:
            settings.connectionsMax = try number(value, 1...1_000_000)
        case .callsInWorkMax: settings.callsInWorkMax = try number(value, 1...4_096)
        case .callsMax: settings.callsMax = try number(value, 64...1_000_000)
        case .gateway:
            settings.gateway = try checked(
                HostPort(value).flatMap { $0.isLoopback ? $0 : nil },
                "HOST:PORT on loopback, behind the proxy that ends TLS", value)
        case .admin:
            settings.admin = try checked(
                HostPort(value).flatMap { $0.isLoopback ? $0 : nil }, "HOST:PORT on loopback",
                value)
        case .graphURL:
            settings.graphURL = try checked(
                value.hasPrefix("http://") || value.hasPrefix("https://") ? value : nil,
                "an http or https URL", value)
        case .graphVersion:
            settings.graphVersion = try checked(
                Self.version(value), "such as \(GraphOptions.defaultVersion)", value)
        case .sendsInFlightMax: settings.sendsInFlightMax = try number(value, 1...8_192)
        case .sendsPerNumberMax: settings.sendsPerNumberMax = try number(value, 1...1_024)
        case .keepTextDays:
            settings.retention.textDays = try days(value, RetentionPolicy.textRange)
        case .keepPersonalDays:
            settings.retention.personalDays = try days(value, RetentionPolicy.personalRange)
        case .keepSessionsDays:
            settings.retention.sessionsDays = try days(value, RetentionPolicy.sessionsRange)
        case .logLevel:
            settings.logLevel = try checked(
                Logger.Level(rawValue: value),
                "one of " + Logger.Level.allCases.map(\.rawValue).joined(separator: ", "), value)
        case .drainSeconds:
            settings.drainSeconds = try number(value, 0...3_600, of: " of seconds")
        case .backupFolder:
            settings.backupFolder = try checked(
                value.hasPrefix("/") ? value : nil, "an absolute path", value)
        case .backupHours:
            settings.backupHours = try number(value, 1...8_760, of: " of hours")
        case .backupsKept: settings.backupsKept = try number(value, 1...10_000)
        #if DEBUG || PAYNOTIFY_TEST_BUILD
            case .timeScale:
                settings.timeScale = try checked(
                    TimeScale(value), "FACTOR@SECONDS, such as 20@1795362301", value)
            case .checkpointPages: settings.checkpointPages = try number(value, 4...1_000_000)
        #endif
        }
    }

    private func address(_ value: String) throws(SettingError) -> SocketAddress {
        let address: SocketAddress
        do {
            address = try SocketAddress(parsing: value)
        } catch {
            throw SettingError(description: "listen: \(error)")
        }
        guard address.isLoopbackOrUnix else {
            throw SettingError(
                description: "listen: \(value) is neither loopback nor a Unix socket. There is no "
                    + "authentication, so that is all the daemon listens on; use 127.0.0.1:PORT, "
                    + "[::1]:PORT or unix:PATH")
        }
        return address
    }

    private func days(
        _ value: String, _ range: ClosedRange<Int>
    ) throws(SettingError) -> Int {
        try number(value, range, of: " of days")
    }

    private func number(
        _ value: String, _ range: ClosedRange<Int>, of things: String = ""
    ) throws(SettingError) -> Int {
        try checked(
            Int(value).flatMap { range.contains($0) ? $0 : nil },
            "a whole number\(things), \(range.lowerBound) to \(range.upperBound)", value)
    }

    private func checked<Value>(
        _ value: Value?, _ rule: String, _ text: String
    ) throws(SettingError) -> Value {
        guard let value else {
            throw SettingError(description: "\(rawValue): must be \(rule), and is \"\(text)\"")
        }
        return value
    }

    private static func version(_ text: String) -> String? {
        let numbers = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        let areNumbers = numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isWholeNumber) }
        return text.hasPrefix("v") && numbers.count == 2 && areNumbers ? text : nil
    }
}

extension RetentionPolicy {
    /// Throws where what belongs to something would be kept for longer than it.
    func check() throws(SettingError) {
        switch contradiction {
        case nil: return
        case .personalBeforeText:
            throw Self.error(.keepPersonalDays, personalDays, atLeast: .keepTextDays, textDays)
        case .sessionsBeforePersonal:
            throw Self.error(
                .keepSessionsDays, sessionsDays, atLeast: .keepPersonalDays, personalDays)
        }
    }

    private static func error(
        _ key: SettingKey, _ days: Int, atLeast other: SettingKey, _ least: Int
    ) -> SettingError {
        SettingError(
            description: "\(key.rawValue): must be at least \(other.rawValue), which is \(least), "
                + "and is \(days)")
    }
}
