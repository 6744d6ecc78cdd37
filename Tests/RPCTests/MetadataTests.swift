import Testing

@testable import RPC

struct MetadataTests {
    @Test func acceptsKeysThatRepeat() throws {
        try Metadata.check([
            MetadataEntry(key: "traceparent", value: "00-ab"),
            MetadataEntry(key: "x_y.z-1", value: ""),
            MetadataEntry(key: "x_y.z-1", value: "ä"),
        ])
    }

    @Test(arguments: ["", "Upper", "with space", "ä", "a:b", "a\n"])
    func refusesAKeyByItsIndex(key: String) {
        let entries = [MetadataEntry(key: "a", value: ""), MetadataEntry(key: key, value: "v")]

        #expect {
            try Metadata.check(entries)
        } throws: {
            ($0 as? RPCStatus)?.fieldViolations.map(\.field) == ["metadata[1].key"]
        }
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
