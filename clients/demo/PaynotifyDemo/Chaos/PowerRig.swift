import Foundation
import LocalEnvironment
import SQLiteStore

/// Power failures: a daemon's writes and syncs are recorded, and what a failure at any of them may have left
/// is made anew and judged by what was acknowledged by then.
enum PowerRig: Rig {
    static let name = "power"
    static let weight = 2.5
    /// How long is recorded: as long as the log starts again many times and the file is still small.
    private static let recorded = Duration.seconds(3)
    /// Images of a sweep through the record, and for each planted defect.
    private static let batch = 40
    private static let opened = 2

    /// A record with what was promised meanwhile.
    private struct Run: Sendable {
        var recording: Recording
        var begin: Data
        var answers: SoakLoad.Answers
        /// Each with the moment of its acceptance, in seconds since 1970.
        var messages: [(message: SoakMessage, at: Double)]
        /// The first entry with something acknowledged before it.
        var first: Int
    }

    /// Which syncs do nothing.
    private enum Defect: Sendable {
        case none
        /// Those that the daemon makes itself, of the log.
        case ownSyncs
        /// Those of the database's file.
        case fileSyncs

        func forgets(_ entry: Recording.Entry) -> Bool {
            guard entry.operation == .syncEnd else { return false }
            return switch self {
            case .none: false
            case .ownSyncs: !entry.isBySQLite
            case .fileSyncs: entry.file == .database
            }
        }
    }

    static func run(seed: UInt64, until end: ContinuousClock.Instant) async throws -> RigReport {
        try await Testbed.with(PowerRig.self, seed: seed) { testbed in
            var report = RigReport(PowerRig.self)
            var numbers = SeededNumbers(seed: seed)
            let run = try await record(testbed)
            report.count(run.recording.entries.count, "writes and syncs")
            // Each begins with a header.
            let begun = run.recording.entries.count {
                $0.operation == .write && $0.file == .log && $0.offset == 0
            }
            report.count(max(0, begun - 1), "restarts of the log")
            report.add(try await testbed.verdict())
            var images = 0
            repeat {
                report.broken += try judge(batch, of: run, .none, in: testbed, &numbers)
                images += batch
            } while .now < end
            report.count(images, "images")
            report.broken += try await openByDaemon(opened, of: run, in: testbed, &numbers)
            report.count(opened, "opened by the daemon")
            for (defect, name) in [(Defect.ownSyncs, "own syncs"), (.fileSyncs, "file's syncs")] {
                let found = try judge(batch, of: run, defect, in: testbed, &numbers)
                report.canary(name, isCaught: !found.isEmpty)
            }
            try await testbed.startAfresh()
            return report
        }
    }

    /// Starts the daemon on a file at rest, with the recorder, and kills it in the midst of the load.
    private static func record(_ testbed: Testbed) async throws -> Run {
        let environment = testbed.environment
        guard try await environment.stopDaemon() == 0 else {
            throw Program.Failure(description: "the daemon did not end well before the record")
        }
        let begin = try Data(contentsOf: URL(fileURLWithPath: environment.database))
        let record = testbed.folder.appendingPathComponent("record.bin")
        let recorder = Program.folder.appendingPathComponent("libwrite-recorder.so").path
        guard FileManager.default.fileExists(atPath: recorder) else {
            throw Program.Failure(description: "there is no \(recorder): build it beside this one")
        }
        try await environment.startDaemon(behind: [
            "/usr/bin/env", "LD_PRELOAD=\(recorder)", "PAYNOTIFY_RECORD=\(record.path)",
            "PAYNOTIFY_RECORD_OF=paynotify.db",
        ])
        try await testbed.underLoad {
            try await Task.sleep(for: recorded)
        }
        let answers = testbed.load.result
        try await environment.killAndRestart()
        let recording = Recording(try Data(contentsOf: record))
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let messages = try await environment.sandbox.messages().map { SoakMessage($0) }.map {
            // Milliseconds were cut off.
            ($0, try style.parse($0.acceptedAt).timeIntervalSince1970 + 0.001)
        }
        let earliest = answers.enabled.map(\.at).min() ?? 0
        guard let first = recording.entries.firstIndex(where: { $0.time > earliest }) else {
            throw Program.Failure(description: "nothing was written after the first answer")
        }
        return Run(
            recording: recording, begin: begin, answers: answers, messages: messages, first: first)
    }

    /// Makes images at places drawn by lot; gives what broke in them.
    private static func judge(
        _ count: Int, of run: Run, _ defect: Defect, in testbed: Testbed,
        _ numbers: inout SeededNumbers
    ) throws -> [String] {
        let image = DatabaseFiles(testbed.folder.appendingPathComponent("image.db").path)
        var broken: [String] = []
        try sweep(count, of: run, defect, &numbers) { place, disk, survival, numbers in
            try make(image, from: disk, survival, &numbers)
            let verdict = Self.verdict(on: image, of: run, at: place)
            broken += verdict.words.map { "entry \(place), \(survival) survived: \($0)" }
        }
        return broken
    }

    /// Goes through the record once, and stops at places drawn by lot.
    private static func sweep(
        _ count: Int, of run: Run, _ defect: Defect, _ numbers: inout SeededNumbers,
        _ body: (Int, SimulatedDisk, SimulatedDisk.Survival, inout SeededNumbers) throws -> Void
    ) throws {
        let entries = run.recording.entries
        let places = (0..<count).map { _ in
            Int.random(in: run.first..<entries.count, using: &numbers)
        }.sorted()
        var disk = SimulatedDisk(database: run.begin)
        var next = 0
        for place in places {
            while next < place {
                if !defect.forgets(entries[next]) { disk.apply(entries[next]) }
                next += 1
            }
            let survival = SimulatedDisk.Survival.allCases.randomElement(using: &numbers) ?? .all
            try body(place, disk, survival, &numbers)
        }
    }

    private static func make(
        _ image: DatabaseFiles, from disk: SimulatedDisk, _ survival: SimulatedDisk.Survival,
        _ numbers: inout SeededNumbers
    ) throws {
        try image.remove()
        let files: [(Recording.File, String)] = [(.database, image.path), (.log, image.log)]
        for (file, path) in files {
            try disk.left(of: file, survival, &numbers).write(to: URL(fileURLWithPath: path))
        }
    }

    private static func verdict(on image: DatabaseFiles, of run: Run, at place: Int) -> ChaosVerdict
    {
        // The entry before the place was written down later than this, and what was answered or accepted
        // by this moment was durable before it.
        let moment = run.recording.entries[place - 1].time
        do {
            return ChaosVerdict(
                run.answers, try StoredRecord(readingFrom: image.path),
                run.messages.filter { $0.at < moment }.map(\.message), until: moment)
        } catch {
            return ChaosVerdict(broken: ["the database cannot be read: \(error)"])
        }
    }

    /// Lets the daemon itself open images, and judges what it made of them.
    private static func openByDaemon(
        _ count: Int, of run: Run, in testbed: Testbed, _ numbers: inout SeededNumbers
    ) async throws -> [String] {
        let files = DatabaseFiles(testbed.environment.database)
        var broken: [String] = []
        for _ in 0..<count {
            try await testbed.environment.killDaemon()
            var place = 0
            try sweep(1, of: run, .none, &numbers) { stop, disk, survival, numbers in
                try make(files, from: disk, survival, &numbers)
                place = stop
            }
            try await testbed.environment.startDaemon()
            // What was not sent by then it now sends, with the database of then.
            let verdict = Self.verdict(on: files, of: run, at: place)
            broken += verdict.words.map { "entry \(place), opened by the daemon: \($0)" }
        }
        return broken
    }
}
