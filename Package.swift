// swift-tools-version: 6.3
import PackageDescription

/// The settings of every Swift target of ours.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// What only builds for tests can do, such as a clock that goes faster; debug builds always can.
let testBuild: [SwiftSetting] =
    Context.environment["PAYNOTIFY_TEST_BUILD"] == nil ? [] : [.define("PAYNOTIFY_TEST_BUILD")]

/// A module of the daemon or its client library: `Sources/<name>`.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A module of a client program: `clients/<folder>/<name>`.
func client(_ folder: String, _ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "clients/\(folder)/\(name)",
        swiftSettings: strict)
}

/// A program: a `main` that only starts the module behind it.
func program(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: path, swiftSettings: strict + testBuild)
}

/// The tests of one module: `Tests/<name>Tests`.
func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], data: [String] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: data,
        swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(
    name: "AsyncHTTPClient", package: "async-http-client")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
    name: "HummingbirdTesting", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioFoundation = Target.Dependency.product(name: "NIOFoundationCompat", package: "swift-nio")
let unixSignals = Target.Dependency.product(
    name: "UnixSignals", package: "swift-service-lifecycle")
let serviceLifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "paynotify",
    products: [
        .library(name: "RPCClient", targets: ["RPCClient", "Messages"]),
        .executable(name: "paynotifyd", targets: ["paynotifyd"]),
        .executable(name: "paynotify", targets: ["paynotify"]),
        .executable(name: "paynotify-load", targets: ["paynotify-load"]),
        .executable(name: "paynotify-floor", targets: ["paynotify-floor"]),
        .executable(name: "paynotify-demo", targets: ["paynotify-demo"]),
        .executable(name: "whatsapp-sandbox", targets: ["whatsapp-sandbox"]),
        // Preloaded into a daemon by `paynotify-demo chaos`.
        .library(name: "write-recorder", type: .dynamic, targets: ["CWriteRecorder"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", exact: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        // The C libraries, a module each.
        .systemLibrary(
            name: "CProtobufC", pkgConfig: "libprotobuf-c",
            providers: [.apt(["libprotobuf-c-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CLinux"),
        .target(name: "CMessages", dependencies: ["CProtobufC"]),

        module("Time"),

        // Bindings, the only modules that import a C library.
        module("SQLite", ["CSQLite"]),
        module("Messages", ["CMessages", "CProtobufC"]),
        module("EventLoop", ["CLinux", "Time"]),
        module("Logs", ["EventLoop", "Time", logging, metrics]),

        module("Version"),

        // The pure core.
        module("Framing"),
        module("RPC", ["Messages", "Time"]),
        module("Notifications", ["Time"]),
        module("Calls", ["RPC", "Messages", "Notifications", "Time", crypto, deque]),
        module("WhatsApp", ["Notifications", crypto]),

        // What acts.
        module("StoreCore", ["Notifications", metrics]),
        module(
            "SQLiteStore",
            [
                "StoreCore", "Notifications", "SQLite", "EventLoop", "Logs", "Time", crypto,
                logging, metrics,
            ]),
        module(
            "RPCServer",
            [
                "EventLoop", "Framing", "Logs", "Messages", "RPC", "Time", deque, logging, metrics,
            ]),
        module("RPCClient", ["EventLoop", "Framing", "RPC", "Messages", "Time"]),
        module(
            "GraphClient", ["WhatsApp", "Notifications", asyncHTTPClient, nioCore, nioHTTP1]),
        module("Delivery", ["Notifications", logging, metrics]),
        module(
            "Gateway",
            [
                "Logs", "Time", "WhatsApp", "Notifications", "Version", coreMetrics, httpTypes,
                hummingbird, hummingbirdCore, logging, metrics, nioCore, nioHTTP1, serviceLifecycle,
            ]),
        program(
            "paynotifyd", "Sources/paynotifyd",
            [
                "Calls", "Delivery", "EventLoop", "Gateway", "GraphClient", "Logs", "Messages",
                "Notifications", "RPC", "RPCClient", "RPCServer", "SQLiteStore", "StoreCore",
                "Version", "WhatsApp",
                argumentParser, coreMetrics, logging, metrics, serviceLifecycle, unixSignals,
            ]),

        // The clients.
        client("cli", "PaynotifyCLI", ["RPCClient", "Messages", "RPC", "Version", argumentParser]),
        program("paynotify", "clients/cli/paynotify", ["PaynotifyCLI"]),
        client(
            "load", "PaynotifyLoad",
            [
                "LocalEnvironment", "EventLoop", "Framing", "RPCClient", "Messages", "RPC",
                "Version",
                argumentParser, histogram,
            ]),
        program("paynotify-load", "clients/load/paynotify-load", ["PaynotifyLoad"]),
        .executableTarget(
            name: "paynotify-floor", dependencies: ["CMessages", "CProtobufC", "CSQLite"],
            path: "clients/load/floor"),
        client(
            "sandbox", "Sandbox",
            [
                "Version", argumentParser, asyncHTTPClient, crypto, httpTypes, hummingbird, logging,
                nioCore, nioHTTP1, serviceLifecycle, unixSignals,
            ]),
        program("whatsapp-sandbox", "clients/sandbox/whatsapp-sandbox", ["Sandbox"]),

        client(
            "demo", "PaynotifyDemo",
            [
                "LocalEnvironment", "RPCClient", "Messages", "RPC", "SQLiteStore", "Version",
                argumentParser,
            ]),
        program("paynotify-demo", "clients/demo/paynotify-demo", ["PaynotifyDemo"]),
        .target(name: "CWriteRecorder", path: "clients/demo/CWriteRecorder"),

        // What clients and tests use to run sandbox and daemon.
        module(
            "LocalEnvironment",
            [
                "Messages", "RPCClient", asyncHTTPClient, nioCore, nioFoundation, nioHTTP1,
                subprocess, systemPackage, unixSignals,
            ]),

        // What only tests use.
        module(
            "TestKit",
            [
                "Calls", "EventLoop", "Framing", "Messages", "Notifications", "RPC", "RPCClient",
                "RPCServer", "SQLiteStore", "StoreCore", "Time", logging, metrics, subprocess,
                systemPackage,
            ]),
        tests("Time"),
        tests("SQLite", ["TestKit"]),
        tests("Messages", ["TestKit", "CMessages"], data: ["Golden"]),
        tests("EventLoop", ["TestKit", "CLinux"]),
        tests("Logs", ["TestKit", "Time", logging]),
        tests("Framing", ["TestKit"]),
        tests("RPC", ["TestKit"]),
        tests("Notifications", ["TestKit"]),
        tests("Calls", ["TestKit"]),
        tests("WhatsApp", ["TestKit"]),
        tests("StoreCore", ["TestKit"]),
        .testTarget(
            name: "StoreConformance", dependencies: ["Notifications", "StoreCore", "TestKit"],
            swiftSettings: strict),
        tests("SQLiteStore", ["TestKit", "SQLite", "StoreCore"]),
        tests("RPCServer", ["TestKit"]),
        tests("RPCClient", ["TestKit"]),
        tests(
            "GraphClient",
            [
                "LocalEnvironment", "TestKit", "WhatsApp", "paynotify-floor", asyncHTTPClient,
                nioCore,
            ]),
        tests("Delivery", ["TestKit", "SQLiteStore", "StoreCore", "Notifications", logging]),
        tests(
            "Gateway",
            [
                "TestKit", "Time", "Version", "WhatsApp", coreMetrics, crypto, httpTypes,
                hummingbird, hummingbirdTesting, logging, metrics, nioCore, nioPosix,
                serviceLifecycle,
            ]),
        tests(
            "PaynotifyCLI", ["TestKit", "LocalEnvironment", "EventLoop", "paynotify"],
            data: ["Golden"]),
        tests(
            "PaynotifyLoad", ["TestKit", "SQLite", histogram, "paynotify-floor", argumentParser]),
        tests("PaynotifyDemo", ["Messages", "SQLiteStore"]),
        tests("paynotifyd", ["EventLoop", "Notifications", argumentParser]),
        tests(
            "Sandbox",
            [
                argumentParser, crypto, httpTypes, hummingbird, hummingbirdTesting, logging,
                nioCore, nioPosix,
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "TestKit", "LocalEnvironment", "PaynotifyDemo", "EventLoop", "Framing", "Messages",
                "RPC", "RPCClient", "Version",
                asyncHTTPClient, crypto, nioCore, nioHTTP1,
                // Run as they are built.
                "paynotifyd", "paynotify", "paynotify-demo", "paynotify-load", "whatsapp-sandbox",
            ],
            swiftSettings: strict),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .testTarget(
            name: "AllocationTests",
            dependencies: [
                "CAllocations", "Calls", "Framing", "Messages", "Notifications", "RPC",
                "RPCServer", "TestKit", "Time",
            ],
            swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestKit"], swiftSettings: strict),
    ]
)
