import Notifications

/// What the doubles saw, in one order.
enum Entry: Hashable, Sendable {
    case armed(NotificationID)
    case toldToWait(NotificationID)
    case toldItMoved(NotificationID)
    case sent(NotificationID, AttemptToken)
    case recorded(NotificationID, NotificationStatus)
    case expired(NotificationID)
    case lookedForWork
    case stopped(PhoneNumberID, SenderStop.Cause)
    case resumed(PhoneNumberID)
    case askedForNumber(PhoneNumberID)
    /// A command of the kind was answered with the failure.
    case failed(CommandKind, CommandFailure)
    case askedForTemplate(String)
    case verified(BindingID, TemplateStatus)
}

/// The commands that delivery uses.
enum CommandKind: Hashable, Sendable {
    case arm, recordAttempt, expire, recordVerification, recordSender
}

/// The entries of a test, with the moment of each.
struct Journal: Sendable {
    struct Line: Hashable, Sendable {
        var entry: Entry
        var moment: Timestamp
    }

    let wallClock: SteppedWallClock
    private let lines = Watched<[Line]>([])

    init(wallClock: SteppedWallClock) { self.wallClock = wallClock }

    var entries: [Entry] { lines.value.map(\.entry) }

    func add(_ entry: Entry) {
        let line = Line(entry: entry, moment: wallClock.now())
        lines.update { $0.append(line) }
    }

    /// How often the entry was made.
    func count(_ entry: Entry) -> Int { lines.value.count { $0.entry == entry } }

    func count(where isCounted: (Entry) -> Bool) -> Int {
        lines.value.count { isCounted($0.entry) }
    }

    /// How many messages were sent.
    var sends: Int { count { if case .sent = $0 { true } else { false } } }

    /// When the entry was first made.
    func moment(of entry: Entry) -> Timestamp? {
        lines.value.first { $0.entry == entry }?.moment
    }

    /// Returns when the entry has been made so often.
    func until(_ entry: Entry, times: Int = 1) async {
        await lines.until { lines in lines.count { $0.entry == entry } >= times }
    }

    func until(times: Int, where isCounted: (Entry) -> Bool) async {
        await lines.until { lines in lines.count { isCounted($0.entry) } >= times }
    }
}
