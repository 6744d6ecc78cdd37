import SQLite

/// The statements around the commands of a commit.
struct Transaction {
    private let connection: Connection
    private let beginStatement: Statement
    private let commitStatement: Statement
    private let savepointStatement: Statement
    private let releaseStatement: Statement
    private let takeBackStatement: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        beginStatement = try Statement(connection, "BEGIN IMMEDIATE")
        commitStatement = try Statement(connection, "COMMIT")
        savepointStatement = try Statement(connection, "SAVEPOINT command")
        releaseStatement = try Statement(connection, "RELEASE command")
        takeBackStatement = try Statement(connection, "ROLLBACK TO command")
    }

    func begin() throws(SQLiteError) { try beginStatement.run() }

    func commit() throws(SQLiteError) { try commitStatement.run() }

    /// Takes the whole transaction back, unless an error has done so already.
    func rollback() throws(SQLiteError) {
        if connection.isInTransaction { try connection.execute("ROLLBACK") }
    }

    func beginCommand() throws(SQLiteError) { try savepointStatement.run() }

    func endCommand() throws(SQLiteError) { try releaseStatement.run() }

    /// Takes back what the command wrote.
    func takeCommandBack() throws(SQLiteError) {
        try takeBackStatement.run()
        try releaseStatement.run()
    }
}
