/// The database on its disk: what fills up without a word until nothing can be written.
package struct StorageFigures: Sendable {
    /// Size of the database's file.
    package var databaseBytes: Int
    /// Size of the write-ahead log beside it; 0 while there is none.
    package var logBytes: Int
    /// Free on the disk that holds them; nil where the system does not tell.
    package var freeBytes: Int?

    package init(databaseBytes: Int, logBytes: Int, freeBytes: Int?) {
        self.databaseBytes = databaseBytes
        self.logBytes = logBytes
        self.freeBytes = freeBytes
    }

    /// As Prometheus reads it.
    var text: String {
        var text = ""
        for (name, value) in [
            ("paynotify_database_bytes", databaseBytes),
            ("paynotify_database_log_bytes", logBytes),
            ("paynotify_disk_free_bytes", freeBytes),
        ] {
            guard let value else { continue }
            text += PrometheusText.family(
                name, "gauge", help: MetricHelp.texts[name] ?? "", Double(value))
        }
        return text
    }
}
