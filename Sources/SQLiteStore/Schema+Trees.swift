extension Schema {
    /// One index of a merchant's notifications in place of two.
    ///
    /// Each call wrote a page of the order of their making beside one of the order of their changes: a
    /// ninth of its pages. Lists and replays now go by the changes, and a replay that runs looks anew at
    /// all that it matched: what it has resent has changed since.
    static let trees = """
        DROP INDEX notifications_by_merchant;
        UPDATE replays SET cursor = 0, skipped = 0 WHERE status = 'running';
        ALTER TABLE replays DROP COLUMN last_notification;
        """
}
