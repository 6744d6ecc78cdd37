/// What goes otherwise than well on purpose, drawn from rows of numbers that a seed determines.
struct Simulation: Sendable {
    var faults = FaultRules()
    /// How long send calls wait for their answer; `nil` is not at all.
    var latency: Latency?
    var magic: MagicRecipients
    private var generator: SeededGenerator

    init(_ options: PlatformOptions) {
        latency = options.latency
        magic = MagicRecipients(isOn: options.hasMagicRecipients)
        generator = SeededGenerator(seed: SeededGenerator.seed(options.randomSeed, for: "latency"))
    }

    /// The time that the next send call waits.
    mutating func drawLatency() -> Duration {
        latency?.draw(using: &generator) ?? .zero
    }
}
