import CoreMetrics
import Foundation
import Logging
import Metrics
import Notifications
import ServiceLifecycle
import StoreCore

/// Makes a backup from time to time, and drops the oldest.
struct BackupTimer<Clock: _Concurrency.Clock>: Service where Clock.Duration == Duration {
    let schedule: BackupSchedule
    let folder: String
    let backups: any BackupMaker
    let wallClock: any WallClock
    let clock: Clock
    let metrics: any MetricsFactory
    let logger: Logger

    /// How often the age of the last one is told.
    private static var step: Duration { .seconds(60) }

    func run() async {
        await cancelWhenGracefulShutdown { await repeatBackups() }
    }

    private func repeatBackups() async {
        let age = Gauge(label: "paynotify_backup_age_seconds", factory: metrics)
        let failures = Counter(label: "paynotify_backup_failures_total", factory: metrics)
        var retryAt: Timestamp?
        while !Task.isCancelled {
            let now = wallClock.now()
            let newest = schedule.newest(of: names)
            if let newest { age.record(now.since(newest) / .seconds(1)) }
            var wait = schedule.wait(after: newest, at: now)
            if let retryAt { wait = max(wait, retryAt.since(now)) }
            if wait > .zero {
                do { try await clock.sleep(for: min(wait, Self.step)) } catch { return }
                continue
            }
            if await make(at: now) {
                retryAt = nil
                dropOldest()
            } else {
                failures.increment()
                retryAt = now + min(BackupSchedule.retry, schedule.interval)
            }
        }
    }

    /// Whether one was made.
    private func make(at now: Timestamp) async -> Bool {
        let path = "\(folder)/\(schedule.name(at: now))"
        let (ends, continuation) = AsyncStream.makeStream(of: BackupProgress.self)
        do {
            _ = try await backups.startBackup(to: path) { continuation.yield($0) }
        } catch {
            logger.error("no backup was made: \(error)", metadata: ["path": "\(path)"])
            return false
        }
        guard let ended = await ends.first(where: { _ in true }) else { return false }
        switch ended.stage {
        case .done:
            logger.notice(
                "a backup was made", metadata: ["path": "\(path)", "pages": "\(ended.pages)"])
            return true
        case .failed(let reason):
            logger.error("no backup was made: \(reason)", metadata: ["path": "\(path)"])
            return false
        case .copying, .finishing: return false
        }
    }

    private var names: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    private func dropOldest() {
        for name in schedule.surplus(of: names) {
            for file in [name, name + ".sha256"] {
                do {
                    try FileManager.default.removeItem(atPath: "\(folder)/\(file)")
                } catch CocoaError.fileNoSuchFile {
                    continue
                } catch {
                    logger.error(
                        "an old backup cannot be removed: \(error.localizedDescription)",
                        metadata: ["path": "\(folder)/\(file)"])
                }
            }
        }
    }
}
