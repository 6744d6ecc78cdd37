import Testing

@testable import RPC

struct MetadataTests {
    @Test func acceptsKeysOfAnySpellingAndKeysThatRepeat() throws {
        try Metadata.check(
            ["traceparent", "X-Request-Id", "k:v", "with space", "ä", ""].map {
                MetadataEntry(key: $0, value: "v")
            })
        try Metadata.check([
            MetadataEntry(key: "a", value: ""), MetadataEntry(key: "a", value: "ä"),
        ])
    }

    @Test func refusesMoreBytesThanTheLimit() throws {
        let value = String(repeating: "v", count: Metadata.bytesMax - 1)
        try Metadata.check([MetadataEntry(key: "k", value: value)])

        #expect {
            try Metadata.check([MetadataEntry(key: "k", value: value + "v")])
        } throws: {
            ($0 as? RPCStatus)?.fieldViolations.map(\.field) == ["metadata"]
        }
    }
}
