import EventLoop
import LocalEnvironment
import RPCClient

/// The daemon that is measured.
struct LoadServer: Sendable {
    let address: SocketAddress
    /// Its process; nil: its CPU time and memory are not told.
    let process: Int32?
    /// The sandbox that the daemon has as Meta; nil: there is none, or nobody said where.
    let sandbox: SandboxControl?
    /// Where the daemon takes webhooks, such as `http://127.0.0.1:8080`.
    let gateway: String?
    /// Where the daemon shows metrics, such as `http://127.0.0.1:9464`.
    let admin: String?

    /// Descriptors of each process where the system lets it have so many, and how many of them are for
    /// other things than the daemon's connections.
    private static let descriptorsMax = 120_000
    private static let otherDescriptors = 4_000

    /// Runs the body with the daemon of the options, or with one that is started for it.
    static func with<Result: Sendable>(
        _ options: ServerOptions, _ body: @escaping @Sendable (LoadServer) async throws -> Result
    ) async throws -> Result {
        if let server = options.server {
            return try await body(
                LoadServer(
                    address: try SocketAddress(parsing: server), process: options.pid,
                    sandbox: options.sandbox.map { SandboxControl(baseURL: $0) },
                    gateway: options.gateway, admin: options.admin))
        }
        return try await started(body)
    }

    /// Runs the body with a daemon and a sandbox that are started for it, on a Unix socket in a
    /// temporary folder.
    static func started<Result: Sendable>(
        _ body: @escaping @Sendable (LoadServer) async throws -> Result
    ) async throws -> Result {
        // The daemon inherits it.
        let descriptors = DescriptorLimit.raise(to: descriptorsMax)
        let connectionsMax = max(descriptors - otherDescriptors, descriptors / 2)
        let result = try await withEnvironment(
            named: "paynotify-load", ports: Environment.Ports(server: nil),
            sandboxOptions: ["--unthrottled", "--webhook-batch", "100"],
            daemonOptions: ["--connections-max", "\(connectionsMax)"]
        ) { environment, _ in
            try await body(try await LoadServer(of: environment))
        }
        guard let result else { throw CancellationError() }
        return result
    }

    /// The daemon of an environment as it runs now.
    init(of environment: Environment) async throws {
        address = try SocketAddress(parsing: environment.server)
        process = await environment.daemonProcess
        sandbox = environment.sandbox
        gateway = environment.gateway
        admin = environment.admin
    }

    /// A server that listens there, without a Meta.
    init(
        address: SocketAddress, process: Int32?, sandbox: SandboxControl? = nil,
        gateway: String? = nil, admin: String? = nil
    ) {
        self.address = address
        self.process = process
        self.sandbox = sandbox
        self.gateway = gateway
        self.admin = admin
    }

    /// Has the merchants of the sessions ready, with approved templates, and delivery as wanted.
    func prepareFixture(_ names: SessionNames, delivers: Bool) async throws {
        let client = try RPCClient("\(address)")
        let fixture = LoadFixture(client, merchants: names.merchants)
        if try await !fixture.areTemplatesApproved() { try await setUp(fixture, names) }
        try await fixture.setDelivery(isOn: delivers)
        await client.close()
    }

    private func setUp(_ fixture: LoadFixture, _ names: SessionNames) async throws {
        guard let sandbox else {
            throw FixtureFailure(
                description: """
                    the daemon at \(address) has no merchants load-000 to \
                    \(SessionNames.merchantID(names.merchants - 1)) with approved templates, and \
                    without the sandbox none can be approved: name it by --sandbox, or leave \
                    --server out to have sandbox and daemon started
                    """)
        }
        try await fixture.setUp(sandbox: sandbox, gateway: gateway)
    }
}
