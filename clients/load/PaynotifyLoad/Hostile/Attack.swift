/// Something that a stranger may do to the daemon.
protocol Attack: AnyObject {
    /// A little of it; called again and again by one thread, which rests in between.
    func step()
    /// Lets go of all that it holds.
    func end()
}

/// Many peers that all do the same, some of them at each step.
final class Crowd: Attack {
    private let peers: [HostilePeer]
    private let perStep: Int
    private let act: (HostilePeer, _ number: Int) -> Void
    private var next = 0

    /// Makes a crowd of which `perStep` act at each step, in turn; who acts may have been cut off since the
    /// last time.
    init(
        _ count: Int, to target: Target.Door, perStep: Int,
        act: @escaping (HostilePeer, _ number: Int) -> Void
    ) {
        peers = (0..<count).map { _ in HostilePeer(to: target.address) }
        self.perStep = perStep
        self.act = act
    }

    func step() {
        for _ in 0..<perStep {
            act(peers[next % peers.count], next)
            next += 1
        }
    }

    func end() { for peer in peers { peer.close() } }
}
