import ArgumentParser

/// `paynotify-load echo`: the wire and nothing else.
struct EchoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo", abstract: "Health/Check: the connection server without the store.")

    @OptionGroup var server: ServerOptions
    @OptionGroup var load: LoadOptions

    func run() async throws {
        let machine = MachineFacts.here
        let measured = try await LoadServer.with(server) { server in
            try await Generator(server).measure("echo", load.shape) { [load] _ in
                try EchoTraffic(load.shape)
            }
        }
        try load.output.show("paynotify-load echo", on: machine, [measured])
    }
}

/// `paynotify-load enable`: one new session a call.
struct EnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "EnableNotifications on new sessions.")

    @OptionGroup var server: ServerOptions
    @OptionGroup var load: LoadOptions
    @OptionGroup var which: SessionOptions

    func run() async throws {
        let machine = MachineFacts.here
        let names = which.names
        let measured = try await LoadServer.with(server) { server in
            try await server.prepareFixture(names, delivers: false)
            let runs = SessionRuns(generator: try Generator(server), names: names)
            return try await runs.enable(load.shape, from: which.firstSession)
        }
        try load.output.show("paynotify-load enable", on: machine, [measured])
    }
}

/// `paynotify-load read`: no commit, one query a call.
struct ReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "GetSession on enabled sessions, drawn at random.")

    @OptionGroup var server: ServerOptions
    @OptionGroup var load: LoadOptions
    @OptionGroup var which: SessionOptions

    func run() async throws {
        let machine = MachineFacts.here
        let names = which.names
        let numbers = which.firstSession..<which.firstSession + (which.sessions ?? 50_000)
        let measured = try await LoadServer.with(server) { server in
            try await server.prepareFixture(names, delivers: false)
            let runs = SessionRuns(generator: try Generator(server), names: names)
            _ = try await runs.enable(numbers)
            return try await runs.read(load.shape, numbers)
        }
        try load.output.show("paynotify-load read", on: machine, [measured])
    }
}

/// `paynotify-load fill`: many sessions, fast.
struct FillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "Enables many sessions, to see how the daemon grows.",
        discussion: """
            The ids follow from seed and number: a fill that was cut short goes on with \
            --first-session, and notify --enabled uses the same seed.
            """)

    @OptionGroup var server: ServerOptions
    @OptionGroup var which: SessionOptions

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let machine = MachineFacts.here
        var names = which.names
        if which.seed == nil { names.seed = 1 }
        let numbers = which.firstSession..<which.firstSession + (which.sessions ?? 1_000_000)
        let measured = try await LoadServer.with(server) { [names] server in
            try await server.prepareFixture(names, delivers: false)
            return try await SessionRuns(generator: try Generator(server), names: names)
                .enable(numbers)
        }
        try output.show("paynotify-load fill", on: machine, [measured])
    }
}
