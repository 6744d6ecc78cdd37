import SQLite
import TestKit
import Testing

@testable import SQLiteStore

/// A pass begins only when a frame of the log is not moved, whatever comes in which order.
@Suite struct CheckpointInvariantTests {
    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func noPassLooksAtALogThatIsWhollyMoved(_ seed: UInt64) throws {
        var daemon = ModelDaemon(seed: seed)
        for step in 0..<600 {
            daemon.step()
            try #require(
                daemon.looksAtAMovedLog == 0, "seed \(seed), step \(step): \(daemon.log)")
        }
        #expect(daemon.passes > 0)
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func withoutReadersAndFailuresTheLogStartsAgainAndAgain(_ seed: UInt64) {
        var daemon = ModelDaemon(seed: seed)
        daemon.isQuiet = true
        for _ in 0..<600 { daemon.step() }
        #expect(daemon.log.restarts >= 5, "seed \(seed): \(daemon.log)")
    }
}

/// The log by SQLite's rules, as far as checkpoints go.
private struct ModelLog {
    /// Frames in the log, and of them those in the file.
    var frames = 0
    var moved = 0
    /// For each reader how many frames it needs; 0: it reads the file alone.
    var readers: [Int] = []
    var restarts = 0

    var isWhollyMoved: Bool { frames > 0 && moved == frames }

    mutating func commit(_ count: Int) {
        if isWhollyMoved && readers.allSatisfy({ $0 == 0 }) {
            (frames, moved) = (0, 0)
            restarts += 1
        }
        frames += count
    }

    /// Moves the first frames, as far as no reader stands before them.
    mutating func move(_ count: Int) {
        moved = max(moved, readers.reduce(count) { $1 == 0 ? $0 : min($0, $1) })
    }

    mutating func beginReading() { readers.append(isWhollyMoved ? 0 : frames) }
}

/// A writer and a checkpointer that go by the policy, with all that can come between their steps.
private struct ModelDaemon {
    /// A pass, from where the writer begins it to where the writer hears of its end.
    private enum Pass {
        /// It has not looked at the log yet.
        case begun
        case moving(frames: Int)
        /// It has moved all that it can; how far the log is moved it reads only after that.
        case moved(frames: Int)
        case ended(CheckpointProgress)
        case failed(mayHaveMoved: Bool)
    }

    private static let framesMax = 12

    var log = ModelLog()
    /// Without readers and failures.
    var isQuiet = false
    private(set) var passes = 0
    private(set) var looksAtAMovedLog = 0
    private var policy: CheckpointPolicy
    private var pass: Pass?
    private var random: SeededGenerator
    /// Pages in the log after the writer's last commit that wrote.
    private var logPages = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        policy = CheckpointPolicy(threshold: Int.random(in: 1...40, using: &random))
        commit(1)
    }

    private mutating func oneIn(_ count: Int) -> Bool {
        Int.random(in: 1...count, using: &random) == 1
    }

    mutating func step() {
        switch Int.random(in: 0..<11, using: &random) {
        case 0..<4: takeTurn()
        case 4..<8: advancePass()
        case 8 where !isQuiet: log.beginReading()
        case 9 where !log.readers.isEmpty: log.readers.removeFirst()
        case 10: take(policy.whenIdle(for: .seconds(30), logPages: logPages))
        default: break
        }
    }

    private mutating func commit(_ frames: Int) {
        log.commit(frames)
        logPages = log.frames
        policy.wroteToLog()
    }

    private mutating func takeTurn() {
        guard !policy.mustWait(logPages: logPages) else { return }
        // One batch in four holds refusals alone and writes nothing.
        if !oneIn(4) { commit(Int.random(in: 1...Self.framesMax, using: &random)) }
        if policy.isDue(logPages: logPages) { beginPass() }
    }

    private mutating func beginPass() {
        passes += 1
        if log.isWhollyMoved { looksAtAMovedLog += 1 }
        policy.beganPass(logPages: logPages)
        pass = .begun
    }

    private mutating func advancePass() {
        switch pass {
        case nil: break
        case .begun:
            if log.isWhollyMoved { looksAtAMovedLog += 1 }
            pass = .moving(frames: log.frames)
            if !isQuiet && oneIn(6) { pass = .failed(mayHaveMoved: false) }
        case .moving(let frames):
            log.move(!isQuiet && oneIn(6) ? Int.random(in: 0...frames, using: &random) : frames)
            pass = .moved(frames: frames)
            if !isQuiet && oneIn(6) { pass = .failed(mayHaveMoved: true) }
        case .moved(let frames):
            pass = .ended(CheckpointProgress(logPages: frames, movedPages: log.moved))
        case .ended(let progress):
            pass = nil
            take(policy.endedPass(progress, logPages: logPages))
        case .failed(let mayHaveMoved):
            pass = nil
            policy.failed(logPages: logPages, mayHaveMoved: mayHaveMoved)
        }
    }

    private mutating func take(_ step: CheckpointPolicy.Step) {
        switch step {
        case .pass: beginPass()
        case .moveRest: moveRest()
        case .rest: break
        }
    }

    /// The writer commits nothing meanwhile, and no pass is under way.
    private mutating func moveRest() {
        if !isQuiet && oneIn(6) {
            log.move(Int.random(in: 0...log.frames, using: &random))
            return policy.failed(logPages: logPages, mayHaveMoved: true)
        }
        log.move(log.frames)
        policy.moved(CheckpointProgress(logPages: log.frames, movedPages: log.moved))
    }
}
