import Notifications
import Testing

@testable import paynotifyd

struct BackupScheduleTests {
    private let schedule = BackupSchedule(
        database: "paynotify.db", interval: .seconds(3_600), kept: 2)
    private let now = Timestamp(milliseconds: 1_795_361_400_000)

    @Test func namesABackupByItsTimeInUTC() {
        #expect(schedule.name(at: now) == "paynotify.db.20261122T153000Z")
        #expect(schedule.moment(of: "paynotify.db.20261122T153000Z") == now)
    }

    @Test(arguments: [
        "paynotify.db", "paynotify.db.", "other.db.20261122T153000Z",
        "paynotify.db.20261122T153000Z.sha256", "paynotify.db.20261122T153000Z.partial",
        "paynotify.db.before-10", "paynotify.db.20261322T153000Z",
    ])
    func takesNothingElseForABackupOfItsOwn(name: String) {
        #expect(schedule.moment(of: name) == nil)
        #expect(schedule.surplus(of: [name, name, name]).isEmpty)
    }

    @Test func theNextIsDueAnIntervalAfterTheNewest() {
        #expect(schedule.wait(after: nil, at: now) == .zero)
        #expect(schedule.wait(after: now, at: now + .seconds(600)) == .seconds(3_000))
        #expect(schedule.wait(after: now, at: now + .seconds(4_000)) == .zero)
        let names = [schedule.name(at: now), schedule.name(at: now + .seconds(60)), "x"]
        #expect(schedule.newest(of: names) == now + .seconds(60))
    }

    @Test func theOldestGo() {
        let names = [3, 1, 2, 0].map { schedule.name(at: now + .seconds(60 * $0)) }
        #expect(schedule.surplus(of: names) == [names[3], names[1]])
        #expect(schedule.surplus(of: Array(names.prefix(2))).isEmpty)
    }
}
