import ArgumentParser

/// The options of every workload.
struct LoadOptions: ParsableArguments {
    @Option(help: "Connections to open.")
    var connections = 64

    @Option(help: "Calls in flight on each connection, at most 64.")
    var inFlight = 16

    @Option(help: "Calls a second by a fixed schedule: an open loop. Without it each lane waits.")
    var rate: Double?

    @Option(help: "Connections to hold open beside them, idle after one call each.")
    var idle = 0

    @Option(help: "Threads to call from.")
    var loops = 1

    @Option(help: "Seconds to measure.")
    var seconds = 5.0

    @Option(help: "Seconds to run before measuring.")
    var warmUpSeconds = 1.0

    @Option(help: "Milliseconds that each call has until its deadline.")
    var deadline = 10_000

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...10_000).contains(connections), (1...64).contains(inFlight) else {
            throw ValidationError("--connections must be 1 to 10000 and --in-flight 1 to 64")
        }
        guard (0...100_000).contains(idle) else {
            throw ValidationError("--idle must be 0 to 100000")
        }
        guard (1...64).contains(loops), loops <= connections else {
            throw ValidationError("--loops must be 1 to 64, and no loop without a connection")
        }
        guard seconds > 0, seconds <= 3_600, warmUpSeconds >= 0, warmUpSeconds <= 3_600 else {
            throw ValidationError(
                "--seconds must be above 0 and at most 3600, as --warm-up-seconds")
        }
        guard (1...60_000).contains(deadline) else {
            throw ValidationError("--deadline must be 1 to 60000 milliseconds")
        }
        if let rate, !(1...10_000_000).contains(rate) {
            throw ValidationError("--rate must be 1 to 10000000")
        }
    }

    var shape: LoadShape {
        LoadShape(
            connections: connections, inFlight: inFlight, idle: idle, loops: loops, rate: rate,
            seconds: seconds, warmUpSeconds: warmUpSeconds, deadline: .milliseconds(deadline))
    }
}
