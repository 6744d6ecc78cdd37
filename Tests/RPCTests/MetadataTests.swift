import Messages
import Testing

@testable import RPC

struct MetadataTests {
    @Test func acceptsKeysOfAnySpellingAndKeysThatRepeat() throws {
        try Metadata.check(
            ["traceparent", "X-Request-Id", "k:v", "with space", "ä", ""].map {
                EnvelopeKeyValue(key: $0, value: "v")
            })
        try Metadata.check([
            EnvelopeKeyValue(key: "a", value: ""), EnvelopeKeyValue(key: "a", value: "ä"),
        ])
    }

    @Test func refusesMoreBytesThanTheLimit() throws {
        let value = String(repeating: "v", count: Metadata.bytesMax - 1)
        try Metadata.check([EnvelopeKeyValue(key: "k", value: value)])

        #expect {
            try Metadata.check([EnvelopeKeyValue(key: "k", value: value + "v")])
        } throws: {
            ($0 as? RPCStatus)?.fieldViolations.map(\.field) == ["metadata"]
        }
    }
}
