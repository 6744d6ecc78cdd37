import SQLite
import TestKit
import Testing

/// The memory that SQLite is given.
@Suite struct BlocksTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Sizes on both sides of each list's limit, and of the largest.
    private static let sizes = stride(from: 24, through: 2_200, by: 32).flatMap {
        [$0 - 1, $0, $0 + 1]
    }

    @Test func valuesOfAllSizesComeBackWholeWhileManyThreadsWriteThem() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...4 {
                let path = folder.path("\(number).db")
                group.addTask { try Self.writeAndReadBack(UInt8(number), path) }
            }
            try await group.waitForAll()
        }
    }

    @Test func aConnectionIsClosedByAnotherThreadThanOpenedIt() async throws {
        for number in 1...20 {
            let path = folder.path("\(number).db")
            try await Task.detached { try Self.writeAndReadBack(UInt8(number), path) }.value
        }
    }

    private static func writeAndReadBack(_ byte: UInt8, _ path: String) throws {
        let connection = try Connection(path: path, access: .readWrite)
        try connection.execute("CREATE TABLE things (size INTEGER PRIMARY KEY, value TEXT)")
        let insert = try Statement(connection, "INSERT INTO things VALUES (?1, ?2 || ?2)")
        let select = try Statement(connection, "SELECT size, value FROM things ORDER BY size")
        try connection.execute("BEGIN")
        for size in sizes {
            let value = String(repeating: Character(Unicode.Scalar(byte + 64)), count: size)
            try insert.run([.integer(size), .text(value)])
        }
        try connection.execute("COMMIT")
        let rows = try select.all { row in (size: Int(row.integer()), value: row.text()) }
        #expect(rows.map(\.size) == sizes)
        #expect(
            rows.allSatisfy { row in
                row.value.utf8.count == 2 * row.size
                    && row.value.utf8.allSatisfy { $0 == byte + 64 }
            })
        try connection.close()
    }
}
