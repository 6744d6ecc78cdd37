import CSQLite

extension Connection {
    /// Waits until all that was written to the database's file, by any connection, is on the disk.
    ///
    /// SQLite syncs the file itself after a checkpoint that moved the whole log. After one that moved a
    /// part this leaves little for that sync to wait for.
    package func syncFile() throws(SQLiteError) {
        var file: UnsafeMutablePointer<sqlite3_file>?
        // Sound: SQLite writes one pointer, to a file that lives as long as the handle.
        let code = unsafe withUnsafeMutablePointer(to: &file) { pointer in
            unsafe sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, pointer)
        }
        guard code == SQLITE_OK, let file = unsafe file,
            let sync = unsafe file.pointee.pMethods?.pointee.xSync
        else { throw error(code == SQLITE_OK ? SQLITE_NOTFOUND : code, "find the file of \(path)") }
        let synced = unsafe sync(file, SQLITE_SYNC_NORMAL)
        guard synced == SQLITE_OK else { throw error(synced, "sync \(path)") }
    }
}
