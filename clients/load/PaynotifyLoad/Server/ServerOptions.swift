import ArgumentParser

/// Which daemon is measured.
struct ServerOptions: ParsableArguments {
    @Option(
        help: """
            Where the daemon takes calls: HOST:PORT or unix:PATH. Without it sandbox and daemon \
            are started from the programs beside this one, in a temporary folder.
            """)
    var server: String?

    @Option(help: "The daemon's process id; found by itself where it listens on a Unix socket.")
    var pid: Int32?

    @Option(help: "With --server: the sandbox that the daemon has as Meta, http://HOST:PORT.")
    var sandbox: String?

    @Option(help: "With --server and delivery on: the daemon's gateway, http://HOST:PORT.")
    var gateway: String?

    @Option(help: "With --server: where the daemon shows its metrics, http://HOST:PORT.")
    var admin: String?
}
