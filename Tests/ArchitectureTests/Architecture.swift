/// A module and what it may import; beyond that, all may import `Synchronization`.
struct Module: Sendable {
    var name: String
    /// Modules of this package.
    var ours: Set<String>
    /// Modules of other packages and of the system.
    var libraries: Set<String>

    init(_ name: String, ours: Set<String> = [], libraries: Set<String> = []) {
        self.name = name
        self.ours = ours
        self.libraries = libraries
    }
}

/// The whole picture: what is not in it is not allowed.
enum Architecture {
    /// Module maps of C libraries, and the C code that is generated.
    static let cModules = [
        Module("CProtobufC"), Module("CSQLite"), Module("CLinux"),
        Module("CMessages", ours: ["CProtobufC"]),
    ]

    /// Bindings: each is alone in importing the C library that it wraps.
    static let bindings = [
        Module("SQLite", ours: ["CSQLite"], libraries: ["Glibc"]),
        Module("Messages", ours: ["CMessages", "CProtobufC"]),
        Module("EventLoop", ours: ["CLinux", "Time"], libraries: ["Dispatch"]),
    ]

    /// What needs nothing, and many need.
    static let common = [Module("Time"), Module("Version")]

    static let core = [
        Module("Framing"),
        Module("RPC", ours: ["Messages", "Time"]),
        Module("Notifications", ours: ["Time"]),
        Module(
            "Calls", ours: ["RPC", "Messages", "Notifications", "Time"],
            libraries: ["Crypto", "DequeModule"]),
        Module("WhatsApp", ours: ["Notifications"], libraries: ["Crypto", "FoundationEssentials"]),
        Module("StoreCore", ours: ["Notifications"], libraries: ["Metrics"]),
    ]

    // EventLoop's interface shows dispatch queues: those who stand on a loop import Dispatch with it.
    static let actors = [
        Module(
            "Logs", ours: ["EventLoop", "Time"], libraries: ["Dispatch", "Logging", "Metrics"]),
        Module(
            "SQLiteStore",
            ours: ["StoreCore", "Notifications", "SQLite", "EventLoop", "Logs", "Time"],
            libraries: ["Crypto", "Dispatch", "Logging", "Metrics"]),
        Module(
            "RPCServer", ours: ["EventLoop", "Framing", "Logs", "Messages", "RPC", "Time"],
            libraries: ["DequeModule", "Dispatch", "Logging", "Metrics"]),
        Module(
            "RPCClient", ours: ["EventLoop", "Framing", "RPC", "Messages", "Time"],
            libraries: ["Dispatch"]),
        Module(
            "GraphClient", ours: ["WhatsApp", "Notifications"],
            libraries: ["AsyncHTTPClient", "FoundationEssentials", "NIOCore", "NIOHTTP1"]),
        Module("Delivery", ours: ["Notifications"], libraries: ["Logging", "Metrics"]),
        Module(
            "Gateway", ours: ["Logs", "Time", "WhatsApp", "Notifications", "Version"],
            libraries: [
                "CoreMetrics", "FoundationEssentials", "HTTPTypes", "Hummingbird",
                "HummingbirdCore", "Logging", "Metrics", "NIOCore", "NIOHTTP1", "ServiceLifecycle",
            ]),
        Module(
            "paynotifyd",
            ours: [
                "Calls", "Delivery", "EventLoop", "Gateway", "GraphClient", "Logs", "Messages",
                "Notifications", "RPC", "RPCClient", "RPCServer", "SQLiteStore", "StoreCore",
                "Version", "WhatsApp",
            ],
            libraries: [
                "ArgumentParser", "CoreMetrics", "Dispatch", "Foundation", "Logging", "Metrics",
                "ServiceLifecycle", "UnixSignals",
            ]),
    ]

    static let clients = [
        Module(
            "PaynotifyCLI", ours: ["RPCClient", "Messages", "RPC", "Version"],
            libraries: ["ArgumentParser", "Foundation"]),
        Module("paynotify", ours: ["PaynotifyCLI"]),
        Module(
            "PaynotifyLoad",
            ours: [
                "LocalEnvironment", "EventLoop", "Framing", "RPCClient", "Messages", "RPC",
                "Version",
            ],
            libraries: ["ArgumentParser", "Dispatch", "Foundation", "Histogram"]),
        Module("paynotify-load", ours: ["PaynotifyLoad"]),
        Module(
            "PaynotifyDemo",
            ours: ["LocalEnvironment", "RPCClient", "Messages", "RPC", "SQLiteStore", "Version"],
            libraries: ["ArgumentParser", "Foundation"]),
        Module("paynotify-demo", ours: ["PaynotifyDemo"]),
        // Nothing of ours but the version: two readings of Meta's documents check each other.
        Module(
            "Sandbox", ours: ["Version"],
            libraries: [
                "ArgumentParser", "AsyncHTTPClient", "Crypto", "Foundation", "HTTPTypes",
                "Hummingbird", "Logging", "NIOCore", "NIOHTTP1", "ServiceLifecycle", "UnixSignals",
            ]),
        Module("whatsapp-sandbox", ours: ["Sandbox"]),
    ]

    /// Runs sandbox and daemon for clients and tests.
    static let localEnvironment = Module(
        "LocalEnvironment", ours: ["Messages", "RPCClient"],
        libraries: [
            "AsyncHTTPClient", "Foundation", "NIOCore", "NIOFoundationCompat", "NIOHTTP1",
            "Subprocess", "SystemPackage", "UnixSignals",
        ])

    static let testKit = Module(
        "TestKit",
        ours: [
            "Calls", "EventLoop", "Framing", "Messages", "Notifications", "RPC", "RPCClient",
            "RPCServer", "SQLiteStore", "StoreCore", "Time",
        ],
        libraries: ["Dispatch", "Foundation", "Logging", "Metrics", "Subprocess", "SystemPackage"])

    /// C code that only tests link.
    static let allocationCounter = Module("CAllocations")

    /// C code that is preloaded into a daemon.
    static let writeRecorder = Module("CWriteRecorder")

    static let modules =
        cModules + bindings + common + core + actors + clients
        + [localEnvironment, testKit, allocationCounter, writeRecorder]

    /// Programs that only start the module beside them: the map does not list them.
    static let starters: Set<String> = [
        "paynotify", "paynotify-load", "paynotify-demo", "whatsapp-sandbox",
    ]

    /// What the package imports without declaring it: the toolchain and the system have it.
    static let systemLibraries: Set<String> = [
        "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization",
    ]

    /// What may stand at the top of the repository; dot-files may too.
    static let topLevel: Set<String> = [
        "Package.swift", "Makefile", "README.md", "Protos", "Sources", "Tests", "clients",
    ]
}
