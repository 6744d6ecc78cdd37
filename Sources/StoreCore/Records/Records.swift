package import Notifications

/// What is kept, as the use cases see it: each loads what its command looks at, decides, and writes what
/// changed.
///
/// It names no table. How records lie, and how many statements or round trips a load and the writes of
/// a batch take, is the engine's; so is the number of a change, which ascends over all that is written.
/// A load sees whatever was written before it, in the same batch too. What is written is durable when
/// the engine's commit is, and taken back with it. So an engine that is far away may read what all
/// commands of a batch name before the first of them, answer from that, and write at the batch's end.
package protocol Records: MerchantRecords, TemplateRecords, SessionRecords, NotificationRecords,
    AttemptRecords, CustomerRecords, SenderRecords, NewsRecords, PortfolioRecords, ReplayRecords,
    RetentionRecords, ErasureRecords, RestoreRecords
{
    /// The engine's fault for records that are not as this program writes them.
    func unreadable(_ what: String) -> RecordsFault
}

/// A merchant's name outside and its number inside, which only the engine that gave it can read.
package struct MerchantKey: Hashable, Sendable {
    package let row: Int64
    package let id: MerchantID

    package init(row: Int64, id: MerchantID) {
        self.row = row
        self.id = id
    }
}
