import Delivery
import EventLoop
import GraphClient
import Logging
import Notifications
import RPCServer

/// Everything that can be set, with its default: by option, or by a line of the configuration file.
struct Settings: Equatable {
    /// The SQLite file; its folder is created if it is missing.
    var database = "paynotify-data/paynotify.db"
    /// Where the RPC server listens: loopback or Unix sockets only.
    var listen: [SocketAddress] = []
    /// RPC connections that are open at the same time; one above gets the place of one that is not in use.
    var connectionsMax = 1_024
    /// Calls of one RPC connection that are in work; more wait.
    var callsInWorkMax = Limits().callsInWorkMax
    /// Calls of all RPC connections that are not answered; one above is refused.
    var callsMax = Limits().serverCallsMax
    /// Where the gateway takes webhooks.
    var gateway = HostPort(host: "127.0.0.1", port: 8080)
    /// Where health and metrics are shown.
    var admin = HostPort(host: "127.0.0.1", port: 9464)
    /// The Graph API; the sandbox's usual address by default.
    var graphURL = "http://127.0.0.1:8081"
    /// The version of the Graph API.
    var graphVersion = GraphOptions.defaultVersion
    /// Messages to Meta between the commit of their arms and the commit of their results.
    var sendsInFlightMax = DeliveryOptions().sendsInFlightMax
    /// Those of one sender number.
    var sendsPerNumberMax = DeliveryOptions().sendsPerNumberMax
    /// For how many days what is stored is kept.
    var retention = RetentionPolicy()
    /// The least level of a log line.
    var logLevel = Logger.Level.info
    /// How long calls and sends in flight are waited for on shutdown.
    var drainSeconds = 10
    /// Where the daemon makes backups by itself, and one before each migration; nil: nowhere.
    var backupFolder: String?
    /// Hours between two of those backups.
    var backupHours = 24
    /// Of those, how many are kept.
    var backupsKept = 7
    /// How fast time goes; can be set in test builds only.
    var timeScale = TimeScale.real
    /// Pages of the write-ahead log above which it is moved, nil for the usual number; can be set in test
    /// builds only.
    var checkpointPages: Int?

    /// What ``listen`` is if nobody sets it.
    static let usualListen = "127.0.0.1:7070"
}

/// A host and a port, such as `127.0.0.1:8080`.
struct HostPort: Equatable, CustomStringConvertible {
    var host: String
    /// 0 for any free one.
    var port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Whether only this machine can reach it; a name that is looked up may mean any.
    var isLoopback: Bool { (try? SocketAddress(parsing: description))?.isLoopbackOrUnix == true }

    /// nil unless the text is a host, a colon and a port of 0 to 65,535; an IPv6 host stands in
    /// brackets.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port)
        else { return nil }
        let host = text[..<colon]
        guard !host.isEmpty else { return nil }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard isBracketed == host.contains(":") else { return nil }
        self.init(host: String(isBracketed ? host.dropFirst().dropLast() : host), port: port)
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// A setting that cannot be used.
struct SettingError: Error, Equatable, CustomStringConvertible {
    /// Names the setting and the rule.
    var description: String
}
