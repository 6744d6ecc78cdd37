import Messages
import TestKit
import Testing

@testable import RPC

struct MethodNamesTests {
    private static let methods = MethodNames([
        MethodName(service: "a.Service", method: "Get"),
        MethodName(service: "a.Service", method: "GetMore"),
        MethodName(service: "b.Service", method: "Get"),
    ])

    private static func plainRequest(_ bytes: [UInt8], guess: Int = 0) -> PlainRequest? {
        methods.plainRequest(in: bytes.span, guess: guess)
    }

    @Test(arguments: [0, 1, 2, 99])
    func findsTheMethodWhateverIsGuessed(guess: Int) throws {
        for (number, name) in Self.methods.names.enumerated() {
            let bytes = try Envelope.encodeRequest(
                service: name.service, method: name.method, payload: [1, 2, 3],
                timeout: .seconds(2))

            let call = try #require(Self.plainRequest(bytes, guess: guess))

            #expect(call.method == number)
            #expect(bytes[call.payload] == [1, 2, 3])
            #expect(call.timeoutNanoseconds == 2_000_000_000)
        }
    }

    @Test func findsNoPayloadWhereThereIsNone() throws {
        let bytes = try Envelope.encodeRequest(service: "b.Service", method: "Get", payload: [])
        let call = try #require(Self.plainRequest(bytes))
        #expect(call == PlainRequest(method: 2, payload: 0..<0, timeoutNanoseconds: 0))
    }

    private static let get =
        [0x0A, 9] + Array("a.Service".utf8) + [0x12, 3] + Array("Get".utf8)

    @Test(
        arguments: [
            ("another method", [0x0A, 1, 0x61, 0x12, 1, 0x62]),
            ("the method first", Array(get.suffix(5) + get.prefix(11))),
            ("half a name", Array(get.dropLast())),
            ("metadata", get + [0x2A, 5, 0x0A, 1, 0x61, 0x12, 0]),
            ("an unknown field", get + [0x30, 1]),
            ("two payloads", get + [0x1A, 0, 0x1A, 0]),
            ("two times", get + [0x20, 1, 0x20, 1]),
            ("a second service", get + [0x0A, 1, 0x61]),
            ("a payload cut off", get + [0x1A, 2, 1]),
            ("a length cut off", get + [0x1A, 0x81]),
            ("a length of six bytes", get + [0x1A, 0x80, 0x80, 0x80, 0x80, 0x80, 0]),
            ("a number of eleven bytes", get + [0x20] + Array(repeating: 0x80, count: 11)),
        ] as [(String, [UInt8])])
    func leavesWhatIsNotPlainToTheWholeDecoder(_ what: String, bytes: [UInt8]) {
        #expect(Self.plainRequest(bytes) == nil)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func findsNothingElseThanTheWholeDecoder(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var plainCount = 0
        for _ in 0..<500 {
            var bytes = try Envelope.encodeRequest(
                service: "a.Service", method: "GetMore",
                payload: Array(repeating: 7, count: .random(in: 0...200, using: &random)),
                timeout: Bool.random(using: &random) ? nil : .nanoseconds(Int64(seed) << 40))
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let place = Int.random(in: bytes.count / 8..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = .random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(.random(in: 0...255, using: &random), at: place)
                default: bytes += [0x20] + Array(repeating: 0xFF, count: place % 10) + [1]
                }
            }
            guard let plain = Self.plainRequest(bytes, guess: 1) else { continue }
            plainCount += 1
            let whole = try Envelope.decodeRequest(bytes)
            #expect(Self.methods.names[plain.method].method == whole.method, "seed \(seed)")
            #expect(Array(bytes[plain.payload]) == whole.payload, "seed \(seed)")
            #expect(plain.timeoutNanoseconds == whole.timeoutNano, "seed \(seed)")
        }
        #expect(plainCount > 100, "seed \(seed)")
    }
}
