import Notifications
import SQLite

/// The tables as one connection sees them, with all statements prepared.
struct Tables {
    let connection: Connection
    let merchants: MerchantTable
    let templates: TemplateTable
    let sessions: SessionTable
    let notifications: NotificationTable
    let attempts: AttemptTable
    let pauses: PauseTable
    let optOuts: OptOutTable
    let audit: AuditTable
    let queues: QueueTable
    let delivery: DeliveryTable
    let senders: SenderTable
    let replays: ReplayTable
    let resends: ResendTable
    let limits: LimitTable
    let conversations: ConversationTable
    let names: NameTable
    let claims: ClaimTable
    let apps: AppTable
    let retention: RetentionTable
    let removals: RemovalTable
    let erasures: ErasureTable
    let erased: ErasedTable
    let system: SystemTable

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        merchants = try MerchantTable(connection)
        templates = try TemplateTable(connection)
        sessions = try SessionTable(connection)
        notifications = try NotificationTable(connection)
        attempts = try AttemptTable(connection)
        pauses = try PauseTable(connection)
        optOuts = try OptOutTable(connection)
        audit = try AuditTable(connection)
        queues = try QueueTable(connection)
        delivery = try DeliveryTable(connection)
        senders = try SenderTable(connection)
        replays = try ReplayTable(connection)
        resends = try ResendTable(connection)
        limits = try LimitTable(connection)
        conversations = try ConversationTable(connection)
        names = try NameTable(connection)
        claims = try ClaimTable(connection)
        apps = try AppTable(connection)
        retention = try RetentionTable(connection)
        removals = try RemovalTable(connection)
        erasures = try ErasureTable(connection)
        erased = try ErasedTable(connection)
        system = try SystemTable(connection)
    }
}
