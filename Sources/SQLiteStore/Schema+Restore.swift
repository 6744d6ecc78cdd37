import Notifications

extension Schema {
    /// Which restore of itself a file is: `generation` grows by one with each, and `restored_at` is the
    /// moment of the last; NULL: there was none.
    static let generations = """
        ALTER TABLE meta ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE meta ADD COLUMN restored_at INTEGER;
        CREATE INDEX notifications_restored ON notifications (merchant)
          WHERE status_reason = '\(HoldReason.restored.rawValue)';
        """
}
