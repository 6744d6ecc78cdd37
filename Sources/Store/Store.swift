// `NotificationStore` on SQLite: one writer, group commit. Nothing outside Store speaks SQL.
