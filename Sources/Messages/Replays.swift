import CMessages

/// Which notifications a replay sends once more; all that is given has to hold.
public struct ReplayFilter: WireMessage {
    /// How they ended: FAILED, DEAD, UNRESOLVED, EXPIRED, CANCELLED, DELIVERED or READ; not empty.
    public var statuses: [NotificationStatus]
    /// Why, as status_reason has it, such as PROVIDER_REJECTED; empty for any; at most 32.
    public var reasons: [String]
    /// With which codes of Meta's; empty for any; at most 32.
    public var metaCodes: [Int32]
    /// Of which plugin; unspecified for any.
    public var plugin: Plugin
    /// Of which states; empty for any.
    public var states: [PaymentState]
    /// Made then or later, in milliseconds since the Unix epoch; 0 for any.
    public var createdFromMilliseconds: Int64
    /// Made before then, in milliseconds since the Unix epoch; 0 for any.
    public var createdUntilMilliseconds: Int64

    /// Makes a message; what is not given stays empty.
    public init(
        statuses: [NotificationStatus] = [], reasons: [String] = [], metaCodes: [Int32] = [],
        plugin: Plugin = .unspecified, states: [PaymentState] = [],
        createdFromMilliseconds: Int64 = 0, createdUntilMilliseconds: Int64 = 0
    ) {
        self.statuses = statuses
        self.reasons = reasons
        self.metaCodes = metaCodes
        self.plugin = plugin
        self.states = states
        self.createdFromMilliseconds = createdFromMilliseconds
        self.createdUntilMilliseconds = createdUntilMilliseconds
    }
}

extension ReplayFilter: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__replay_filter__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumerations("statuses", &statuses)
        fields.strings("reasons", &reasons)
        fields.int32s("meta_codes", &metaCodes)
        fields.enumeration("plugin", &plugin)
        fields.enumerations("states", &states)
        fields.int64("created_from_ms", &createdFromMilliseconds)
        fields.int64("created_until_ms", &createdUntilMilliseconds)
    }
}

/// How a replay stands.
public enum ReplayStatus: Int32, WireEnum {
    /// Never sent.
    case unspecified = 0
    /// It goes on, also after a restart.
    case running = 1
    /// It came to its end.
    case finished = 2
    /// A person stopped it.
    case cancelled = 3
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// Notifications that are sent once more because a person asked for it.
public struct Replay: WireMessage {
    /// Made by the server.
    public var replayID: String
    /// How it stands.
    public var status: ReplayStatus
    /// What it sends once more.
    public var filter: ReplayFilter
    /// How many a second.
    public var ratePerSecond: UInt32
    /// How many the filter matched when it began.
    public var matched: UInt32
    /// How many it put into the queue.
    public var resent: UInt32
    /// How many could not be sent once more, or changed before their turn came.
    public var skipped: UInt32
    /// Who asked for it.
    public var actor: String
    /// When it began, in milliseconds since the Unix epoch.
    public var createdAtMilliseconds: Int64
    /// When it last went on, in milliseconds since the Unix epoch.
    public var updatedAtMilliseconds: Int64

    /// Makes a message; what is not given stays empty.
    public init(
        replayID: String = "", status: ReplayStatus = .unspecified,
        filter: ReplayFilter = ReplayFilter(), ratePerSecond: UInt32 = 0, matched: UInt32 = 0,
        resent: UInt32 = 0, skipped: UInt32 = 0, actor: String = "",
        createdAtMilliseconds: Int64 = 0, updatedAtMilliseconds: Int64 = 0
    ) {
        self.replayID = replayID
        self.status = status
        self.filter = filter
        self.ratePerSecond = ratePerSecond
        self.matched = matched
        self.resent = resent
        self.skipped = skipped
        self.actor = actor
        self.createdAtMilliseconds = createdAtMilliseconds
        self.updatedAtMilliseconds = updatedAtMilliseconds
    }
}

extension Replay: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__replay__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("replay_id", &replayID)
        fields.enumeration("status", &status)
        fields.message("filter", &filter)
        fields.uint32("rate_per_second", &ratePerSecond)
        fields.uint32("matched", &matched)
        fields.uint32("resent", &resent)
        fields.uint32("skipped", &skipped)
        fields.string("actor", &actor)
        fields.int64("created_at_ms", &createdAtMilliseconds)
        fields.int64("updated_at_ms", &updatedAtMilliseconds)
    }
}

/// Counts, or begins.
public struct StartReplayRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// What to send once more.
    public var filter: ReplayFilter
    /// How many a second: 1 to 50.
    public var ratePerSecond: UInt32
    /// Whether to count only.
    public var dryRun: Bool
    /// What a dry run counted; has to be the count still.
    ///
    /// Not looked at in a dry run.
    public var expectedCount: UInt32
    /// Who asks for it: 1 to 128 printable characters.
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", filter: ReplayFilter = ReplayFilter(), ratePerSecond: UInt32 = 0,
        dryRun: Bool = false, expectedCount: UInt32 = 0, actor: String = ""
    ) {
        self.merchantID = merchantID
        self.filter = filter
        self.ratePerSecond = ratePerSecond
        self.dryRun = dryRun
        self.expectedCount = expectedCount
        self.actor = actor
    }
}

extension StartReplayRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__start_replay_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.message("filter", &filter)
        fields.uint32("rate_per_second", &ratePerSecond)
        fields.bool("dry_run", &dryRun)
        fields.uint32("expected_count", &expectedCount)
        fields.string("actor", &actor)
    }
}

/// What the filter matches.
public struct StartReplayResponse: WireMessage {
    /// How many notifications.
    ///
    /// Those that may not be sent once more at their turn are skipped.
    public var matched: UInt32
    /// What began; empty in a dry run.
    public var replay: Replay

    /// Makes a message; what is not given stays empty.
    public init(matched: UInt32 = 0, replay: Replay = Replay()) {
        self.matched = matched
        self.replay = replay
    }
}

extension StartReplayResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__start_replay_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.uint32("matched", &matched)
        fields.message("replay", &replay)
    }
}

/// Asks for a replay.
public struct GetReplayRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// Which one.
    public var replayID: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "", replayID: String = "") {
        self.merchantID = merchantID
        self.replayID = replayID
    }
}

extension GetReplayRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__get_replay_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("replay_id", &replayID)
    }
}

/// The replay.
public struct GetReplayResponse: WireMessage {
    /// As it stands.
    public var replay: Replay

    /// Makes a message; what is not given stays empty.
    public init(replay: Replay = Replay()) {
        self.replay = replay
    }
}

extension GetReplayResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__get_replay_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("replay", &replay)
    }
}

/// Asks for a merchant's replays.
public struct ListReplaysRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// At most so many; 0 is 50; at most 500.
    public var pageSize: UInt32
    /// next_page_token of the page before; empty for the first.
    public var pageToken: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "", pageSize: UInt32 = 0, pageToken: String = "") {
        self.merchantID = merchantID
        self.pageSize = pageSize
        self.pageToken = pageToken
    }
}

extension ListReplaysRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_replays_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.uint32("page_size", &pageSize)
        fields.string("page_token", &pageToken)
    }
}

/// A page of replays.
public struct ListReplaysResponse: WireMessage {
    /// Newest first.
    public var replays: [Replay]
    /// Ask with this for the next page; empty on the last.
    public var nextPageToken: String

    /// Makes a message; what is not given stays empty.
    public init(replays: [Replay] = [], nextPageToken: String = "") {
        self.replays = replays
        self.nextPageToken = nextPageToken
    }
}

extension ListReplaysResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_replays_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.messages("replays", &replays)
        fields.string("next_page_token", &nextPageToken)
    }
}

/// Stops a replay.
public struct CancelReplayRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// Which one.
    public var replayID: String
    /// Who asks for it: 1 to 128 printable characters.
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "", replayID: String = "", actor: String = "") {
        self.merchantID = merchantID
        self.replayID = replayID
        self.actor = actor
    }
}

extension CancelReplayRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__cancel_replay_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("replay_id", &replayID)
        fields.string("actor", &actor)
    }
}

/// The replay after the call.
public struct CancelReplayResponse: WireMessage {
    /// Now cancelled.
    public var replay: Replay

    /// Makes a message; what is not given stays empty.
    public init(replay: Replay = Replay()) {
        self.replay = replay
    }
}

extension CancelReplayResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__cancel_replay_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("replay", &replay)
    }
}
